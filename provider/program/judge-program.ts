/** Mistakes that the program alone shows: no call is needed. */

import {
  addressesOf,
  type Declared,
  type DeclaredGroup,
  type DeclaredMailbox,
  type Finding,
  isContact,
  isDelegation,
  isGroup,
  isMailbox,
} from "./declared.js";
import { type DeclaredMxPlanAccount, isMigration, isMxPlanAccount } from "./declared-mxplan.js";
import { judgeMigrationProgram } from "./judge-migration-program.js";
import { judgeMxPlanProgram } from "./judge-mxplan-program.js";
import { repeated } from "./repeated.js";

export function judgeProgram(declared: readonly Declared[]): Finding[] {
  return [
    ...repeatedAddresses(declared),
    ...repeated(
      declared.filter(isContact),
      ({ service, emailAddress }) => `${service} ${emailAddress}`,
      ({ emailAddress }) => `emailAddress: ${emailAddress} is declared twice in this program`,
    ),
    ...repeated(
      declared.filter(isDelegation),
      ({ emailAddress }) => emailAddress,
      ({ emailAddress }) =>
        `on: ${emailAddress} has two delegations in this program, and each would undo the other's work: put all grants into one`,
    ),
    ...declared.filter(isGroup).flatMap(silentManagers),
    ...declared.filter(isDelegation).flatMap((one) => openedGroup(one, addressesOf(declared, "ContactGroup"))),
    ...lonelyMailboxes(declared),
    ...judgeMxPlanProgram(declared),
    ...judgeMigrationProgram(declared),
  ];
}

type Receiver = DeclaredMailbox | DeclaredGroup | DeclaredMxPlanAccount;

/** An address belongs to one mailbox, group or alias, whatever the service: a domain delivers to one place. */
function repeatedAddresses(declared: readonly Declared[]): Finding[] {
  const moving = new Set(declared.filter(isMigration).map(({ emailAddress }) => emailAddress));
  const seen = new Map<string, Receiver>();
  return declared
    .filter((one) => isMailbox(one) || isGroup(one) || isMxPlanAccount(one))
    .flatMap((about) => {
      const own = [["emailAddress", about.emailAddress], ...about.aliases.map((alias) => ["emailAliases", alias])];
      return own.flatMap(([property, address = ""]) => {
        const first = seen.get(address);
        if (first === undefined) seen.set(address, about);
        if (first === undefined || (moving.has(address) && isMove(first, about))) return [];
        return [{ about, message: `${property}: ${address} ${repetition(first, about)}` }];
      });
    });
}

/** What an AccountMigration brings to Exchange. */
function isMove(one: Receiver, other: Receiver): boolean {
  const arrives = ({ kind }: Receiver) => kind === "ExchangeAccount";
  return (isMxPlanAccount(one) && arrives(other)) || (isMxPlanAccount(other) && arrives(one));
}

function repetition(first: Receiver, second: Receiver): string {
  if (isMxPlanAccount(first) === isMxPlanAccount(second)) return "is declared twice in this program";
  return (
    "is declared at Exchange and at MX Plan in this program, and its domain delivers its mail to one of them: " +
    "remove the other"
  );
}

/** OVHcloud's guide: only « Contacts » receive what is sent to a group. */
function silentManagers(group: DeclaredGroup): Finding[] {
  const { members, managers = [], emailAddress } = group;
  if (members === undefined || managers.length === 0) return [];
  if (members.length === 0) {
    const message = `members: ${emailAddress} has managers and no members, so nobody receives what is sent to it`;
    return [{ about: group, message, severity: "warning" }];
  }
  const silent = managers.filter((manager) => !members.includes(manager));
  if (silent.length === 0) return [];
  const message = `managers: ${silent.join(", ")} will not receive what is sent to ${emailAddress}: only members do`;
  return [{ about: group, message, severity: "warning" }];
}

/** A group holds no mail that one could open. */
export function openedGroup(
  delegation: Extract<Declared, { kind: "Delegation" }>,
  groups: ReadonlySet<string>,
): Finding[] {
  if (!groups.has(delegation.emailAddress)) return [];
  return Object.entries(delegation.grants)
    .filter(([, rights]) => rights.includes("fullAccess"))
    .map(([delegate]) => ({
      about: delegation,
      message: `grants[${JSON.stringify(delegate)}]: fullAccess cannot be given on a group, which holds no mail: make it a member instead`,
    }));
}

/** Whether a mailbox that exists has delegates whom this program does not know cannot be told without calls for each. */
function lonelyMailboxes(declared: readonly Declared[]): Finding[] {
  const reached = new Set(
    declared
      .filter(isDelegation)
      .filter(({ grants }) => Object.keys(grants).length > 0)
      .map(({ emailAddress }) => emailAddress),
  );
  return declared
    .filter(isMailbox)
    .filter((one) => one.kind === "SharedMailbox" && !one.exists && !one.adopt && !reached.has(one.emailAddress))
    .map((about) => ({
      about,
      severity: "warning",
      message: `${about.emailAddress} will be reached by nobody: a shared mailbox has no password, so give somebody a right on it with a Delegation`,
    }));
}
