/** What one service holds: six list calls, whatever the number of resources. */

import { NotFoundError } from "../ovh/errors.js";
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
}

/** @param newMailboxes how many free seats the program needs at most */
export async function readLive(session: Session, service: string, newMailboxes: number): Promise<LiveService> {
  const exchange = session.exchange(service);
  const { api } = exchange;
  const [accounts, shared, quota, groups, contacts, domains] = await Promise.all([
    api.listAccounts(),
    api.listSharedAccounts(),
    api.getSharedAccountQuota(),
    api.mailingLists.list(),
    api.contacts.list(),
    api.domains.list(),
  ]);
  const isFree = (address: string) => address.toLowerCase().endsWith(`@${PLACEHOLDER_DOMAIN}`);
  const freeSeats = accounts.filter(isFree).length;
  return {
    accounts: lowerCase(accounts.filter((address) => !isFree(address))),
    freeSeats,
    seatsMatter: newMailboxes <= freeSeats || (await exchange.hasSeats()),
    shared: lowerCase(shared),
    groups: lowerCase(groups),
    contacts: lowerCase(contacts),
    domains: lowerCase(domains),
    quota,
  };
}

/** OVHcloud's "not found" for a whole service, in the program's terms. */
export function explainService(service: string, error: unknown): string | undefined {
  if (!(error instanceof NotFoundError)) return undefined;
  return (
    `service: these credentials see no Exchange service "${service}". ` +
    `Correct the name, or use credentials of the account that has it. ${error.message}`
  );
}
