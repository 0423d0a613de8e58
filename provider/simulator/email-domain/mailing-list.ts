import { postMailingList } from "../api/domain.js";
import { readBody } from "../body.js";
import type { Context } from "../context.js";
import { notFound, ruleRefused } from "../errors.js";
import { like } from "../like.js";
import { matchesPath, sameAddress } from "../mailbox/mailboxes.js";
import { type Call, param, type Route, route } from "../route.js";
import { checkNotDeleting, domainOf } from "./access.js";
import { shown } from "./entries.js";
import type { DomainRecord, LegacyListRecord } from "./model.js";
import { newList } from "./new-list.js";
import { queueOn } from "./queue.js";
import { checkEmail, checkName, checkRoom } from "./rules.js";
import { listTaskView } from "./task-views.js";
import { mailingListView } from "./views.js";

const all = "/email/domain/{domain}/mailingList";
const one = `${all}/{name}`;

/** They work for domains of the new MX Plan too (OVH panel). */
export const mailingListRoutes: readonly Route[] = [
  route("GET", all, listMailingLists),
  route("POST", all, createMailingList),
  route("GET", one, (call) => mailingListView(mailingListOf(call, domainOf(call)))),
  route("DELETE", one, deleteMailingList),
];

function listMailingLists(call: Call): string[] {
  const { context, query } = call;
  const wanted = query.get("name");
  return shown(context, domainOf(call).mailingLists)
    .map(({ name }) => name)
    .filter((name) => wanted === null || like(name, wanted, context.switches));
}

function mailingListOf(call: Call, domain: DomainRecord): LegacyListRecord {
  const { context } = call;
  const wanted = param(call, "name");
  const found = shown(context, domain.mailingLists).find(({ name }) => matchesPath(context, name, wanted));
  if (found === undefined) throw notFound("This mailing list does not exist");
  return found;
}

function createMailingList(call: Call) {
  const { context } = call;
  const domain = domainOf(call);
  const body = readBody(call, postMailingList, "creation");
  checkName(body.name, "name");
  checkEmail(body.ownerEmail, "ownerEmail");
  if (body.replyTo !== undefined) checkEmail(body.replyTo, "replyTo");
  if (domain.mailingLists.some(({ name }) => sameAddress(name, body.name))) {
    throw ruleRefused(context.switches, "This domain has a mailing list of this name already");
  }
  checkRoom(context, domain, "mailingList", domain.mailingLists.length);
  const list = newList(context, domain.domain, body);
  list.state = "creating";
  domain.mailingLists.push(list);
  return queueOnList(context, domain, list, "addMailingList");
}

function deleteMailingList(call: Call) {
  const domain = domainOf(call);
  const list = mailingListOf(call, domain);
  checkNotDeleting(list, list.name);
  list.state = "deleting";
  return queueOnList(call.context, domain, list, "deleteMailingList");
}

function queueOnList(
  context: Context,
  domain: DomainRecord,
  list: LegacyListRecord,
  functionName: "addMailingList" | "deleteMailingList",
) {
  const kind = functionName === "addMailingList" ? "keepInDomain" : "removeFromDomain";
  const effect = { kind, language: list.language ?? "en" } as const;
  const task = { function: functionName, list: "mailinglist", account: list.name, effect } as const;
  return listTaskView(queueOn(context, domain, list, task));
}
