import { type Context, now } from "../context.js";
import { dropAlias, dropGrant, putAlias, putGrant } from "../mailbox/effects.js";
import { addressOf } from "../mailbox/mailboxes.js";
import type { AccountRecord, Mailbox, MxplanAccountRecord, SharedAccountRecord } from "../mailbox/model.js";

type Used = AccountRecord | MxplanAccountRecord | SharedAccountRecord;
/** A number in [0, 1). */
type Draw = () => number;

/**
 * What a colleague may do in the panel between two calls, at once and without a task. Nothing happens where there is
 * nothing to do it to. Neither a mailbox nor what is in it is ever lost.
 */
const edits = {
  renameDisplayName(context, draw) {
    const mailbox = pick(usedMailboxes(context), draw);
    if (mailbox !== undefined) mailbox.fields.displayName = `Renamed ${Math.floor(draw() * 1_000)}`;
  },
  grantARight(context, draw) {
    const on = pick(usedMailboxes(context), draw);
    const others = usedMailboxes(context).filter((one) => one.service === on?.service && one !== on && isPerson(one));
    const to = pick(others, draw);
    if (on === undefined || to === undefined) return;
    putGrant(context, on, {
      right: "fullAccess",
      delegateId: to.fields.id,
      creationDate: now(context),
      inForce: true,
    });
  },
  revokeARight(context, draw) {
    const on = pick(having(context, "grants"), draw);
    const grant = pick(on?.grants ?? [], draw);
    if (on !== undefined && grant !== undefined) dropGrant(on, grant.right, grant.delegateId);
  },
  addAnAlias(context, draw) {
    const on = pick(usedMailboxes(context), draw);
    if (on === undefined) return;
    const address = addressOf(on);
    const alias = `alias-${on.fields.id}-${on.aliases.length}${address.slice(address.lastIndexOf("@"))}`;
    putAlias(on, { alias, creationDate: now(context) });
  },
  deleteAnAlias(context, draw) {
    const on = pick(having(context, "aliases"), draw);
    const alias = pick(on?.aliases ?? [], draw);
    if (on !== undefined && alias !== undefined) dropAlias(on, alias.alias);
  },
} as const satisfies Record<string, (context: Context, draw: Draw) => void>;

export type ColleagueName = keyof typeof edits;

export const colleagueNames = Object.keys(edits) as [ColleagueName, ...ColleagueName[]]; // the keys of our own table

/** Does what the name says; what it strikes is drawn. */
export function editAsColleague(context: Context, name: ColleagueName, draw: Draw): void {
  edits[name](context, draw);
}

function pick<One>(all: readonly One[], draw: Draw): One | undefined {
  return all[Math.floor(draw() * all.length)];
}

/** Mailboxes in use, of kinds that rights and aliases are for. */
function usedMailboxes({ state }: Context): Used[] {
  return state.mailboxes.filter((one): one is Used => {
    if (one.fields.state !== "ok") return false;
    return one.kind === "sharedAccount" || (isPerson(one) && one.fields.configured);
  });
}

function isPerson(mailbox: Mailbox): mailbox is AccountRecord | MxplanAccountRecord {
  return mailbox.kind === "account" || mailbox.kind === "mxplanAccount";
}

function having(context: Context, what: "grants" | "aliases"): Used[] {
  return usedMailboxes(context).filter((one) => one[what].length > 0);
}
