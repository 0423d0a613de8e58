import type { Context } from "../context.js";
import { existingAccounts } from "./entries.js";
import type { DomainRecord, LegacyAccount } from "./model.js";

export function legacyAddress(domain: DomainRecord, account: Pick<LegacyAccount, "accountName">): string {
  return `${account.accountName}@${domain.domain}`;
}

/**
 * Whether a legacy MX Plan has an account at this address. A migrated account has given its address to the new one, even
 * while it is still listed.
 */
export function domainsUseAddress(context: Context, address: string, exceptId?: number): boolean {
  const wanted = address.toLowerCase();
  return context.state.domains.some((domain) =>
    existingAccounts(context, domain).some(
      (account) =>
        account.id !== exceptId &&
        account.removeAtMs === null &&
        legacyAddress(domain, account).toLowerCase() === wanted,
    ),
  );
}
