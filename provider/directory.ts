/** Who is who in one service: rights are given to account numbers, people write addresses. */

import { COMMIT_WINDOW_MS, ifPresent } from "./if-present.js";
import type { Clock } from "./ovh/clock.js";
import { Patience } from "./patience.js";

/** Long enough to serve one run's delegations with one look at each person, short enough to see a colleague's change. */
const REMEMBERED_MS = 30_000;
/** `?id=` is a "like" filter: 1 also finds 10 to 19. */
const SIMILAR_MAX = 50;

/** An account of Exchange or of the new MX Plan. */
interface Account {
  readonly id: number;
  readonly primaryEmailAddress: string;
}

interface AccountList<A extends Account> {
  listAccounts(filter: { readonly id: number }): Promise<string[]>;
  getAccount(address: string): Promise<A>;
}

interface Entry {
  readonly at: number;
  readonly id: Promise<number | undefined>;
}

export class Directory<A extends Account> {
  readonly #byAddress = new Map<string, Entry>();

  constructor(
    private readonly api: AccountList<A>,
    private readonly clock: Clock,
  ) {}

  /** The number of the account at this address; undefined when there is none. */
  idOf(address: string): Promise<number | undefined> {
    const known = this.#byAddress.get(address);
    if (known !== undefined && this.clock.now() - known.at < REMEMBERED_MS) return known.id;
    const id = ifPresent(this.api.getAccount(address)).then((account) => account?.id);
    const entry = { at: this.clock.now(), id };
    this.#byAddress.set(address, entry);
    // A failed look, and a look that found nobody yet, are not remembered; a newer look is left alone.
    const drop = () => this.#byAddress.get(address) === entry && this.forget(address);
    id.then((found) => found === undefined && drop(), drop);
    return id;
  }

  /** The account with this number, free seats included; undefined when there is none. */
  async accountWith(id: number): Promise<A | undefined> {
    return (await this.#search(id)).account;
  }

  /**
   * The same for who would forget what is not there. The list may be minutes old, and what it names need not be there any
   * more: where that is none of the addresses that were looked at, it is somewhere, and nobody knows where.
   * @throws where it cannot be told.
   */
  async accountElsewhere(id: number, looked: readonly string[]): Promise<A | undefined> {
    for (const patience = new Patience(this.clock); ; await patience.pause()) {
      const { account, unseenAt } = await this.#search(id);
      const unknown = unseenAt.find((address) => !looked.includes(address.toLowerCase()));
      if (account !== undefined || unknown === undefined) return account;
      if (patience.hasLasted(COMMIT_WINDOW_MS)) {
        throw new Error(
          `OVHcloud lists account ${id} at ${unknown}, and does not show it there: where it is cannot be told now. ` +
            "Run this again in some minutes",
        );
      }
    }
  }

  async #search(id: number): Promise<{ readonly account?: A; readonly unseenAt: readonly string[] }> {
    const unseenAt: string[] = [];
    for (const address of (await this.api.listAccounts({ id })).slice(0, SIMILAR_MAX)) {
      const account = await ifPresent(this.api.getAccount(address));
      if (account?.id === id) return { account, unseenAt };
      if (account === undefined) unseenAt.push(address);
    }
    return { unseenAt };
  }

  /** The address of an account; undefined when no account has this number. */
  async addressOf(id: number): Promise<string | undefined> {
    return (await this.accountWith(id))?.primaryEmailAddress.toLowerCase();
  }

  /** To be called after every change of an account's address. */
  forget(address: string): void {
    this.#byAddress.delete(address);
  }
}
