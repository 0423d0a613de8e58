/** What one service holds: six list calls, whatever the number of resources. */

import { ApiError, NotFoundError } from "../ovh/errors.js";
import type { SharedAccountQuota } from "../ovh/exchange-models.js";
import { lowerCase, PLACEHOLDER_DOMAIN } from "../schemas.js";
import type { Session } from "../session.js";

export interface LiveService {
  /** Configured addresses; free seats are counted apart. */
  readonly accounts: ReadonlySet<string>;
  readonly freeSeats: number;
  /** Whether new mailboxes need a free seat at all. Asked only when there are too few. */
  readonly seatsMatter: boolean;
  readonly shared: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly contacts: ReadonlySet<string>;
  readonly domains: ReadonlySet<string>;
  readonly quota: SharedAccountQuota;
  /** What accounts would cost that have to be ordered, by their terms. */
  readonly prices?: ReadonlyMap<string, string>;
  /** The quota of each shared mailbox. Asked for only when it matters; unknown where OVHcloud does not list them. */
  readonly sharedQuotasMb?: ReadonlyMap<string, number>;
}

/** As far as it takes to count free accounts. */
export type LiveSeats = Pick<LiveService, "accounts" | "freeSeats" | "seatsMatter" | "prices">;

/**
 * One call, and one more when there are too few.
 *
 * @param needed how many free seats the program needs at most
 */
export async function readSeats(session: Session, service: string, needed: number): Promise<LiveSeats> {
  const { api, hasSeats } = session.exchange(service);
  const accounts = await api.listAccounts();
  const isFree = (address: string) => address.toLowerCase().endsWith(`@${PLACEHOLDER_DOMAIN}`);
  const freeSeats = accounts.filter(isFree).length;
  return {
    accounts: lowerCase(accounts.filter((address) => !isFree(address))),
    freeSeats,
    seatsMatter: needed <= freeSeats || (await hasSeats()),
  };
}

/** @param needed how many free seats the program needs at most */
export async function readLive(session: Session, service: string, needed: number): Promise<LiveService> {
  const { api } = session.exchange(service);
  const [seats, shared, quota, groups, contacts, domains] = await Promise.all([
    readSeats(session, service, needed),
    api.listSharedAccounts(),
    api.getSharedAccountQuota(),
    api.mailingLists.list(),
    api.contacts.list(),
    api.domains.list(),
  ]);
  return {
    ...seats,
    shared: lowerCase(shared),
    groups: lowerCase(groups),
    contacts: lowerCase(contacts),
    domains: lowerCase(domains),
    quota,
  };
}

/** OVHcloud's own "no", by itself or behind a sentence of ours: it will be the same when the program is applied. */
export function isRefusal(error: Error): boolean {
  const reason = error.cause instanceof ApiError ? error.cause : error;
  return reason instanceof ApiError && reason.status < 500;
}

/** OVHcloud's "not found" for a whole service, in the program's terms. */
export function explainService(service: string, error: unknown): string | undefined {
  if (!(error instanceof NotFoundError)) return undefined;
  return (
    `service: these credentials see no Exchange service "${service}". ` +
    `Correct the name, or use credentials of the account that has it. ${error.message}`
  );
}
