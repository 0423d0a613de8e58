import type { DeclaredDelegation, DeclaredMailbox, Finding, LiveService } from "../../../provider/program-check.js";

export const SERVICE = "hosted-ab12345-1";

export function mailbox(emailAddress: string, rest: Partial<DeclaredMailbox> = {}): DeclaredMailbox {
  return { kind: "ExchangeAccount", service: SERVICE, emailAddress, adopt: false, exists: false, ...rest };
}

export function shared(emailAddress: string, quotaMb: number, rest: Partial<DeclaredMailbox> = {}): DeclaredMailbox {
  return mailbox(emailAddress, { kind: "SharedMailbox", quotaMb, ...rest });
}

export function delegation(emailAddress: string, ...delegates: string[]): DeclaredDelegation {
  return { kind: "Delegation", service: SERVICE, emailAddress, delegates };
}

export function live(rest: Partial<LiveService> = {}): LiveService {
  return {
    accounts: new Set(),
    freeSeats: 0,
    shared: new Set(),
    quota: { quotaLimit: 10_000, quotaReserved: 4_000, singleMailboxQuotaLimit: 5_000 },
    ...rest,
  };
}

/** On what each finding is, and what it says. */
export function told(findings: readonly Finding[]): [address: string, message: string][] {
  return findings.map(({ about, message }) => [about.emailAddress, message]);
}
