import { z } from "zod";
import { redirectionChangeRedirectionCreation, redirectionCreation } from "../api/domain-models.js";
import { readBody } from "../body.js";
import type { Context } from "../context.js";
import { notFound, ruleRefused } from "../errors.js";
import { like } from "../like.js";
import { checkOwnAddress, sameAddress } from "../mailbox/mailboxes.js";
import { type Call, param, type Route, route } from "../route.js";
import { nextId } from "../tasks.js";
import { checkIdle, checkNotMigrating, domainOf } from "./access.js";
import { shown } from "./entries.js";
import type { DomainEffect, DomainRecord, RedirectionRecord } from "./model.js";
import { queueOn } from "./queue.js";
import { checkEmail, checkRoom } from "./rules.js";
import { specialTaskView } from "./task-views.js";
import { redirectionView } from "./views.js";

const all = "/email/domain/{domain}/redirection";
const one = `${all}/{id}`;

/** They work for domains of the new MX Plan too (OVH panel). */
export const redirectionRoutes: readonly Route[] = [
  route("GET", all, listRedirections),
  route("POST", all, createRedirection),
  route("GET", one, (call) => redirectionView(redirectionOf(call, domainOf(call)))),
  route("DELETE", one, deleteRedirection),
  route("POST", `${one}/changeRedirection`, changeRedirection),
];

const creation = z.object(redirectionCreation.shape);
const change = z.object(redirectionChangeRedirectionCreation.shape);

function listRedirections(call: Call): string[] {
  const { context, query } = call;
  const fits = (value: string, wanted: string | null) => wanted === null || like(value, wanted, context.switches);
  return shown(context, domainOf(call).redirections)
    .filter(({ from, to }) => fits(from, query.get("from")) && fits(to, query.get("to")))
    .map(({ id }) => String(id));
}

function redirectionOf(call: Call, domain: DomainRecord): RedirectionRecord {
  const wanted = param(call, "id");
  const found = shown(call.context, domain.redirections).find(({ id }) => String(id) === wanted);
  if (found === undefined) throw notFound("This redirection does not exist");
  return found;
}

function createRedirection(call: Call) {
  const { context } = call;
  const domain = domainOf(call);
  const { from, to, localCopy } = readBody(call, creation, "creation");
  checkOwnAddress([domain.domain], from); // panel and public clients send a whole address
  checkEmail(to, "to");
  checkNotMigrating(context, domain, accountOf(from));
  checkIsNew(context, domain, { from, to });
  checkRoom(context, domain, "redirection", domain.redirections.length);
  const redirection: RedirectionRecord = { id: nextId(context, "hidden"), state: "creating", from, to, localCopy };
  domain.redirections.push(redirection);
  return queueOnRedirection(context, domain, redirection, "addRedirection", { kind: "keepInDomain" });
}

/** There is one id for each pair, so that a second one of the same pair cannot be told apart. */
function checkIsNew(context: Context, domain: DomainRecord, pair: { from: string; to: string }): void {
  const isThere = domain.redirections.some(
    (other) => sameAddress(other.from, pair.from) && sameAddress(other.to, pair.to),
  );
  if (isThere) throw ruleRefused(context.switches, "This redirection exists already");
}

function deleteRedirection(call: Call) {
  const { context } = call;
  const domain = domainOf(call);
  const redirection = redirectionOf(call, domain);
  checkNotMigrating(context, domain, accountOf(redirection.from));
  checkIdle(context, redirection, String(redirection.id));
  redirection.state = "deleting";
  return queueOnRedirection(context, domain, redirection, "deleteRedirection", { kind: "removeFromDomain" });
}

function changeRedirection(call: Call) {
  const { context } = call;
  const domain = domainOf(call);
  const redirection = redirectionOf(call, domain);
  const { to } = readBody(call, change, "changeRedirection");
  checkNotMigrating(context, domain, accountOf(redirection.from));
  checkIdle(context, redirection, String(redirection.id));
  checkEmail(to, "to");
  if (!sameAddress(to, redirection.to)) checkIsNew(context, domain, { from: redirection.from, to });
  const changes = context.switches.redirectionKeepsId ? { to } : { to, id: nextId(context, "hidden") };
  const effect = { kind: "changeInDomain", changes, before: {} } as const;
  return queueOnRedirection(context, domain, redirection, "changeRedirection", effect);
}

function queueOnRedirection(
  context: Context,
  domain: DomainRecord,
  redirection: RedirectionRecord,
  functionName: string,
  effect: DomainEffect,
) {
  const account = accountOf(redirection.from);
  const task = { function: functionName, list: "redirection", account, effect } as const;
  return specialTaskView(queueOn(context, domain, redirection, task));
}

/** What stands before the @. */
function accountOf(address: string): string {
  return address.slice(0, address.lastIndexOf("@"));
}
