/** Who may do what, whoever gave the right. */

import { type DelegatePowers, delegatePowers } from "./resources/delegate-powers.js";
import { liveRights, type RightsHints } from "./resources/delegation-read.js";
import { type Right, sortedRights } from "./resources/rights.js";
import type { DelegationTarget, LiveTarget, TargetType } from "./resources/rights-place.js";
import { normalAddress, splitAddress } from "./schemas.js";
import type { Session } from "./session.js";

export interface EffectiveRightsResult {
  /** Empty where all accounts of a domain were asked for. */
  readonly emailAddress: string;
  readonly kind: "ExchangeAccount" | "SharedMailbox" | "ContactGroup" | "MxPlanAccount" | "MxPlanDomain";
  /**
   * The rights by delegate, whoever gave them: an address, `account 123` where nobody knows the address or, on the legacy
   * MX Plan, the identifier of an OVHcloud customer.
   */
  readonly grants: { readonly [delegate: string]: Right[] };
  /** Where the rights on the legacy MX Plan come from; elsewhere empty. */
  readonly delegations: LegacyDelegation[];
}

/** One source of rights on the legacy MX Plan, and what it lets do. */
export interface LegacyDelegation extends DelegatePowers {
  /** The account, or its whole domain. */
  readonly on: string;
  readonly kind: "MxPlanAccount" | "MxPlanDomain";
  /** Identifiers of OVHcloud customers. */
  readonly delegates: string[];
}

export type RightsQuestion = DelegationTarget;

const KIND = {
  account: "ExchangeAccount",
  shared: "SharedMailbox",
  mailingList: "ContactGroup",
  mxPlanAccount: "MxPlanAccount",
  mxPlanDomain: "MxPlanDomain",
} as const satisfies { readonly [Type in TargetType]: EffectiveRightsResult["kind"] };

/** On the legacy MX Plan, an account is also managed by those to whom its whole domain was delegated. */
export async function readEffectiveRights(session: Session, question: RightsQuestion): Promise<EffectiveRightsResult> {
  const on = normalised(question);
  if ("mxPlanDomain" in on) await refuseNewGeneration(session, on.mxPlanDomain);
  const own = await sourceAt(session, on);
  if (!own.isLegacy) return own.result;
  const whole =
    "mxPlanAccount" in on ? [await sourceAt(session, { mxPlanDomain: splitAddress(on.mxPlanAccount).domain })] : [];
  const sources = [own, ...whole];
  const grants = Object.fromEntries(sources.flatMap(({ result }) => Object.entries(result.grants)).sort());
  return { ...own.result, grants, delegations: sources.map(delegationOf) };
}

/** What stands on the target itself: of an account of the legacy MX Plan without what its domain adds. */
export async function readOwnRights(
  session: Session,
  on: DelegationTarget,
  hints: RightsHints = {},
): Promise<EffectiveRightsResult> {
  const source = await sourceAt(session, on, hints);
  return { ...source.result, delegations: source.isLegacy ? [delegationOf(source)] : [] };
}

interface Source {
  readonly target: LiveTarget;
  readonly isLegacy: boolean;
  readonly result: EffectiveRightsResult;
}

async function sourceAt(session: Session, on: DelegationTarget, hints: RightsHints = {}): Promise<Source> {
  const property = "service" in on ? "emailAddress" : "mxPlanAccount";
  const { target, rightsByKey, nameByKey } = await liveRights(session, on, property, hints);
  const grants = [...rightsByKey].map(
    ([key, rights]) => [nameByKey.get(key) ?? `account ${key}`, sortedRights(rights)] as const,
  );
  return {
    target,
    // Accounts of the legacy MX Plan, and its domains, have no numbers.
    isLegacy: KIND[target.type].startsWith("MxPlan") && typeof target.id === "string",
    result: {
      emailAddress: target.type === "mxPlanDomain" ? "" : target.name,
      kind: KIND[target.type],
      grants: Object.fromEntries(grants.sort()),
      delegations: [],
    },
  };
}

async function refuseNewGeneration(session: Session, domain: string): Promise<void> {
  const generation = await session.mxPlanDomain(domain).generation();
  if (generation.name === "legacy") return;
  throw new Error(
    `mxPlanDomain: the accounts of ${domain} are on ${generation.service.name}, where nothing is delegated as a whole: ` +
      "ask for each of them with mxPlanAccount",
  );
}

function delegationOf({ target, result }: Source): LegacyDelegation {
  const delegates = Object.keys(result.grants);
  return target.type === "mxPlanDomain"
    ? { on: target.name, kind: "MxPlanDomain", delegates, ...delegatePowers("mxPlanDomain") }
    : { on: target.name, kind: "MxPlanAccount", delegates, ...delegatePowers("mxPlanAccount") };
}

function normalised(on: DelegationTarget): DelegationTarget {
  if ("service" in on) return { service: on.service, emailAddress: addressIn("emailAddress", on.emailAddress) };
  if ("mxPlanAccount" in on) return { mxPlanAccount: addressIn("mxPlanAccount", on.mxPlanAccount) };
  const address = normalAddress(`x@${on.mxPlanDomain.trim()}`);
  if (address === undefined) throw new Error(`mxPlanDomain: ${JSON.stringify(on.mxPlanDomain)} is not a domain`);
  return { mxPlanDomain: splitAddress(address).domain };
}

function addressIn(property: string, value: string): string {
  const address = normalAddress(value);
  if (address === undefined) throw new Error(`${property}: ${JSON.stringify(value)} is not an e-mail address`);
  return address;
}
