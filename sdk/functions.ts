/** What a program may ask: read only, in the program's own process, at every preview and every update. */

import * as pulumi from "@pulumi/pulumi";
import type { DomainDiagnosticsResult, EffectiveRightsResult, ExchangeServiceResult } from "../provider/functions.js";
import type { Session } from "../provider/session.js";
import type { Provider } from "./provider.js";
import { stackConfiguration } from "./stack-configuration.js";

export type {
  DnsCheck,
  DomainDiagnosticsResult,
  EffectiveRightsResult,
  ExchangeServiceResult,
} from "../provider/functions.js";

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
 * Who may do what on a mailbox, a shared mailbox or a group, whoever gave the right. One call for each right, and some for
 * each delegate.
 *
 * API: `fullAccess`, `sendAs` and `sendOnBehalfTo` below an account, a shared account and a mailing list.
 */
export function getEffectiveRights(
  args: RightsLookup,
  options?: FunctionOptions,
): pulumi.Output<EffectiveRightsResult> {
  return asked(args, options, async (session, lookup) => {
    const { readEffectiveRights } = await import("../provider/functions.js");
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
