/** New redirections that are there already. OVHcloud lists their ids alone, so each is asked for, and not more than some. */

import { ApiError } from "../ovh/errors.js";
import { findRedirection } from "../resources/mxplan-redirection.js";
import type { Session } from "../session.js";
import type { Declared, Finding } from "./declared.js";
import { type DeclaredRedirection, isRedirection } from "./declared-mxplan.js";
import type { LiveMxPlanDomain } from "./live-mxplan.js";

/** Of the others it is told when they are to be made, before anything of them is. */
const LOOKED_FOR_MAX = 10;

export async function existingRedirections(
  session: Session,
  declared: readonly Declared[],
  { domain, redirections = 0 }: LiveMxPlanDomain,
): Promise<Finding[]> {
  if (redirections === 0) return [];
  const fresh = declared.filter(isRedirection).filter(({ exists, adopt }) => !exists && !adopt);
  const looked = fresh.slice(0, LOOKED_FOR_MAX).map(async (about): Promise<Finding[]> => {
    const isThere = await exists(session, domain, about);
    return isThere ? [{ about, message: taken(about) }] : [];
  });
  return (await Promise.all(looked)).flat();
}

/** Credentials that may not ask are left to OVHcloud's judgement. */
async function exists(session: Session, domain: string, pair: DeclaredRedirection): Promise<boolean> {
  try {
    return (await findRedirection(session.mxPlanDomain(domain), pair)) !== undefined;
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) return false;
    throw error;
  }
}

function taken({ from, to }: DeclaredRedirection): string {
  return (
    `to: there is a redirection from ${from} to ${to} already: set adopt to true to take it over, which leaves it as it ` +
    "is, or choose another target"
  );
}
