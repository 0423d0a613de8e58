/** Whether the declared shared mailboxes fit into the space that a service has for them. */

import type { DeclaredMailbox, Finding } from "./declared.js";
import type { LiveService } from "./live.js";

export function missingSpace(mailboxes: readonly DeclaredMailbox[], live: LiveService): Finding[] {
  const shared = mailboxes.filter(({ kind }) => kind === "SharedMailbox");
  const fresh = shared.filter(({ exists, emailAddress }) => !exists && !live.shared.has(emailAddress));
  const { singleMailboxQuotaLimit } = live.quota;
  const tooLarge = fresh
    .filter(({ quotaMb = 0 }) => quotaMb > singleMailboxQuotaLimit)
    .map((about) => ({
      about,
      message: `quotaMb: ${about.quotaMb} MB is more than this service allows to one shared mailbox (${singleMailboxQuotaLimit} MB)`,
    }));
  const tooMuch = forNewOnes(fresh, live) ?? forAll(shared, live) ?? amongOthers(shared, live);
  return tooMuch === undefined ? tooLarge : [...tooLarge, tooMuch];
}

function forNewOnes(fresh: readonly DeclaredMailbox[], { quota }: LiveService): Finding | undefined {
  const about = fresh.at(-1);
  const wantedMb = declaredMb(fresh);
  const leftMb = quota.quotaLimit - quota.quotaReserved;
  if (about === undefined || wantedMb <= leftMb) return undefined;
  const message =
    `quotaMb: the new shared mailboxes of ${about.service} need ${wantedMb} MB together, and ${leftMb} MB ` +
    `of its ${quota.quotaLimit} MB are left: give them less, or shrink others`;
  return { about, message };
}

/** Certain, whatever else the service holds. */
function forAll(shared: readonly DeclaredMailbox[], { quota }: LiveService): Finding | undefined {
  const about = lastWithQuota(shared);
  if (about === undefined || declaredMb(shared) <= quota.quotaLimit) return undefined;
  const message =
    `quotaMb: the shared mailboxes that this program declares at ${about.service} need ${declaredMb(shared)} MB together, ` +
    `and it has ${quota.quotaLimit} MB: give them less`;
  return { about, message };
}

/**
 * Whether more has to be known than six calls tell: those that exist might grow beyond what is left. Without one that
 * exists the quotas of the new ones say it all.
 */
export function quotasMatter(mailboxes: readonly DeclaredMailbox[], { quota }: LiveService): boolean {
  const shared = mailboxes.filter(({ kind }) => kind === "SharedMailbox");
  const wantedMb = declaredMb(shared);
  const mayGrow = shared.some(({ exists, adopt, quotaMb }) => (exists || adopt) && quotaMb !== undefined);
  return mayGrow && wantedMb <= quota.quotaLimit && quota.quotaReserved + wantedMb > quota.quotaLimit;
}

/**
 * With the quotas of all shared mailboxes, which may be minutes old. So the service's own sum, which is not, must say
 * the same. One that was renamed cannot be told from others, and then nothing is said.
 */
function amongOthers(shared: readonly DeclaredMailbox[], { quota, sharedQuotasMb }: LiveService): Finding | undefined {
  const about = lastWithQuota(shared);
  if (about === undefined || sharedQuotasMb === undefined) return undefined;
  if (shared.some(({ exists, emailAddress }) => exists && !sharedQuotasMb.has(emailAddress))) return undefined;
  const known = shared.filter(({ quotaMb }) => quotaMb !== undefined);
  const presentMb = sum(known.map(({ emailAddress }) => sharedQuotasMb.get(emailAddress) ?? 0));
  const othersMb = Math.min(sum([...sharedQuotasMb.values()]), quota.quotaReserved) - presentMb;
  const neededMb = othersMb + declaredMb(shared);
  if (neededMb <= quota.quotaLimit) return undefined;
  const message =
    `quotaMb: the shared mailboxes that this program declares at ${about.service} need ${declaredMb(shared)} MB together and ` +
    `others ${othersMb} MB, and it has ${quota.quotaLimit} MB: give them less, or shrink others`;
  return { about, message };
}

function lastWithQuota(shared: readonly DeclaredMailbox[]): DeclaredMailbox | undefined {
  return shared.findLast(({ quotaMb }) => quotaMb !== undefined);
}

/** A quota that is not known yet counts nothing. */
function declaredMb(shared: readonly DeclaredMailbox[]): number {
  return sum(shared.map(({ quotaMb = 0 }) => quotaMb));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
