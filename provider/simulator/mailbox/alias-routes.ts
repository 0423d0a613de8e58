import { postAccountAlias } from "../api/exchange.js";
import { readBody } from "../body.js";
import { now } from "../context.js";
import { notFound, ruleRefused } from "../errors.js";
import { type Call, param, type Route, route } from "../route.js";
import { pendingTasksOf } from "../tasks.js";
import { checkAddressFor } from "./addresses.js";
import { queueMailboxTask } from "./change.js";
import { putAlias } from "./effects.js";
import { checkOwnAddress, checkWritable, matchesPath } from "./mailboxes.js";
import type { Alias, Mailbox } from "./model.js";
import type { MailboxRoutes } from "./routes.js";
import { aliasSubject, aliasView, taskView } from "./views.js";

/** OVH API schema: all kinds share the functions `addAlias` and `deleteAlias`, and the body `{ alias }`. */
export function aliasRoutes(mailbox: MailboxRoutes): Route[] {
  const all = `${mailbox.path}/alias`;
  const one = `${all}/{alias}`;
  return [
    route("GET", all, (call) => mailbox.find(call).aliases.map((alias) => alias.alias)),
    route("POST", all, (call) => addAlias(call, mailbox)),
    route("GET", one, (call) => showAlias(call, mailbox.find(call))),
    route("DELETE", one, (call) => removeAlias(call, mailbox)),
  ];
}

function showAlias(call: Call, mailbox: Mailbox) {
  return aliasView(call.context, mailbox, aliasOf(call, mailbox));
}

function aliasOf(call: Call, mailbox: Mailbox): Alias {
  const wanted = param(call, "alias");
  const found = mailbox.aliases.find((alias) => matchesPath(call.context, alias.alias, wanted));
  if (found === undefined) throw notFound("This alias does not exist");
  return found;
}

function addAlias(call: Call, routes: MailboxRoutes) {
  const { context } = call;
  const mailbox = routes.find(call);
  checkWritable(context, mailbox);
  const body = readBody(call, postAccountAlias, "creation");
  checkOwnAddress(routes.domains(call), body.alias);
  routes.checkDomain?.(call, body.alias);
  checkAddressFor(context, { kind: mailbox.kind, service: mailbox.service }, body.alias);
  checkAliasesMax(call, mailbox, routes.aliasesMax);

  const alias: Alias = { alias: body.alias, creationDate: now(context) };
  if (context.switches.createdIsReadable === "atOnce") putAlias(mailbox, alias);
  const effect = { kind: "addAlias", alias } as const;
  const subject = aliasSubject(alias.alias);
  return taskView(context, queueMailboxTask(context, mailbox, { function: "addAlias", subject, effect }));
}

function checkAliasesMax({ context }: Call, mailbox: Mailbox, max = Number.POSITIVE_INFINITY): void {
  const promised = pendingTasksOf(context, mailbox.fields.id).flatMap(({ effect }) =>
    effect.kind === "addAlias" ? [effect.alias.alias] : [],
  );
  const aliases = new Set([...mailbox.aliases.map(({ alias }) => alias), ...promised]);
  if (aliases.size >= max) throw ruleRefused(context.switches, `There are ${max} aliases at most`);
}

function removeAlias(call: Call, routes: MailboxRoutes) {
  const { context } = call;
  const mailbox = routes.find(call);
  checkWritable(context, mailbox);
  const { alias } = aliasOf(call, mailbox);
  const effect = { kind: "removeAlias", alias } as const;
  const subject = aliasSubject(alias);
  return taskView(context, queueMailboxTask(context, mailbox, { function: "deleteAlias", subject, effect }));
}
