import { z } from "zod";
import { readBody } from "../body.js";
import { now } from "../context.js";
import { notFound, ruleRefused } from "../errors.js";
import { type Call, type Route, route } from "../route.js";
import { pendingTasksOf } from "../tasks.js";
import { queueMailboxTask } from "./change.js";
import { putGrant, sameGrant } from "./effects.js";
import { checkWritable, findMailboxById } from "./mailboxes.js";
import type { Grant, Mailbox, Right } from "./model.js";
import { idParam, type MailboxRoutes } from "./routes.js";
import { grantSubject, grantView, taskView } from "./views.js";

/** OVH API schema: the body of `fullAccess` says `allowedAccountId`, that of the two others `allowAccountId`. */
const rights = [
  { right: "fullAccess", functionName: "FullAccess", bodyField: "allowedAccountId", excludes: undefined },
  { right: "sendAs", functionName: "SendAs", bodyField: "allowAccountId", excludes: "sendOnBehalfTo" },
  { right: "sendOnBehalfTo", functionName: "SendOnBehalfTo", bodyField: "allowAccountId", excludes: "sendAs" },
] as const satisfies readonly { right: Right; functionName: string; bodyField: string; excludes: Right | undefined }[];

type RightRoutes = (typeof rights)[number];

export function rightRoutes(mailbox: MailboxRoutes): Route[] {
  return rights
    .filter(({ right }) => mailbox.rights.includes(right))
    .flatMap((right) => {
      const all = `${mailbox.path}/${right.right}`;
      const one = `${all}/{allowedAccountId}`;
      return [
        route("GET", all, (call) =>
          shownGrants(call, mailbox.find(call), right.right).map((grant) => grant.delegateId),
        ),
        route("POST", all, (call) => grantRight(call, mailbox, right)),
        route("GET", one, (call) => showGrant(call, mailbox.find(call), right.right)),
        route("DELETE", one, (call) => revokeRight(call, mailbox, right)),
      ];
    });
}

function shownGrants(call: Call, mailbox: Mailbox, right: Right): Grant[] {
  const isShown = (grant: Grant) => grant.inForce || call.context.switches.createdIsReadable === "atOnce";
  return mailbox.grants.filter((grant) => grant.right === right && isShown(grant));
}

function showGrant(call: Call, mailbox: Mailbox, right: Right) {
  return grantView(call.context, mailbox, shownGrant(call, mailbox, right));
}

function shownGrant(call: Call, mailbox: Mailbox, right: Right): Grant {
  const id = idParam(call, "allowedAccountId");
  const found = shownGrants(call, mailbox, right).find((grant) => grant.delegateId === id);
  if (found === undefined) throw notFound("This right does not exist");
  return found;
}

function grantRight(call: Call, routes: MailboxRoutes, { right, functionName, bodyField, excludes }: RightRoutes) {
  const { context } = call;
  const mailbox = routes.find(call);
  checkWritable(context, mailbox);
  const body = readBody(call, z.object({ [bodyField]: z.int() }), "creation");
  const delegateId = Number(body[bodyField]);
  checkDelegate(call, mailbox, delegateId);
  if (excludes !== undefined && holds(mailbox, excludes, delegateId)) {
    // OVH guide 'feature_delegation': the two "cannot be used together at the same time".
    throw ruleRefused(context.switches, `${right} cannot be combined with ${excludes}`);
  }
  const isSecond = holds(mailbox, right, delegateId) && !isBeingRevoked(call, mailbox, { right, delegateId });
  if (isSecond && context.switches.secondGrant === "refused") {
    throw ruleRefused(context.switches, "This account has this right already");
  }
  const grant: Grant = { right, delegateId, creationDate: now(context), inForce: false };
  if (!holds(mailbox, right, delegateId)) putGrant(context, mailbox, grant);
  return queueRight(call, mailbox, `add${routes.infix}${functionName}`, { kind: "addGrant", grant });
}

/** OVH panel: the choice is among the accounts of the same service. */
function checkDelegate(call: Call, mailbox: Mailbox, delegateId: number): void {
  const delegate = findMailboxById(call.context, delegateId);
  const isAccount = delegate?.kind === "account" || delegate?.kind === "mxplanAccount";
  const isShared = delegate?.kind === "sharedAccount" && call.context.switches.sharedAccountAsDelegate === "accepted";
  if ((isAccount || isShared) && delegate.service === mailbox.service) return;
  throw ruleRefused(call.context.switches, `There is no account ${delegateId} on this service`);
}

function holds(mailbox: Mailbox, right: Right, delegateId: number): boolean {
  return mailbox.grants.some((grant) => sameGrant(grant, right, delegateId));
}

function isBeingRevoked(call: Call, mailbox: Mailbox, grant: Pick<Grant, "right" | "delegateId">): boolean {
  const last = pendingTasksOf(call.context, mailbox.fields.id).findLast((task) => task.subject === grantSubject(grant));
  return last?.effect.kind === "removeGrant";
}

function revokeRight(call: Call, routes: MailboxRoutes, { right, functionName }: RightRoutes) {
  const mailbox = routes.find(call);
  checkWritable(call.context, mailbox);
  const delegateId = idParam(call, "allowedAccountId");
  if (call.context.switches.missingGrant === "notFound") shownGrant(call, mailbox, right);
  const name = `delete${routes.infix}${functionName}`;
  return queueRight(call, mailbox, name, { kind: "removeGrant", right, delegateId });
}

type RightEffect = { kind: "addGrant"; grant: Grant } | { kind: "removeGrant"; right: Right; delegateId: number };

function queueRight(call: Call, mailbox: Mailbox, functionName: string, effect: RightEffect) {
  const subject = grantSubject(effect.kind === "addGrant" ? effect.grant : effect);
  return taskView(call.context, queueMailboxTask(call.context, mailbox, { function: functionName, subject, effect }));
}
