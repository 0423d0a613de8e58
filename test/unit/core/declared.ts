import type {
  Declared,
  DeclaredContact,
  DeclaredDelegation,
  DeclaredGroup,
  DeclaredMailbox,
  Finding,
} from "../../../provider/program/declared.js";
import type { LiveService } from "../../../provider/program/live.js";

export const SERVICE = "hosted-ab12345-1";
const fresh = { service: SERVICE, adopt: false, exists: false };

export function mailbox(emailAddress: string, rest: Partial<DeclaredMailbox> = {}): DeclaredMailbox {
  return { kind: "ExchangeAccount", emailAddress, aliases: [], ...fresh, ...rest };
}

export function shared(emailAddress: string, quotaMb: number, rest: Partial<DeclaredMailbox> = {}): DeclaredMailbox {
  return mailbox(emailAddress, { kind: "SharedMailbox", quotaMb, ...rest });
}

export function group(emailAddress: string, rest: Partial<DeclaredGroup> = {}): DeclaredGroup {
  return {
    kind: "ContactGroup",
    emailAddress,
    aliases: [],
    members: undefined,
    managers: undefined,
    ...fresh,
    ...rest,
  };
}

export function contact(emailAddress: string, rest: Partial<DeclaredContact> = {}): DeclaredContact {
  return { kind: "ExternalContact", emailAddress, ...fresh, ...rest };
}

export function delegation(emailAddress: string, ...delegates: string[]): DeclaredDelegation {
  return grants(emailAddress, Object.fromEntries(delegates.map((delegate) => [delegate, ["sendAs"]])));
}

export function grants(emailAddress: string, given: DeclaredDelegation["grants"]): DeclaredDelegation {
  return { kind: "Delegation", service: SERVICE, emailAddress, grants: given };
}

export function live(rest: Partial<LiveService> = {}): LiveService {
  return {
    accounts: new Set(),
    freeSeats: 0,
    seatsMatter: true,
    shared: new Set(),
    groups: new Set(),
    contacts: new Set(),
    domains: new Set(["x.fr"]),
    quota: { quotaLimit: 10_000, quotaReserved: 4_000, singleMailboxQuotaLimit: 5_000 },
    ...rest,
  };
}

/** On what each finding is (its address, the domain for a whole one), and what it says. */
export function told(findings: readonly Finding[]): [address: string, message: string][] {
  return findings.map(({ about, message }) => [subjectOf(about), message]);
}

function subjectOf(about: Declared): string {
  if (about.kind === "MxPlanRedirection") return about.from;
  return about.kind === "MxPlanDelegation" ? (about.emailAddress ?? about.domain) : about.emailAddress;
}
