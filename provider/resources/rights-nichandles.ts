/** Delegation in the legacy MX Plan: to other customers of OVHcloud, by nichandle. Given and taken at once, without tasks. */

import { ifPresent } from "../if-present.js";
import type { MxPlanDomain } from "../mxplan-session.js";
import { UnauthorizedError } from "../ovh/errors.js";
import { splitAddress } from "../schemas.js";
import type { Session } from "../session.js";
import { CUSTOMER_RIGHTS, type Grants, MAILBOX_RIGHTS, type Right } from "./rights.js";
import { NO_DELEGATION } from "./rights-mxplan.js";
import {
  type DelegationTarget,
  type Key,
  type LiveTarget,
  type RightsPlace,
  type Seen,
  sameKey,
} from "./rights-place.js";

/** What differs between all accounts of a domain and one of them. */
interface Delegated {
  readonly target: LiveTarget;
  readonly id: string;
  readonly pointAt: DelegationTarget;
  readonly absent: string;
  readonly list: () => Promise<string[]>;
  readonly add: (nichandle: string) => Promise<unknown>;
  readonly remove: (nichandle: string) => Promise<unknown>;
}

export function domainDelegation(session: Session, mxPlanDomain: string): RightsPlace {
  const domain = session.mxPlanDomain(mxPlanDomain);
  const { acl } = domain.api;
  return nichandleRights(session, domain, {
    target: { type: "mxPlanDomain", id: mxPlanDomain, name: mxPlanDomain },
    id: `${mxPlanDomain}/acl/delegation`,
    pointAt: { mxPlanDomain },
    absent: `OVHcloud shows no delegations of ${mxPlanDomain}: correct the domain`,
    list: () => explained(mxPlanDomain, acl.list()),
    add: (nichandle) => acl.add(nichandle),
    remove: (nichandle) => acl.remove(nichandle),
  });
}

export function accountDelegation(session: Session, mxPlanAccount: string): RightsPlace {
  const { login, domain: name } = splitAddress(mxPlanAccount);
  const domain = session.mxPlanDomain(name);
  const { delegation } = domain.api;
  return nichandleRights(session, domain, {
    target: { type: "mxPlanAccount", id: mxPlanAccount, name: mxPlanAccount },
    id: `${name}/account/${login}/delegation`,
    pointAt: { mxPlanAccount },
    absent: `${name} has no mailbox ${mxPlanAccount}. Declare it as an MxPlanAccount, or correct the address`,
    list: () => delegation.list(login),
    add: (nichandle) => delegation.add(login, nichandle),
    remove: (nichandle) => delegation.remove(login, nichandle),
  });
}

function nichandleRights(session: Session, domain: MxPlanDomain, delegated: Delegated): RightsPlace {
  const { target, list, add, remove } = delegated;
  const holders = async () => {
    const nichandles = await ifPresent(list());
    return nichandles && managers(nichandles);
  };
  const look = async (): Promise<Seen | undefined> => {
    const rightsByKey = await holders();
    return rightsByKey && { target, rightsByKey };
  };
  return {
    tasks: () => domain.accountTasks(),
    listTasks: async () => [],
    tasksOn: async () => [],
    targetOf: async () => {
      await refuseNewGeneration(domain);
      return target;
    },
    lookFor: look,
    absent: delegated.absent,
    rightsOn: () => CUSTOMER_RIGHTS,
    whyNot: () =>
      `${domain.name} is on the legacy MX Plan, which does not have ${MAILBOX_RIGHTS.join(", ")}. There, "manage" is given to ` +
      'another customer of OVHcloud, such as { "ab12345-ovh": ["manage"] }',
    refuse: (desired, seen) => refuseOwn(session, desired, seen),
    holders,
    holds: async (_target, _right, key) => (await list()).some((nichandle) => sameKey(nichandle, key)),
    grant: async (_target, _right, key) => {
      await add(String(key));
      return undefined;
    },
    revoke: async (_target, _right, key) => {
      await ifPresent(remove(String(key)));
      return undefined;
    },
    namesOf: async (keys) => new Map(keys.map((key) => [key, String(key).toLowerCase()])),
    keysOf: async (names) => Object.fromEntries(names.map((name) => [name, name])),
    unknownDelegate: "OVHcloud has no such customer",
    hint: async (error) =>
      error instanceof UnauthorizedError
        ? ""
        : ". Check that this is the identifier of an OVHcloud customer, as it stands in the control panel of that customer",
    idOf: () => delegated.id,
    pointAt: () => delegated.pointAt,
  };
}

/** One customer in two spellings is one customer. */
function managers(nichandles: readonly string[]): Map<Key, Right[]> {
  const found = new Map<string, string>();
  for (const nichandle of nichandles) {
    if (!found.has(nichandle.toLowerCase())) found.set(nichandle.toLowerCase(), nichandle);
  }
  return new Map([...found.values()].map((nichandle) => [nichandle, ["manage"]]));
}

async function refuseNewGeneration(domain: MxPlanDomain): Promise<void> {
  const generation = await domain.generation();
  if (generation.name === "legacy") return;
  throw new Error(
    `on: the accounts of ${domain.name} are on ${generation.service.name}, and ${NO_DELEGATION}. Take the delegation out, ` +
      `or give ${MAILBOX_RIGHTS.join(", ")} on single accounts, on: { mxPlanAccount }`,
  );
}

/** Whoever has the right already keeps it. */
async function refuseOwn(session: Session, desired: Grants, { rightsByKey }: Seen): Promise<void> {
  const holders = [...rightsByKey.keys()];
  const fresh = Object.keys(desired).filter((name) => !holders.some((holder) => sameKey(holder, name)));
  const own = fresh.length === 0 ? undefined : await ownNichandle(session);
  if (own === undefined || !fresh.includes(own)) return;
  throw new Error(
    `grants[${JSON.stringify(own)}]: these credentials belong to ${own}, and nobody can delegate to themselves: take it out`,
  );
}

/** Undefined: the credentials may not ask. Then OVHcloud is left to judge. */
async function ownNichandle(session: Session): Promise<string | undefined> {
  try {
    return await session.ownNichandle();
  } catch (error) {
    if (error instanceof UnauthorizedError) return undefined;
    throw error;
  }
}

/** OVHcloud's panel offers the delegation of a whole domain to these contacts alone. */
async function explained<T>(domain: string, asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    throw new Error(
      `on: these credentials may not see to whom all accounts of ${domain} are delegated. That is for the administrative ` +
        `and the technical contact of the MX Plan: use credentials of one of them. ${error.message}`,
      { cause: error },
    );
  }
}
