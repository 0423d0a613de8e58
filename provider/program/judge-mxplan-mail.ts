/** Redirections and responders against what the domain holds. */

import type { Declared, Finding } from "./declared.js";
import {
  type DeclaredMxPlanAccount,
  type DeclaredRedirection,
  type DeclaredResponder,
  isRedirection,
  placeOf,
} from "./declared-mxplan.js";
import type { LiveLegacyDomain, LiveMxPlanDomain, LiveNewDomain } from "./live-mxplan.js";

/** OVHcloud's guide on delegation. */
export function responderOnNew(about: DeclaredResponder, live: LiveNewDomain): Finding {
  const message =
    `emailAddress: ${live.domain} is on the new MX Plan (${live.service}), where a responder cannot be declared: ` +
    `the user of ${about.emailAddress} sets it in the webmail`;
  return { about, message };
}

export function judgeResponder(
  about: DeclaredResponder,
  accounts: readonly DeclaredMxPlanAccount[],
  live: LiveLegacyDomain,
): Finding[] {
  const { emailAddress, exists, adopt } = about;
  if (exists) return [];
  const isThere = live.accounts.has(emailAddress) || accounts.some((one) => one.emailAddress === emailAddress);
  if (!isThere) {
    const message =
      `emailAddress: ${live.domain} has no account ${emailAddress} that could answer, and this program declares none: ` +
      "declare it as an MxPlanAccount, or correct the address";
    return [{ about, message }];
  }
  if (adopt || !live.responders?.has(emailAddress)) return [];
  const message = `emailAddress: ${emailAddress} has a responder already: set adopt to true to take it over, or remove it`;
  return [{ about, message }];
}

export function tooManyResponders(responders: readonly DeclaredResponder[], live: LiveLegacyDomain): Finding[] {
  const { quota, responders: there } = live;
  if (quota === undefined || there === undefined) return [];
  const fresh = responders.filter(({ exists, emailAddress }) => !exists && !there.has(emailAddress));
  return beyond(fresh, { what: "responders", left: quota.responder - there.size, most: quota.responder }, live);
}

/** One that may be adopted is not counted: whether it is there cannot be told without a call for each. */
export function tooManyRedirections(own: readonly Declared[], live: LiveMxPlanDomain): Finding[] {
  const { quota, redirections: there } = live;
  if (quota === undefined || there === undefined) return [];
  const fresh = own.filter(isRedirection).filter(({ exists, adopt }) => !exists && !adopt);
  return beyond(fresh, { what: "redirections", left: quota.redirection - there, most: quota.redirection }, live);
}

interface Room {
  readonly what: string;
  readonly left: number;
  readonly most: number;
}

function beyond(
  fresh: readonly (DeclaredRedirection | DeclaredResponder)[],
  { what, left, most }: Room,
  { domain }: LiveMxPlanDomain,
): Finding[] {
  const about = fresh[Math.max(left, 0)];
  if (about === undefined) return [];
  const message =
    `${placeOf(about).property}: this program makes ${fresh.length} new ${what} in ${domain}, which has room for ` +
    `${Math.max(left, 0)} more (${most} in all): remove some, or choose a larger offer in the OVHcloud control panel`;
  return [{ about, message }];
}
