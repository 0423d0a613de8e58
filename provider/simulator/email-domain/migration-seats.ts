import type { Context } from "../context.js";
import { addressOf, mailboxesOf } from "../mailbox/mailboxes.js";
import type { AccountRecord } from "../mailbox/model.js";
import { placeholderDomain } from "../mailbox/new-mailbox.js";
import { pendingTasksOf } from "../tasks.js";

/** Accounts of an Exchange service that a migration may take: nobody has configured them, nor is about to. */
export function freeSeats(context: Context, service: string): AccountRecord[] {
  return mailboxesOf(context, "account", service).filter(
    (seat) => isFree(seat) && pendingTasksOf(context, seat.fields.id).length === 0 && !isPromised(context, seat),
  );
}

export function isFree(seat: AccountRecord): boolean {
  const isPlaceholder = addressOf(seat).toLowerCase().endsWith(`@${placeholderDomain}`);
  return isPlaceholder && !seat.fields.configured && seat.fields.state === "ok";
}

/** To a migration under way. */
function isPromised({ state }: Context, seat: AccountRecord): boolean {
  return state.tasks.some(({ effect }) => effect.kind === "migrateToExchange" && effect.seatId === seat.fields.id);
}
