/** The free accounts of one service: `something@configureme.me`, each given to one taker only. */

import { ifPresent } from "./if-present.js";
import { PLACEHOLDER_DOMAIN } from "./schemas.js";

/** SQL wildcards, as the panel sends them. */
const FREE_FILTER = `%@${PLACEHOLDER_DOMAIN}`;

/** An account of Exchange or of the new MX Plan, as far as it matters here. */
export interface Seat {
  readonly primaryEmailAddress: string;
  readonly domain: string;
  readonly state: string;
  readonly taskPendingId?: number | null | undefined;
}

/** The calls on a service that are made here. */
export interface SeatList<S extends Seat> {
  listAccounts(filter: { readonly primaryEmailAddress: string }): Promise<string[]>;
  getAccount(address: string): Promise<S>;
}

export function isFreeSeat(account: Pick<Seat, "domain">): boolean {
  return account.domain.toLowerCase() === PLACEHOLDER_DOMAIN;
}

export class NoFreeSeatError extends Error {
  override readonly name = "NoFreeSeatError";
}

export class Seats<S extends Seat> {
  /** By address; with the mailbox that it is meant for, where that is known. */
  readonly #taken = new Map<string, string | undefined>();
  #candidates: string[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  /** @param service "Exchange service hosted-ab12345-1" */
  constructor(
    private readonly api: SeatList<S>,
    private readonly service: string,
  ) {}

  /** A free account that nobody else in this process gets. One taker at a time looks. */
  take(): Promise<S> {
    const turn = this.#queue.then(() => this.#next());
    this.#queue = turn.catch(() => {});
    return turn;
  }

  /** The first of these that nobody else in this process has, for who knows from elsewhere that they are free. */
  reserve(addresses: readonly string[]): string | undefined {
    const address = this.unreserved(addresses);
    if (address !== undefined) this.#taken.set(address.toLowerCase(), undefined);
    return address;
  }

  /** The first of these that nobody else in this process has, without taking it. */
  unreserved(addresses: readonly string[]): string | undefined {
    return addresses.find((one) => !this.#isTaken(one));
  }

  /** It is meant for this mailbox, also in a later run. */
  mean({ primaryEmailAddress }: Pick<Seat, "primaryEmailAddress">, emailAddress: string): void {
    this.#taken.set(primaryEmailAddress.toLowerCase(), emailAddress);
  }

  /** A free account that an earlier run meant for this mailbox; undefined where somebody has taken it since. */
  recall(seat: S | undefined, emailAddress: string): S | undefined {
    if (seat === undefined || !isFreeSeat(seat) || seat.state !== "ok") return undefined;
    const address = seat.primaryEmailAddress.toLowerCase();
    if (this.#taken.has(address) && this.#taken.get(address) !== emailAddress) return undefined;
    this.#taken.set(address, emailAddress);
    return seat;
  }

  /** It was not used after all. */
  giveBack(seat: S): void {
    this.release(seat.primaryEmailAddress);
  }

  /** One that was reserved by its address was not used after all. */
  release(address: string): void {
    this.#taken.delete(address.toLowerCase());
  }

  #isTaken(address: string): boolean {
    return this.#taken.has(address.toLowerCase());
  }

  async #next(): Promise<S> {
    const seat = (await this.#firstUsable()) ?? (await this.#relisted());
    if (seat !== undefined) return seat;
    throw new NoFreeSeatError(
      `${this.service} has no free account (none is left at @${PLACEHOLDER_DOMAIN}): ` +
        "order more accounts in the OVHcloud control panel, or remove a mailbox that is not needed any more",
    );
  }

  async #relisted(): Promise<S | undefined> {
    const listed = await this.api.listAccounts({ primaryEmailAddress: FREE_FILTER });
    this.#candidates = listed.filter((address) => address.toLowerCase().endsWith(`@${PLACEHOLDER_DOMAIN}`));
    return this.#firstUsable();
  }

  async #firstUsable(): Promise<S | undefined> {
    for (let address = this.#candidates.shift(); address !== undefined; address = this.#candidates.shift()) {
      if (this.#isTaken(address)) continue;
      const seat = await ifPresent(this.api.getAccount(address));
      // Somebody else may be claiming it: until that is done it still shows its old address.
      if (seat === undefined || !isFreeSeat(seat) || seat.state !== "ok" || seat.taskPendingId) continue;
      // It may have been reserved meanwhile.
      if (this.reserve([address]) !== undefined) return seat;
    }
    return undefined;
  }
}
