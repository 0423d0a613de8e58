/** What a program may ask: read only, in the program's own process, at every preview and every update. */

import * as pulumi from "@pulumi/pulumi";
import type { DomainDiagnosticsResult, ExchangeServiceResult } from "../provider/functions.js";
import type { MxPlanServiceResult } from "../provider/functions-mxplan.js";
import type { EffectiveRightsResult } from "../provider/functions-rights.js";
import type { Session } from "../provider/session.js";
import type { Provider } from "./provider.js";
import { stackConfiguration } from "./stack-configuration.js";

export type {
  DnsCheck,
  DomainDiagnosticsResult,
  ExchangeServiceResult,
} from "../provider/functions.js";
export type { MxPlanCounts, MxPlanDomainFlags, MxPlanServiceResult } from "../provider/functions-mxplan.js";
export type { EffectiveRightsResult, LegacyDelegation } from "../provider/functions-rights.js";

export interface FunctionOptions {
  /** Another OVHcloud account than that of the stack's configuration. */
  provider?: Provider;
}

export interface ExchangeServiceLookup {
  /** The Exchange service: its name, or `organization/service` where the two differ. */
  service: pulumi.Input<string>;
}

export interface DomainLookup extends ExchangeServiceLookup {
  /** A domain of the service. */
  domain: pulumi.Input<string>;
}

export interface RightsLookup extends ExchangeServiceLookup {
  /** The address of a mailbox, of a shared mailbox or of a group. */
  emailAddress: pulumi.Input<string>;
}

export interface MxPlanAccountRightsLookup {
  /** The address of an account of an MX Plan, of whichever generation. */
  mxPlanAccount: pulumi.Input<string>;
}

export interface MxPlanDomainRightsLookup {
  /** A domain of the legacy MX Plan: to whom all its accounts are delegated. */
  mxPlanDomain: pulumi.Input<string>;
}

/**
 * An Exchange service as it is: its offer, its mailboxes, its free accounts, the space of its shared mailboxes, its domains.
 * Five calls. Fails when the credentials do not see the service.
 *
 * API: `/email/exchange/{organizationName}/service/{exchangeService}` and its lists.
 */
export function getExchangeService(
  args: ExchangeServiceLookup,
  options?: FunctionOptions,
): pulumi.Output<ExchangeServiceResult> {
  return asked(args, options, async (session, { service }) => {
    const { readExchangeService } = await import("../provider/functions.js");
    return readExchangeService(session, service);
  });
}

export interface MxPlanLookup {
  /** A domain of an MX Plan of yours. Either case; a domain with other than ASCII letters may be written as it is shown. */
  domain: pulumi.Input<string>;
}

/**
 * An MX Plan as it is: its generation, its accounts and, on the legacy one, how many of what there may be and how large an
 * account may be; on the new one its free accounts. Four calls, whatever the number of accounts. Fails when the credentials
 * do not see the domain.
 *
 * API: `/email/domain/{domain}` and its `account`, `quota` and `summary`; on the new MX Plan `/email/mxplan/{service}` and
 * its `account` and `domain/{domainName}`.
 */
export function getMxPlanService(args: MxPlanLookup, options?: FunctionOptions): pulumi.Output<MxPlanServiceResult> {
  return asked(args, options, async (session, { domain }) => {
    const { readMxPlanService } = await import("../provider/functions-mxplan.js");
    return readMxPlanService(session, domain);
  });
}

/**
 * What OVHcloud finds in the DNS of a domain of an Exchange service, what it expects there, and what to do.
 * OVHcloud looks again by itself; a change in the DNS shows within hours.
 *
 * API: `.../domain/{domainName}`.
 */
export function getDomainDiagnostics(
  args: DomainLookup,
  options?: FunctionOptions,
): pulumi.Output<DomainDiagnosticsResult> {
  return asked(args, options, async (session, lookup) => {
    const { readDomainDiagnostics } = await import("../provider/functions.js");
    return readDomainDiagnostics(session, lookup);
  });
}

/**
 * Who may do what on a mailbox, a shared mailbox or a group, whoever gave the right.
 *
 * On the legacy MX Plan, an account is managed by those to whom it was delegated and by those to whom all accounts of its
 * domain were: both are listed in `delegations`, each with what it lets do. That of a whole domain is shown to the
 * administrative and the technical contact alone.
 *
 * Exchange and the new MX Plan: one call for each right, and some for each delegate. Legacy: one for the domain, one for
 * each source.
 *
 * API: `fullAccess`, `sendAs` and `sendOnBehalfTo` below an account, a shared account and a mailing list;
 * `/email/domain/{domain}/acl`, `/email/domain/{domain}/account/{accountName}/delegation`.
 */
export function getEffectiveRights(
  args: RightsLookup | MxPlanAccountRightsLookup | MxPlanDomainRightsLookup,
  options?: FunctionOptions,
): pulumi.Output<EffectiveRightsResult> {
  return asked(args, options, async (session, lookup) => {
    const { readEffectiveRights } = await import("../provider/functions-rights.js");
    return readEffectiveRights(session, lookup);
  });
}

/** The client is loaded when something is asked: most programs ask nothing. */
function asked<Lookup extends object, Result>(
  lookup: Lookup,
  { provider }: FunctionOptions = {},
  ask: (session: Session, lookup: pulumi.Unwrap<Lookup>) => Promise<Result>,
): pulumi.Output<Result> {
  const known = pulumi.all([pulumi.output(lookup), provider?.configuration] as const);
  const answer = known.apply(async ([plain, configuration]) => {
    const { openSession } = await import("../provider/open-session.js");
    const own = configuration === undefined ? stackConfiguration() : { get: (key: string) => configuration[key] };
    return ask(openSession(own), plain as pulumi.Unwrap<Lookup>);
  });
  // The type of what `apply` gives is that of the answer, which holds nothing but plain values.
  return answer as unknown as pulumi.Output<Result>;
}
