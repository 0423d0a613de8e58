import type { Context } from "../context.js";
import { addressUsed } from "../errors.js";
import { addressesOf, isAddressUsed, promisedAddresses, promisedContactAddresses, sameAddress } from "./mailboxes.js";
import type { MailboxKind } from "./model.js";

/** Whoever is to have an address. */
export interface Claimant {
  kind: MailboxKind;
  service: string;
  /** Absent while it has none. */
  id?: number;
}

/** OVH guides 'feature_shared_account' and 'feature_groups': an address "must not be an existing email address". */
export function checkAddressFor(context: Context, claimant: Claimant, address: string): void {
  if (isAddressTaken(context, claimant, address)) throw addressUsed(context.switches);
}

/**
 * A contact stands for somebody outside, so only what is on its own service bars its way. Whether anything there but
 * another contact does is a switch, both ways round.
 */
export function isAddressTaken(context: Context, claimant: Claimant, address: string): boolean {
  const apart = context.switches.contactInside === "refused";
  if (claimant.kind !== "externalContact") {
    return isAddressUsed(context, address, claimant.id) || (apart && isOfContact(context, claimant, address));
  }
  return isOfContact(context, claimant, address) || (apart && isInside(context, claimant.service, address));
}

function isOfContact({ state }: Context, { service, id }: Claimant, address: string): boolean {
  const isMeant = (one: string) => sameAddress(one, address);
  return (
    state.mailboxes.some(
      (one) =>
        one.kind === "externalContact" &&
        one.service === service &&
        one.fields.id !== id &&
        isMeant(one.fields.externalEmailAddress),
    ) ||
    state.tasks.some(
      (task) => task.service === service && task.targetId !== id && promisedContactAddresses(task).some(isMeant),
    )
  );
}

function isInside({ state }: Context, service: string, address: string): boolean {
  const isMeant = (one: string) => sameAddress(one, address);
  return (
    state.mailboxes.some(
      (one) => one.kind !== "externalContact" && one.service === service && addressesOf(one).some(isMeant),
    ) || state.tasks.some((task) => task.service === service && promisedAddresses(task).some(isMeant))
  );
}
