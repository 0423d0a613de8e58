/** Mistakes about migrations that the program alone shows: no call is needed. */

import {
  type Declared,
  type DeclaredGroup,
  type DeclaredMailbox,
  type Finding,
  isGroup,
  isMailbox,
} from "./declared.js";
import { type DeclaredMigration, isMigration } from "./declared-mxplan.js";
import { repeated } from "./repeated.js";

export function judgeMigrationProgram(declared: readonly Declared[]): Finding[] {
  const migrations = declared.filter(isMigration);
  const arrivals = new Map(migrations.map((one) => [one.emailAddress, one]));
  return [
    ...repeated(
      migrations,
      ({ emailAddress }) => emailAddress,
      ({ emailAddress }) => `source: ${emailAddress} is migrated twice in this program: remove one`,
    ),
    ...repeated(
      migrations.filter((one) => !one.exists && freeAccountOf(one) !== undefined),
      (one) => freeAccountOf(one) ?? "",
      (one) =>
        `destination.freeAccount: ${freeAccountOf(one)} is named by two migrations: name another one, or none for any free account`,
    ),
    ...declared.filter(isReceiver).flatMap((one) => {
      const migration = one.kind === "ExchangeAccount" ? arrivals.get(one.emailAddress) : undefined;
      const taken = migration === undefined || !isMailbox(one) ? [] : misplaced(one, migration);
      return [...taken, ...otherwiseUsed(one, arrivals)];
    }),
  ];
}

type Receiver = DeclaredMailbox | DeclaredGroup;

function isReceiver(one: Declared): one is Receiver {
  return isMailbox(one) || isGroup(one);
}

/** What moves is a mailbox, at that address. */
function otherwiseUsed(about: Receiver, arrivals: ReadonlyMap<string, DeclaredMigration>): Finding[] {
  const { kind, emailAddress, aliases } = about;
  const own = kind === "ExchangeAccount" ? [] : [["emailAddress", emailAddress]];
  const used = [...own, ...aliases.map((alias) => ["emailAliases", alias])];
  return used.flatMap(([property, address = ""]) => {
    if (arrivals.get(address)?.exists !== false) return [];
    const message =
      `${property}: the migration of this program brings ${address} to Exchange as a mailbox: ` +
      "choose another address, or do not migrate it";
    return [{ about, message }];
  });
}

function freeAccountOf({ inputs }: DeclaredMigration): string | undefined {
  return inputs?.destination.freeAccount?.toLowerCase();
}

/** Otherwise it would claim an account of its own, or be refused when the mailbox has moved for good. */
function misplaced(about: DeclaredMailbox, { inputs }: DeclaredMigration): Finding[] {
  const { emailAddress, service, adopt, exists } = about;
  if (exists) return [];
  const aim = inputs?.destination.service;
  if (aim !== undefined && aim !== service) {
    const message = `service: the migration of this program brings ${emailAddress} to ${aim}, not to ${service}: correct one of them`;
    return [{ about, message }];
  }
  if (adopt) return [];
  const message = `adopt: the migration of this program brings ${emailAddress}: set adopt to true, which takes the mailbox over`;
  return [{ about, message }];
}
