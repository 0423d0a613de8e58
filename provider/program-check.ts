/** Mistakes that only the program as a whole shows, found while planning: rules over what is declared and what is live. */

import { NotFoundError } from "./ovh/errors.js";
import type { SharedAccountQuota } from "./ovh/exchange-models.js";
import { normalAddress, PLACEHOLDER_DOMAIN } from "./schemas.js";
import type { Session } from "./session.js";

/** A mailbox as the program declares it. */
export interface DeclaredMailbox {
  readonly kind: "ExchangeAccount" | "SharedMailbox";
  readonly service: string;
  readonly emailAddress: string;
  readonly quotaMb?: number;
  readonly adopt: boolean;
  /** It is in the stack's state: neither a new seat nor new space is needed. */
  readonly exists: boolean;
}

export interface DeclaredDelegation {
  readonly kind: "Delegation";
  readonly service: string;
  /** The mailbox. */
  readonly emailAddress: string;
  readonly delegates: readonly string[];
}

export type Declared = DeclaredMailbox | DeclaredDelegation;

/** What one service holds. */
export interface LiveService {
  /** Configured addresses; free seats are counted apart. */
  readonly accounts: ReadonlySet<string>;
  readonly freeSeats: number;
  readonly shared: ReadonlySet<string>;
  readonly quota: SharedAccountQuota;
}

export interface Finding<T extends Declared = Declared> {
  readonly about: T;
  readonly message: string;
}

const isMailbox = (declared: Declared): declared is DeclaredMailbox => declared.kind !== "Delegation";
const isDelegation = (declared: Declared): declared is DeclaredDelegation => declared.kind === "Delegation";

/** Needs no call. */
export function judgeProgram(declared: readonly Declared[]): Finding[] {
  return [
    ...repeated(
      declared.filter(isMailbox),
      ({ emailAddress }) => `emailAddress: ${emailAddress} is declared twice in this program`,
    ),
    ...repeated(
      declared.filter(isDelegation),
      ({ emailAddress }) =>
        `on: ${emailAddress} has two delegations in this program, and each would undo the other's work: put all grants into one`,
    ),
  ];
}

function repeated<T extends Declared>(declared: readonly T[], message: (again: T) => string): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const one of declared) {
    if (seen.has(one.emailAddress)) findings.push({ about: one, message: message(one) });
    seen.add(one.emailAddress);
  }
  return findings;
}

/** Whether anything about this service can only be known by asking. */
export function needsLive(declared: readonly Declared[]): boolean {
  const mailboxes = declared.filter(isMailbox);
  if (mailboxes.some(({ exists }) => !exists)) return true;
  const targets = new Set(mailboxes.map(({ emailAddress }) => emailAddress));
  const people = new Set(
    mailboxes.filter(({ kind }) => kind === "ExchangeAccount").map(({ emailAddress }) => emailAddress),
  );
  return declared
    .filter(isDelegation)
    .some(
      ({ emailAddress, delegates }) =>
        !targets.has(emailAddress) || !delegates.every((delegate) => people.has(normalAddress(delegate) ?? delegate)),
    );
}

/** Three calls, whatever the number of resources. */
export async function readLive(session: Session, service: string): Promise<LiveService> {
  const { api } = session.exchange(service);
  const [accounts, shared, quota] = await Promise.all([
    api.listAccounts(),
    api.listSharedAccounts(),
    api.getSharedAccountQuota(),
  ]);
  const isFree = (address: string) => address.toLowerCase().endsWith(`@${PLACEHOLDER_DOMAIN}`);
  return {
    accounts: new Set(accounts.filter((address) => !isFree(address)).map((address) => address.toLowerCase())),
    freeSeats: accounts.filter(isFree).length,
    shared: new Set(shared.map((address) => address.toLowerCase())),
    quota,
  };
}

/** The declared resources of one service against what it holds. */
export function judgeService(declared: readonly Declared[], live: LiveService): Finding[] {
  const mailboxes = declared.filter(isMailbox);
  return [
    ...mailboxes.flatMap((mailbox) => takenAddress(mailbox, live)),
    ...missingSeats(mailboxes, live),
    ...missingSpace(mailboxes, live),
    ...declared.filter(isDelegation).flatMap((delegation) => unknownPeople(delegation, mailboxes, live)),
  ];
}

function isLive(mailbox: DeclaredMailbox, live: LiveService): boolean {
  return (mailbox.kind === "ExchangeAccount" ? live.accounts : live.shared).has(mailbox.emailAddress);
}

function takenAddress(mailbox: DeclaredMailbox, live: LiveService): Finding[] {
  const { emailAddress, exists, adopt } = mailbox;
  const there = live.accounts.has(emailAddress)
    ? "a mailbox"
    : live.shared.has(emailAddress)
      ? "a shared mailbox"
      : undefined;
  if (exists || there === undefined || (adopt && isLive(mailbox, live))) return [];
  const wayOut = isLive(mailbox, live)
    ? "set adopt to true to take it over, or choose another address"
    : "choose another address";
  return [
    { about: mailbox, message: `emailAddress: ${emailAddress} exists already, as ${there} of this service: ${wayOut}` },
  ];
}

function missingSeats(mailboxes: readonly DeclaredMailbox[], live: LiveService): Finding[] {
  const fresh = mailboxes.filter(
    (mailbox) => mailbox.kind === "ExchangeAccount" && !mailbox.exists && !isLive(mailbox, live),
  );
  const firstWithout = fresh[live.freeSeats];
  if (firstWithout === undefined) return [];
  const message =
    `service: ${firstWithout.service} needs ${fresh.length} free accounts for this program and has ${live.freeSeats}: ` +
    "order more accounts in the OVHcloud control panel, or declare fewer mailboxes";
  return [{ about: firstWithout, message }];
}

function missingSpace(mailboxes: readonly DeclaredMailbox[], live: LiveService): Finding[] {
  const fresh = mailboxes.filter(
    (mailbox) => mailbox.kind === "SharedMailbox" && !mailbox.exists && !isLive(mailbox, live),
  );
  const wantedMb = fresh.reduce((sum, { quotaMb = 0 }) => sum + quotaMb, 0);
  const leftMb = live.quota.quotaLimit - live.quota.quotaReserved;
  const last = fresh.at(-1);
  const findings: Finding[] = fresh
    .filter(({ quotaMb = 0 }) => quotaMb > live.quota.singleMailboxQuotaLimit)
    .map((about) => ({
      about,
      message: `quotaMb: ${about.quotaMb} MB is more than this service allows to one shared mailbox (${live.quota.singleMailboxQuotaLimit} MB)`,
    }));
  if (last === undefined || wantedMb <= leftMb) return findings;
  const message =
    `quotaMb: the new shared mailboxes of ${last.service} need ${wantedMb} MB together, and ${leftMb} MB ` +
    `of its ${live.quota.quotaLimit} MB are left: give them less, or shrink others`;
  return [...findings, { about: last, message }];
}

function unknownPeople(
  delegation: DeclaredDelegation,
  mailboxes: readonly DeclaredMailbox[],
  live: LiveService,
): Finding[] {
  const accounts = new Set(
    mailboxes.filter(({ kind }) => kind === "ExchangeAccount").map(({ emailAddress }) => emailAddress),
  );
  const targets = new Set(mailboxes.map(({ emailAddress }) => emailAddress));
  const { emailAddress, service } = delegation;
  const findings: Finding[] = [];
  if (!targets.has(emailAddress) && !live.accounts.has(emailAddress) && !live.shared.has(emailAddress)) {
    const message = `on: ${service} has no mailbox ${emailAddress}, and this program declares none: correct the address`;
    findings.push({ about: delegation, message });
  }
  for (const delegate of delegation.delegates) {
    const address = normalAddress(delegate) ?? delegate;
    if (accounts.has(address) || live.accounts.has(address)) continue;
    const message =
      `grants[${JSON.stringify(delegate)}]: ${service} has no mailbox with this address, and this program declares none: ` +
      "declare it as an ExchangeAccount, or correct the address";
    findings.push({ about: delegation, message });
  }
  return findings;
}

/** OVHcloud's "not found" for a whole service, in the program's terms. */
export function explainService(service: string, error: unknown): string | undefined {
  if (!(error instanceof NotFoundError)) return undefined;
  return (
    `service: these credentials see no Exchange service "${service}". ` +
    `Correct the name, or use credentials of the account that has it. ${error.message}`
  );
}
