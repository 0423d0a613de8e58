import type { Context } from "../context.js";

/** Whether a legacy MX Plan has an account at this address. */
export function domainsUseAddress(_context: Context, _address: string, _exceptId?: number): boolean {
  return false;
}
