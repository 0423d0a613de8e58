/** Who is who in one service: rights are given to account numbers, people write addresses. */

import { ifPresent } from "./if-present.js";
import type { Clock } from "./ovh/clock.js";

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
    const similar = await this.api.listAccounts({ id });
    for (const address of similar.slice(0, SIMILAR_MAX)) {
      const account = await ifPresent(this.api.getAccount(address));
      if (account?.id === id) return account;
    }
    return undefined;
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
