import type { Context } from "../context.js";
import { ruleRefused } from "../errors.js";
import { type Claimant, checkAddressFor } from "../mailbox/addresses.js";
import { checkOwnAddress, domainOf, sameAddress } from "../mailbox/mailboxes.js";
import { domainNames } from "./common.js";
import type { ServiceRecord } from "./model.js";

/** An address that something of the service is to have: on a domain of it that is ready, and nobody else's. */
export function checkNewAddress(
  context: Context,
  service: ServiceRecord,
  claimant: Omit<Claimant, "service">,
  address: string,
): void {
  checkOwnAddress(domainNames(service), address);
  checkDomainIsReady(context, service, address);
  checkAddressFor(context, { ...claimant, service: service.name }, address);
}

/**
 * OVH guide 'exchange_starting_hosted': accounts cannot be used on a domain whose ownership is not proved. OVH panel: it
 * offers domains in state `ok` alone. The answer is not documented.
 */
export function checkDomainIsReady(context: Context, service: ServiceRecord, address: string): void {
  const domain = service.domains.find(({ fields }) => sameAddress(fields.name, domainOf(address)));
  if (domain === undefined || (domain.fields.state === "ok" && domain.fields.domainValidated)) return;
  throw ruleRefused(context.switches, `The domain ${domain.fields.name} is not ready`);
}
