/** What is declared in one domain of MX Plan against what it holds. */

import type { Declared, Finding } from "./declared.js";
import {
  type DeclaredMxPlanAccount,
  domainOf,
  isAsDelegate,
  isAtMxPlan,
  isMxPlanAccount,
  isMxPlanDelegation,
  isResponder,
} from "./declared-mxplan.js";
import { judgeResponder, responderOnNew, tooManyRedirections, tooManyResponders } from "./judge-mxplan-mail.js";
import { judgeLegacyRights, judgeNewRights } from "./judge-mxplan-rights.js";
import type { LiveLegacyDomain, LiveMxPlanDomain, LiveNewDomain } from "./live-mxplan.js";
import { given, LEGACY_ONLY, NEW_ONLY } from "./mxplan-properties.js";

/** OVHcloud's panel lets it be made beyond the quota. */
const BEYOND_QUOTA = "postmaster";

/** @param declared the whole program: a service of the new MX Plan may hold accounts of several domains */
export function judgeMxPlan(declared: readonly Declared[], live: LiveMxPlanDomain): Finding[] {
  const atMxPlan = declared.filter(isAtMxPlan).filter((one) => !isAsDelegate(one));
  const all = atMxPlan.filter(isMxPlanAccount);
  const own = atMxPlan.filter(({ domain }) => domain === live.domain.toLowerCase());
  const accounts = own.filter(isMxPlanAccount);
  const responders = own.filter(isResponder);
  const delegations = own.filter(isMxPlanDelegation);
  const common = [...accounts.flatMap((one) => takenAddress(one, live)), ...tooManyRedirections(own, live)];
  if (live.generation === "new") {
    return [
      ...common,
      ...accounts.flatMap((one) => otherGeneration(one, live)),
      ...accounts.flatMap((one) => foreignDomain(one, live)),
      ...missingSeats(all, live),
      ...responders.map((one) => responderOnNew(one, live)),
      ...delegations.flatMap((one) => judgeNewRights(one, all, live)),
    ];
  }
  return [
    ...common,
    ...accounts.flatMap((one) => otherGeneration(one, live)),
    ...accounts.flatMap((one) => unknownSize(one, live)),
    ...tooManyAccounts(accounts, live),
    ...responders.flatMap((one) => judgeResponder(one, accounts, live)),
    ...tooManyResponders(responders, live),
    ...delegations.flatMap((one) => judgeLegacyRights(one, accounts, live)),
  ];
}

function otherGeneration(about: DeclaredMxPlanAccount, live: LiveMxPlanDomain): Finding[] {
  const foreign = live.generation === "new" ? LEGACY_ONLY : NEW_ONLY;
  const home = live.generation === "new" ? `the new MX Plan (${live.service})` : "the legacy MX Plan";
  return given(about, foreign).map((property) => {
    const instead = foreign[property];
    const wayOut = instead === undefined ? "remove it" : `remove it, or use ${instead} instead`;
    return { about, message: `${property}: ${about.domain} is on ${home}, whose accounts do not have it: ${wayOut}` };
  });
}

/** An account that is there may have a size from former times, and only its change would be refused. */
function unknownSize(about: DeclaredMxPlanAccount, live: LiveLegacyDomain): Finding[] {
  const { sizeBytes, domain, exists, emailAddress } = about;
  const sizes = live.allowedSizesBytes;
  if (sizeBytes === undefined || sizes.length === 0 || sizes.includes(sizeBytes)) return [];
  const message = `sizeBytes: OVHcloud does not allow ${sizeBytes} bytes on ${domain}: use one of ${sizes.join(", ")}`;
  const isThere = exists || live.accounts.has(emailAddress);
  return [isThere ? { about, message, severity: "warning" } : { about, message }];
}

function takenAddress(about: DeclaredMxPlanAccount, live: LiveMxPlanDomain): Finding[] {
  const { emailAddress, exists, adopt } = about;
  if (exists || adopt || !live.accounts.has(emailAddress)) return [];
  const message =
    `emailAddress: ${emailAddress} exists already, as an account of this MX Plan: ` +
    "set adopt to true to take it over, or choose another address";
  return [{ about, message }];
}

function isFresh({ exists, emailAddress }: DeclaredMxPlanAccount, live: LiveMxPlanDomain): boolean {
  return !exists && !live.accounts.has(emailAddress);
}

function tooManyAccounts(accounts: readonly DeclaredMxPlanAccount[], live: LiveLegacyDomain): Finding[] {
  if (live.quota === undefined) return [];
  const isCounted = (address: string) => address !== `${BEYOND_QUOTA}@${live.domain.toLowerCase()}`;
  const left = Math.max(live.quota.account - [...live.accounts].filter(isCounted).length, 0);
  const fresh = accounts.filter((one) => isFresh(one, live) && isCounted(one.emailAddress));
  const firstWithout = fresh[left];
  if (firstWithout === undefined) return [];
  const message =
    `emailAddress: this program makes ${fresh.length} new accounts in ${live.domain}, whose offer has room for ${left} ` +
    `more (${live.quota.account} in all): choose a larger offer in the OVHcloud control panel, or declare fewer accounts`;
  return [{ about: firstWithout, message }];
}

/** About the account of this domain that goes without; those of another domain are told there. */
function missingSeats(all: readonly DeclaredMxPlanAccount[], live: LiveNewDomain): Finding[] {
  const fresh = all.filter((one) => live.domains.has(one.domain) && isFresh(one, live));
  const firstWithout = fresh[live.freeAccounts];
  if (firstWithout === undefined || firstWithout.domain !== live.domain.toLowerCase()) return [];
  const message =
    `emailAddress: ${live.service} needs ${fresh.length} free accounts for this program and has ${live.freeAccounts}: ` +
    "choose a larger offer in the OVHcloud control panel, or declare fewer accounts";
  return [{ about: firstWithout, message }];
}

function foreignDomain(about: DeclaredMxPlanAccount, live: LiveNewDomain): Finding[] {
  return about.aliases
    .filter((alias) => !live.domains.has(domainOf(alias)))
    .map((alias) => {
      const known = [...live.domains].join(", ");
      const message =
        `emailAliases: ${live.service} does not have the domain ${domainOf(alias)} of ${alias} (it has ${known}): ` +
        "choose an alias in one of them";
      return { about, message };
    });
}
