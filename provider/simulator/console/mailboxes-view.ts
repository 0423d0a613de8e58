import type { Context } from "../context.js";
import { addressOf } from "../mailbox/mailboxes.js";
import type { Mailbox } from "../mailbox/model.js";
import { flatFields } from "./flat-fields.js";
import { withoutSecrets } from "./redact.js";
import type { Edge, MailboxDetails, MailboxKind, MailboxRow } from "./view-model.js";

/** One row for whatever has an address on a platform that knows rights. */
export function mailboxRows({ state }: Context): MailboxRow[] {
  const busy = new Set(state.tasks.map((task) => task.targetId));
  return state.mailboxes.map((mailbox) => ({
    id: String(mailbox.fields.id),
    kind: kindOf(mailbox),
    address: addressOf(mailbox),
    name: nameOf(mailbox),
    service: mailbox.service,
    state: mailbox.fields.state,
    aliases: mailbox.aliases.map(({ alias }) => alias),
    isBusy: busy.has(mailbox.fields.id),
  }));
}

function kindOf(mailbox: Mailbox): MailboxKind {
  const isSeat = mailbox.kind === "account" || mailbox.kind === "mxplanAccount";
  return isSeat && !mailbox.fields.configured ? "freeAccount" : mailbox.kind;
}

function nameOf({ fields }: Mailbox): string {
  if (fields.displayName !== null) return fields.displayName;
  if (!("lastName" in fields)) return "";
  return [fields.firstName, fields.lastName].filter((part) => part !== null).join(" ");
}

/** Who may do what on what, and who is in which group. */
export function mailboxEdges({ state }: Context): Edge[] {
  return state.mailboxes.flatMap((mailbox) => {
    const on = String(mailbox.fields.id);
    const rights = mailbox.grants.map(({ right, delegateId, inForce }) => edge(delegateId, on, right, inForce));
    if (mailbox.kind !== "mailingList") return rights;
    return [...rights, ...mailbox.participants.map(({ role, id, inForce }) => edge(id, on, role, inForce))];
  });
}

function edge(from: number, on: string, kind: Edge["kind"], inForce: boolean): Edge {
  return { from: String(from), on, kind, inForce };
}

/** Undefined when there is none of this id. */
export function mailboxDetails({ state }: Context, id: string): MailboxDetails | undefined {
  const mailbox = state.mailboxes.find(({ fields }) => String(fields.id) === id);
  if (mailbox === undefined) return undefined;
  const protocol = mailbox.kind === "account" ? { protocol: mailbox.protocol } : {};
  return { id, fields: flatFields(withoutSecrets({ ...mailbox.fields, ...protocol })), aliases: mailbox.aliases };
}
