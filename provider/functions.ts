/** What a program may ask about a service, read only. */

import { ifPresent } from "./if-present.js";
import type { ExchangeDomain } from "./ovh/exchange-models.js";
import { PLACEHOLDER_DOMAIN } from "./schemas.js";
import type { Session } from "./session.js";

export interface ExchangeServiceResult {
  readonly service: string;
  /** `hosted`, `dedicated`, `dedicatedCluster` or `provider`. */
  readonly offer: string;
  /** `ok`, `inMaintenance` or `suspended`. */
  readonly state: string;
  readonly displayName: string;
  /** Addresses of the mailboxes, in lower case; free accounts are counted apart. */
  readonly mailboxes: string[];
  /** How many ordered accounts nobody uses yet. */
  readonly freeAccounts: number;
  /** Addresses of the shared mailboxes, in lower case. */
  readonly sharedMailboxes: string[];
  /** MB that all shared mailboxes may have together. */
  readonly sharedQuotaMb: number;
  /** MB of them that are not given to any yet. */
  readonly sharedQuotaLeftMb: number;
  /** MB that one shared mailbox may have. */
  readonly sharedMailboxQuotaMaxMb: number;
  readonly domains: string[];
}

/** Five calls. */
export async function readExchangeService(session: Session, service: string): Promise<ExchangeServiceResult> {
  const { api } = session.exchange(service);
  const [own, accounts, shared, quota, domains] = await Promise.all([
    api.getService(),
    api.listAccounts(),
    api.listSharedAccounts(),
    api.getSharedAccountQuota(),
    api.domains.list(),
  ]);
  const lower = (addresses: readonly string[]) => addresses.map((address) => address.toLowerCase()).sort();
  const mailboxes = lower(accounts).filter((address) => !address.endsWith(`@${PLACEHOLDER_DOMAIN}`));
  return {
    service,
    offer: own.offer,
    state: own.state,
    displayName: own.displayName ?? "",
    mailboxes,
    freeAccounts: accounts.length - mailboxes.length,
    sharedMailboxes: lower(shared),
    sharedQuotaMb: quota.quotaLimit,
    sharedQuotaLeftMb: Math.max(quota.quotaLimit - quota.quotaReserved, 0),
    sharedMailboxQuotaMaxMb: quota.singleMailboxQuotaLimit,
    domains: lower(domains),
  };
}

export interface DnsCheck {
  readonly valid: boolean;
  /** What the DNS has, as OVHcloud last saw it. */
  readonly found: string[];
  readonly expected: string[];
}

export interface DomainDiagnosticsResult {
  readonly domain: string;
  readonly state: string;
  /** All of the following is as it should be; DKIM is not counted, as it may be off. */
  readonly ok: boolean;
  /** Whether its owner has proven to be the owner. Accounts cannot be used on a domain that is not validated. */
  readonly validated: boolean;
  /** The name to make a CNAME record for, to prove the ownership; empty when it is proven. */
  readonly cnameToCreate: string;
  readonly mx: DnsCheck;
  readonly spf: DnsCheck;
  /** The autodiscover record. */
  readonly srv: DnsCheck;
  /** `active`, `disabled`, `error`, `inProgress` or `toConfigure`. */
  readonly dkim: string;
  /** One sentence for each thing to do. */
  readonly advice: string[];
}

export async function readDomainDiagnostics(
  session: Session,
  { service, domain }: { readonly service: string; readonly domain: string },
): Promise<DomainDiagnosticsResult> {
  const found = await ifPresent(session.exchange(service).api.domains.get(domain.trim().toLowerCase()));
  if (found !== undefined) return diagnosticsOf(found);
  throw new Error(`domain: ${service} has no domain ${domain}: add it in the OVHcloud control panel, or correct it`);
}

function diagnosticsOf(domain: ExchangeDomain): DomainDiagnosticsResult {
  const mx = { valid: domain.mxIsValid, found: domain.mxRecord ?? [], expected: domain.expectedMX };
  const spf = { valid: domain.spfIsValid, found: domain.spfRecord ?? [], expected: [domain.expectedSPF] };
  const srv = { valid: domain.srvIsValid, found: domain.srvRecord ?? [], expected: [domain.expectedAutodiscoverSRV] };
  const validated = domain.domainValidated;
  return {
    domain: domain.name,
    state: domain.state,
    ok: domain.state === "ok" && validated && mx.valid && spf.valid && srv.valid,
    validated,
    cnameToCreate: validated ? "" : (domain.cnameToCheck ?? ""),
    mx,
    spf,
    srv,
    dkim: domain.dkimDiagnostics.state,
    advice: [
      ...(validated ? [] : [`prove that ${domain.name} is yours: make a CNAME record ${domain.cnameToCheck ?? ""}`]),
      ...adviceFor("MX", domain.name, mx),
      ...adviceFor("SPF (TXT)", domain.name, spf),
      ...adviceFor("autodiscover SRV", domain.name, srv),
    ],
  };
}

function adviceFor(record: string, domain: string, { valid, expected }: DnsCheck): string[] {
  return valid ? [] : [`set the ${record} record of ${domain} to ${expected.join(", ")}`];
}
