import { type Context, now } from "../context.js";
import { nextId } from "../tasks.js";
import type { LegacyListRecord } from "./model.js";

type Given = Pick<LegacyListRecord, "name" | "language" | "options" | "ownerEmail"> & { replyTo?: string | undefined };

/** Whom a list without `replyTo` answers is not documented: here it is the list itself. */
export function newList(context: Context, domain: string, { replyTo, ...given }: Given): LegacyListRecord {
  return {
    ...given,
    replyTo: replyTo ?? `${given.name}@${domain}`,
    id: nextId(context, "mailingList"),
    state: "ok",
    nbSubscribers: 0,
    nbSubscribersUpdateDate: now(context),
  };
}
