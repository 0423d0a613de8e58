/** The declared resources of one service against what it holds. */

import { normalAddress, splitAddress } from "../schemas.js";
import {
  addressesOf,
  type Declared,
  type DeclaredContact,
  type DeclaredDelegation,
  type DeclaredGroup,
  type DeclaredMailbox,
  type Finding,
  isContact,
  isDelegation,
  isGroup,
  isMailbox,
} from "./declared.js";
import { openedGroup } from "./judge-program.js";
import { isTaker, missingSeats } from "./judge-seats.js";
import { missingSpace } from "./judge-space.js";
import type { LiveService } from "./live.js";

type Addressed = DeclaredMailbox | DeclaredGroup | DeclaredContact;

export function judgeService(declared: readonly Declared[], live: LiveService): Finding[] {
  const mailboxes = declared.filter(isMailbox);
  const groups = declared.filter(isGroup);
  const delegations = declared.filter(isDelegation);
  return [
    ...[...mailboxes, ...groups, ...declared.filter(isContact)].flatMap((one) => takenAddress(one, live)),
    ...[...mailboxes, ...groups].flatMap((one) => foreignDomain(one, live)),
    ...missingSeats(declared.filter(isTaker), live),
    ...missingSpace(mailboxes, live),
    ...delegations.flatMap((delegation) => unknownPeople(delegation, declared, live)),
    ...delegations.flatMap((delegation) => openedGroup(delegation, live.groups)),
    ...groups.flatMap((group) => unknownParticipants(group, declared, live)),
  ];
}

const LIVE = {
  ExchangeAccount: { set: "accounts", noun: "a mailbox" },
  SharedMailbox: { set: "shared", noun: "a shared mailbox" },
  ContactGroup: { set: "groups", noun: "a group" },
  ExternalContact: { set: "contacts", noun: "an external contact" },
} as const;
type Kind = keyof typeof LIVE;

function isLive({ kind, emailAddress }: Addressed, live: LiveService): boolean {
  return live[LIVE[kind].set].has(emailAddress);
}

function takenAddress(one: Addressed, live: LiveService): Finding[] {
  const { emailAddress, exists, adopt } = one;
  const taker = (Object.keys(LIVE) as Kind[]).find((kind) => live[LIVE[kind].set].has(emailAddress)); // its own keys
  if (exists || taker === undefined || (adopt && isLive(one, live))) return [];
  const wayOut = isLive(one, live)
    ? "set adopt to true to take it over, or choose another address"
    : "choose another address";
  const message = `emailAddress: ${emailAddress} exists already, as ${LIVE[taker].noun} of this service: ${wayOut}`;
  return [{ about: one, message }];
}

function foreignDomain(about: DeclaredMailbox | DeclaredGroup, live: LiveService): Finding[] {
  const own = [["emailAddress", about.emailAddress], ...about.aliases.map((alias) => ["emailAliases", alias])];
  return own.flatMap(([property, address = ""]) => {
    const { domain } = splitAddress(address);
    if (live.domains.has(domain)) return [];
    const known = [...live.domains].join(", ") || "none";
    const message =
      `${property}: ${about.service} does not have the domain ${domain} (it has ${known}): ` +
      "add the domain to the service in the OVHcloud control panel, or correct the address";
    return [{ about, message }];
  });
}

function unknownPeople(delegation: DeclaredDelegation, declared: readonly Declared[], live: LiveService): Finding[] {
  const accounts = addressesOf(declared, "ExchangeAccount", "AccountMigration");
  const targets = addressesOf(declared, "ExchangeAccount", "AccountMigration", "SharedMailbox", "ContactGroup");
  const { emailAddress, service, grants } = delegation;
  const findings: Finding[] = [];
  const isThere = [targets, live.accounts, live.shared, live.groups].some((set) => set.has(emailAddress));
  if (!isThere) {
    const message = `on: ${service} has no mailbox ${emailAddress}, and this program declares none: correct the address`;
    findings.push({ about: delegation, message });
  }
  for (const delegate of Object.keys(grants)) {
    const address = normalAddress(delegate) ?? delegate;
    if (accounts.has(address) || live.accounts.has(address)) continue;
    const message =
      `grants[${JSON.stringify(delegate)}]: ${service} has no mailbox with this address, and this program declares none: ` +
      "declare it as an ExchangeAccount, or correct the address";
    findings.push({ about: delegation, message });
  }
  return findings;
}

function unknownParticipants(group: DeclaredGroup, declared: readonly Declared[], live: LiveService): Finding[] {
  const accounts = new Set([...addressesOf(declared, "ExchangeAccount", "AccountMigration"), ...live.accounts]);
  const contacts = new Set([...addressesOf(declared, "ExternalContact"), ...live.contacts]);
  const { service, members = [], managers = [] } = group;
  const unknown = (property: string, address: string, wayOut: string): Finding => ({
    about: group,
    message: `${property}: ${service} does not know ${address}, and this program does not declare it: ${wayOut}`,
  });
  return [
    ...members
      .filter((address) => !accounts.has(address) && !contacts.has(address))
      .map((address) =>
        unknown(
          "members",
          address,
          "declare it as an ExchangeAccount or, for somebody elsewhere, as an ExternalContact, or correct the address",
        ),
      ),
    ...managers
      .filter((address) => !accounts.has(address))
      .map((address) =>
        unknown("managers", address, "a manager is a mailbox of the service: declare it, or correct the address"),
      ),
  ];
}
