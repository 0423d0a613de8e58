import type { z } from "zod";
import { type postDelegatedAccountResponder, postResponder } from "../api/domain.js";
import { responder as responderModel } from "../api/domain-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import type { Context } from "../context.js";
import { notFound, ruleRefused } from "../errors.js";
import { like } from "../like.js";
import { matchesPath, sameAddress } from "../mailbox/mailboxes.js";
import { type Call, param, type Route, route } from "../route.js";
import { nextId } from "../tasks.js";
import { readUpdate } from "../update.js";
import { checkIdle, checkIsLegacy, checkNotMigrating, domainOf } from "./access.js";
import { shown } from "./entries.js";
import type { DomainEffect, DomainRecord, ResponderRecord } from "./model.js";
import { changeByPut, queueOn } from "./queue.js";
import { checkEmail, checkName, checkRoom } from "./rules.js";
import { specialTaskView } from "./task-views.js";
import { responderView } from "./views.js";

const all = "/email/domain/{domain}/responder";
const one = `${all}/{account}`;

export const responderRoutes: readonly Route[] = [
  route("GET", all, listResponders),
  route("POST", all, (call) => {
    const domain = domainOf(call);
    const { account, ...fields } = readBody(call, postResponder, "creation");
    checkName(account, "account");
    return createResponder(call, domain, account, fields);
  }),
  route("GET", one, (call) => responderView(responderOf(call))),
  route("PUT", one, (call) => updateResponder(call, domainOf(call), param(call, "account"))),
  route("DELETE", one, (call) => deleteResponder(call, domainOf(call), param(call, "account"))),
];

function listResponders(call: Call): string[] {
  const { context, query } = call;
  const wanted = query.get("account");
  return shown(context, domainOf(call).responders)
    .map(({ account }) => account)
    .filter((account) => wanted === null || like(account, wanted, context.switches));
}

function responderOf(call: Call): ResponderRecord {
  return responderAt(call.context, domainOf(call), param(call, "account"));
}

export function responderAt(context: Context, domain: DomainRecord, account: string): ResponderRecord {
  const found = shown(context, domain.responders).find((one) => matchesPath(context, one.account, account));
  if (found === undefined) throw notFound("This responder does not exist");
  return found;
}

export type NewResponder = z.output<typeof postDelegatedAccountResponder>;

/** OVHcloud does not say that there must be a mailbox of this name, so there need not be one here. */
export function createResponder({ context }: Call, domain: DomainRecord, account: string, fields: NewResponder) {
  checkIsLegacy(context, domain);
  checkNotMigrating(context, domain, account);
  if (fields.copyTo !== undefined) checkEmail(fields.copyTo, "copyTo");
  if (domain.responders.some((other) => sameAddress(other.account, account))) {
    throw ruleRefused(context.switches, "This account has a responder already");
  }
  checkRoom(context, domain, "responder", domain.responders.length);
  const responder: ResponderRecord = {
    id: nextId(context, "hidden"),
    state: "creating",
    account,
    content: fields.content,
    copy: fields.copy,
    copyTo: fields.copyTo ?? null,
    from: fields.from ?? null,
    to: fields.to ?? null,
  };
  domain.responders.push(responder);
  return queueOnResponder(context, domain, responder, "addResponder", { kind: "keepInDomain" });
}

/** OVH API schema: `copy` and `copyTo` cannot be changed. */
export function updateResponder(call: Call, domain: DomainRecord, account: string): null {
  const { context } = call;
  const responder = responderAt(context, domain, account);
  const changes = readUpdate(call, writable(responderModel), responderView(responder));
  checkNotMigrating(context, domain, account);
  checkIdle(context, responder, responder.account);
  const task = { function: "changeResponder", list: "responder", account: responder.account } as const;
  changeByPut(context, domain, responder, { ...task, changes });
  return null;
}

export function deleteResponder({ context }: Call, domain: DomainRecord, account: string) {
  const responder = responderAt(context, domain, account);
  checkNotMigrating(context, domain, account);
  checkIdle(context, responder, responder.account);
  responder.state = "deleting";
  return queueOnResponder(context, domain, responder, "deleteResponder", { kind: "removeFromDomain" });
}

function queueOnResponder(
  context: Context,
  domain: DomainRecord,
  responder: ResponderRecord,
  functionName: string,
  effect: DomainEffect,
) {
  const task = { function: functionName, list: "responder", account: responder.account, effect } as const;
  return specialTaskView(queueOn(context, domain, responder, task));
}
