import { now } from "../context.js";
import type { WorldAccess } from "../world-access.js";
import { dropAlias, dropGrant, putAlias, putGrant, removeMailbox } from "./effects.js";
import { addressOf, findMailboxById, sameAddress } from "./mailboxes.js";
import type { Right } from "./model.js";
import { mailboxNow } from "./world-look-ups.js";

/** A right on a mailbox, with addresses instead of ids. */
export interface GrantSummary {
  right: Right;
  /** Address of the account that holds the right, empty when that is gone. */
  to: string;
  toId: number;
  /** False until the task that grants it is done. */
  inForce: boolean;
}

/** A right on `on` for `to`, both by address. */
export interface GrantOrder {
  on: string;
  to: string;
  right: Right;
}

/** What is the same for all kinds of mailbox: accounts, shared accounts, contact groups, external contacts. */
export interface MailboxWorld {
  aliases(address: string): string[];
  grants(on: string): GrantSummary[];
  addAlias(address: string, alias: string): void;
  removeAlias(address: string, alias: string): void;
  grant(order: GrantOrder): void;
  revoke(order: GrantOrder): void;
  /** Removes a mailbox of whatever kind, with the rights on it and its places in contact groups. */
  remove(address: string): void;
}

export function createMailboxWorld(access: WorldAccess): MailboxWorld {
  const { context, edit } = access;

  function grants(on: string): GrantSummary[] {
    return mailboxNow(access, on).grants.map(({ right, delegateId, inForce }) => {
      const delegate = findMailboxById(context, delegateId);
      return { right, to: delegate === undefined ? "" : addressOf(delegate), toId: delegateId, inForce };
    });
  }

  function grant({ on, to, right }: GrantOrder): void {
    edit(() => {
      const delegate = mailboxNow(access, to);
      if (delegate.kind === "mailingList" || delegate.kind === "externalContact") {
        throw new Error(`${to} cannot hold a right`);
      }
      const delegateId = delegate.fields.id;
      putGrant(context, mailboxNow(access, on), { right, delegateId, creationDate: now(context), inForce: true });
    });
  }

  function revoke({ on, to, right }: GrantOrder): void {
    edit(() => {
      const found = grants(on).find((one) => one.right === right && sameAddress(one.to, to));
      if (found === undefined) throw new Error(`${to} does not have ${right} on ${on}`);
      dropGrant(mailboxNow(access, on), right, found.toId);
    });
  }

  return {
    aliases: (address) => mailboxNow(access, address).aliases.map(({ alias }) => alias),
    grants,
    addAlias: (address, alias) =>
      edit(() => putAlias(mailboxNow(access, address), { alias, creationDate: now(context) })),
    removeAlias: (address, alias) => edit(() => dropAlias(mailboxNow(access, address), alias)),
    grant,
    revoke,
    remove: (address) => edit(() => removeMailbox(context, mailboxNow(access, address))),
  };
}
