/** The free accounts of one hosted service: `something@configureme.me`, each given to one taker only. */

import { ifPresent } from "./if-present.js";
import type { ExchangeAccount } from "./ovh/exchange-models.js";
import type { ExchangeClient } from "./ovh/mail-api.js";
import { PLACEHOLDER_DOMAIN } from "./schemas.js";

/** SQL wildcards, as the panel sends them. */
const FREE_FILTER = `%@${PLACEHOLDER_DOMAIN}`;

export function isFreeSeat(account: ExchangeAccount): boolean {
  return account.domain.toLowerCase() === PLACEHOLDER_DOMAIN;
}

export class Seats {
  readonly #taken = new Set<string>();
  #candidates: string[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly api: ExchangeClient,
    private readonly service: string,
  ) {}

  /** A free account that nobody else in this process gets. One taker at a time looks. */
  take(): Promise<ExchangeAccount> {
    const turn = this.#queue.then(() => this.#next());
    this.#queue = turn.catch(() => {});
    return turn;
  }

  /** It was not used after all. */
  giveBack(seat: ExchangeAccount): void {
    this.#taken.delete(seat.primaryEmailAddress);
  }

  async #next(): Promise<ExchangeAccount> {
    const seat = (await this.#firstUsable()) ?? (await this.#relisted());
    if (seat !== undefined) return seat;
    throw new Error(
      `Exchange service ${this.service} has no free account (none is left at @${PLACEHOLDER_DOMAIN}): ` +
        "order more accounts in the OVHcloud control panel, or remove a mailbox that is not needed any more",
    );
  }

  async #relisted(): Promise<ExchangeAccount | undefined> {
    const listed = await this.api.listAccounts({ primaryEmailAddress: FREE_FILTER });
    this.#candidates = listed.filter((address) => address.toLowerCase().endsWith(`@${PLACEHOLDER_DOMAIN}`));
    return this.#firstUsable();
  }

  async #firstUsable(): Promise<ExchangeAccount | undefined> {
    for (let address = this.#candidates.shift(); address !== undefined; address = this.#candidates.shift()) {
      if (this.#taken.has(address)) continue;
      const seat = await ifPresent(this.api.getAccount(address));
      // Somebody else may be claiming it: until that is done it still shows its old address.
      if (seat === undefined || !isFreeSeat(seat) || seat.state !== "ok" || seat.taskPendingId) continue;
      this.#taken.add(address);
      return seat;
    }
    return undefined;
  }
}
