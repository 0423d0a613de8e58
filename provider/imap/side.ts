/** One of the two mailboxes, and the connections to it. */

import {
  type Connection,
  type Listing,
  LoginRefusedError,
  openAndList,
  openConnection,
  UnreachableError,
} from "./connection.js";
import { BusyServerError } from "./errors.js";
import type { MailboxAccess, SideName } from "./types.js";

export class Side {
  readonly #open = new Set<Connection>();
  #hasLoggedIn = false;

  constructor(
    readonly name: SideName,
    private readonly access: MailboxAccess,
    private readonly signal: AbortSignal,
  ) {}

  async list(): Promise<Listing> {
    const { connection, listing } = await this.#known(() => openAndList(this.access, this.name, this.signal));
    connection.wire.destroy("listed");
    return listing;
  }

  async connect(): Promise<Connection> {
    const connection = await this.#known(() => openConnection(this.access, this.name, this.signal));
    this.#open.add(connection);
    if (this.signal.aborted) this.closeAll();
    return connection;
  }

  closeAll(): void {
    for (const { wire } of this.#open) wire.destroy("the copy ends");
    this.#open.clear();
  }

  /** An address and a password that were right a moment ago are right: the server has had too much, or is away. */
  async #known<T>(logIn: () => Promise<T>): Promise<T> {
    try {
      const result = await logIn();
      this.#hasLoggedIn = true;
      return result;
    } catch (error) {
      const isKnown = error instanceof LoginRefusedError || error instanceof UnreachableError;
      if (isKnown && this.#hasLoggedIn) throw new BusyServerError(this.name, undefined);
      throw error;
    }
  }
}

/** A connection to each side, opened when it is needed and again when it was lost. */
export class Pair {
  #source: Connection | undefined;
  #destination: Connection | undefined;

  constructor(private readonly sides: { readonly source: Side; readonly destination: Side }) {}

  async source(): Promise<Connection> {
    if (this.#source?.wire.isOpen !== true) this.#source = await this.sides.source.connect();
    return this.#source;
  }

  async destination(): Promise<Connection> {
    if (this.#destination?.wire.isOpen !== true) this.#destination = await this.sides.destination.connect();
    return this.#destination;
  }
}
