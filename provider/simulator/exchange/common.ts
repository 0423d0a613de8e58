import { isContact } from "../contacts.js";
import { noSuchService } from "../errors.js";
import { mailboxAt } from "../mailbox/mailboxes.js";
import { type Call, param } from "../route.js";
import type { ServiceRecord } from "./model.js";

/** The service that a path names; other people's do not exist for the caller. */
export function serviceOf(call: Call): ServiceRecord {
  const [organization, name] = [param(call, "organizationName"), param(call, "exchangeService")];
  const found = call.context.state.exchangeServices.find(
    (one) => one.name === name && one.organization === organization,
  );
  if (found === undefined || !isContact(found.contacts, call.nichandle)) throw noSuchService();
  return found;
}

export function domainNames(service: ServiceRecord): string[] {
  return service.domains.map((domain) => domain.fields.name);
}

export const accountPath = "~/account/{primaryEmailAddress}";
export const sharedAccountPath = "~/sharedAccount/{sharedEmailAddress}";
export const mailingListPath = "~/mailingList/{mailingListAddress}";

export function accountOf(call: Call) {
  const address = param(call, "primaryEmailAddress");
  return mailboxAt(call.context, { kind: "account", service: serviceOf(call).name, address });
}

export function sharedAccountOf(call: Call) {
  const address = param(call, "sharedEmailAddress");
  return mailboxAt(call.context, { kind: "sharedAccount", service: serviceOf(call).name, address });
}

export function mailingListOf(call: Call) {
  const address = param(call, "mailingListAddress");
  return mailboxAt(call.context, { kind: "mailingList", service: serviceOf(call).name, address });
}

/**
 * OVH panel `CAN_DO.CREATION_METHOD` and `DESTRUCTION_METHOD`: accounts of hosted services, and of `provider` after
 * Exchange 2010, are ordered, and reset when deleted; the others' are created and removed.
 */
export function areOrdered({ fields, commercialVersion }: ServiceRecord): boolean {
  return fields.offer === "hosted" || (fields.offer === "provider" && commercialVersion !== "2010");
}
