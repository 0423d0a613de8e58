import { type Context, now } from "../context.js";
import { nextId } from "../tasks.js";
import type { LegacyAccount } from "./model.js";

/** OVH API schema: "default : 5000000000". */
export const defaultSizeBytes = 5_000_000_000;

/** An account with nothing in it but what is given. */
export function newAccount(
  context: Context,
  fields: Partial<LegacyAccount> & Pick<LegacyAccount, "accountName">,
): LegacyAccount {
  const { usedBytes = 0, emailCount = 0 } = fields;
  return {
    state: "ok",
    description: "",
    size: defaultSizeBytes,
    isBlocked: false,
    passwordHash: null,
    usedBytes,
    emailCount,
    usage: { date: now(context), emailCount, quota: usedBytes },
    delegates: [],
    filters: [],
    removeAtMs: null,
    ...fields,
    id: nextId(context, "hidden"),
  };
}
