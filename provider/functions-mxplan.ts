/** What a program may ask about a domain of MX Plan, read only. */

import type { Generation } from "./mxplan-session.js";
import type { DomainQuota, DomainSummary } from "./ovh/domain-models.js";
import type { DomainClient } from "./ovh/mail-api.js";
import { normalAddress, PLACEHOLDER_DOMAIN, splitAddress } from "./schemas.js";
import type { Session } from "./session.js";
import { messageOf } from "./values.js";

export interface MxPlanCounts {
  readonly accounts: number;
  readonly redirections: number;
  readonly responders: number;
  readonly mailingLists: number;
}

/** The domain as the service of the new MX Plan has it. */
export interface MxPlanDomainFlags {
  /** `ok`, or what OVHcloud is doing with it. */
  readonly state: string;
  /** `authoritative` or `nonAuthoritative`: whether mail to unknown addresses is refused or passed on. */
  readonly type: string;
  /** Whether its owner has proven to be the owner. */
  readonly validated: boolean;
  readonly mxValid: boolean;
  readonly srvValid: boolean;
}

export interface MxPlanServiceResult {
  readonly domain: string;
  /** `new` once OVHcloud has moved the accounts to a service of their own; `legacy` before. */
  readonly generation: "legacy" | "new";
  /** OVHcloud's name of the offer; empty when it gives none. */
  readonly offer: string;
  /** Of the domain: `ok`, `readOnly`, `close` or `unknown`. */
  readonly status: string;
  /** The service that holds the accounts, such as `mxplan-ab12345-1`; empty on the legacy MX Plan. */
  readonly mxPlanService: string;
  /** New MX Plan only: whether the service runs on Zimbra. */
  readonly isZimbra?: boolean;
  /** Addresses in lower case. On the new MX Plan, of all domains of the service; free accounts are counted apart. */
  readonly accounts: string[];
  /** How many accounts nobody uses yet; 0 on the legacy MX Plan, where accounts are made when needed. */
  readonly freeAccounts: number;
  /** What `sizeBytes` may be, in bytes. Empty on the new MX Plan, and when OVHcloud names none. */
  readonly allowedSizesBytes: number[];
  /** How many there may be. Legacy MX Plan only. */
  readonly maxima?: MxPlanCounts & { readonly aliases: number };
  /** How many there are. Legacy MX Plan only. */
  readonly counts?: MxPlanCounts;
  /** What OVHcloud finds in the DNS: `valid`, `invalid`, `none`, `checkFail` or `unknown`. */
  readonly mxValid: string;
  /** The same of the SPF record. */
  readonly spfValid: string;
  /** New MX Plan only. */
  readonly domainFlags?: MxPlanDomainFlags;
}

/** Four calls. */
export async function readMxPlanService(session: Session, domain: string): Promise<MxPlanServiceResult> {
  const probe = normalAddress(`x@${domain}`);
  if (probe === undefined) throw new Error(`domain: ${JSON.stringify(domain)} is not a domain such as example.com`);
  const asked = session.mxPlanDomain(splitAddress(probe).domain);
  const found = await asked.generation().catch((error: unknown) => {
    const message = messageOf(error);
    throw new Error(`domain: ${message}`, { cause: error });
  });
  const own = {
    domain: asked.name,
    offer: found.domain.offer ?? "",
    status: found.domain.status,
    mxValid: found.domain.isMXValid,
    spfValid: found.domain.isSPFValid,
  };
  return { ...own, ...(found.name === "new" ? await ofNew(asked.name, found) : await ofLegacy(asked.api, found)) };
}

type OfGeneration = Omit<MxPlanServiceResult, "domain" | "offer" | "status" | "mxValid" | "spfValid">;

async function ofLegacy(api: DomainClient, { domain }: Extract<Generation, { name: "legacy" }>): Promise<OfGeneration> {
  const [names, quota, summary] = await Promise.all([api.listAccounts(), api.getQuota(), api.getSummary()]);
  return {
    generation: "legacy",
    mxPlanService: "",
    accounts: names.map((name) => `${name}@${domain.domain}`.toLowerCase()).sort(),
    freeAccounts: 0,
    allowedSizesBytes: [...(domain.allowedAccountSize ?? [])],
    maxima: { ...countsOf(quota), aliases: quota.alias },
    counts: countsOf(summary),
  };
}

async function ofNew(domain: string, { service }: Extract<Generation, { name: "new" }>): Promise<OfGeneration> {
  const { api, name } = service;
  const [own, listed, flags] = await Promise.all([api.getService(), api.listAccounts(), api.getDomain(domain)]);
  const addresses = listed.map((address) => address.toLowerCase()).sort();
  const accounts = addresses.filter((address) => !address.endsWith(`@${PLACEHOLDER_DOMAIN}`));
  return {
    generation: "new",
    mxPlanService: name,
    isZimbra: own.isZimbra,
    accounts,
    freeAccounts: addresses.length - accounts.length,
    allowedSizesBytes: [],
    domainFlags: {
      state: flags.state,
      type: flags.type,
      validated: flags.domainValidated,
      mxValid: flags.mxIsValid,
      srvValid: flags.srvIsValid,
    },
  };
}

function countsOf(numbers: DomainQuota | DomainSummary): MxPlanCounts {
  return {
    accounts: numbers.account,
    redirections: numbers.redirection,
    responders: numbers.responder,
    mailingLists: numbers.mailingList,
  };
}
