/** Which place a target lives in. */

import { NotFoundError } from "../ovh/errors.js";
import { splitAddress } from "../schemas.js";
import type { Session } from "../session.js";
import { exchangeRights } from "./rights-exchange.js";
import { mxPlanRights } from "./rights-mxplan.js";
import { accountDelegation, domainDelegation } from "./rights-nichandles.js";
import type { DelegationTarget, KnownTarget, RightsPlace } from "./rights-place.js";

/**
 * @param known where the rights were recorded: the legacy MX Plan has no numbers, and what was given there is looked for
 * there, also when the domain has moved on since
 */
export async function openRightsPlace(
  session: Session,
  on: DelegationTarget,
  known?: KnownTarget,
): Promise<RightsPlace> {
  if ("service" in on) return exchangeRights(session.exchange(on.service), on);
  if ("mxPlanDomain" in on) return domainDelegation(session, on.mxPlanDomain);
  const address = on.mxPlanAccount;
  if (typeof known?.id === "string") return accountDelegation(session, address);
  const generation = await session.mxPlanDomain(splitAddress(address).domain).generation();
  return generation.name === "new" ? mxPlanRights(generation.service, address) : accountDelegation(session, address);
}

/** Undefined where the whole domain is not there any more. */
export async function reopenRightsPlace(
  session: Session,
  on: DelegationTarget,
  known: KnownTarget | undefined,
): Promise<RightsPlace | undefined> {
  try {
    return await openRightsPlace(session, on, known);
  } catch (error) {
    if (error instanceof Error && error.cause instanceof NotFoundError) return undefined;
    throw error;
  }
}
