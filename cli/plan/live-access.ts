/** The rights that are really there, where the preview touches some: what exclusive mode would take back unseen. */

import { atOnce } from "../../provider/at-once.js";
import {
  type EffectiveRightsResult,
  type RightsQuestion,
  readEffectiveRights,
} from "../../provider/functions-rights.js";
import { AbsentTargetError } from "../../provider/resources/delegation-read.js";
import type { Session } from "../../provider/session.js";
import { givenBy, type Held, isKnown, normalName, type Target } from "./access.js";
import type { Box } from "./boxes.js";
import type { Mailbox } from "./model.js";
import type { LiveRights } from "./reach.js";
import type { Preview } from "./read-preview.js";

export interface LiveView {
  readonly rights: LiveRights;
  /** What each of them is. */
  readonly kinds: ReadonlyMap<string, Mailbox["kind"]>;
  /** Domains of the services that the program names. */
  readonly domains: readonly string[];
  /** The identifier of the customer of these credentials. */
  readonly customer: string | undefined;
}

interface Look {
  /** After the change: what is told is told under that name. */
  readonly key: string;
  readonly question: RightsQuestion;
}

/** All at once: the session's limiter says how fast. */
export async function readLiveView(session: Session, preview: Preview, boxes: readonly Box[]): Promise<LiveView> {
  const [found, domains, customer] = await Promise.all([
    atOnce(looksFor(preview, boxes), ({ key, question }) => look(session, key, question)),
    Promise.all(servicesIn(preview).map((service) => session.exchange(service).api.domains.list())),
    hasCustomerRights(preview) ? session.ownNichandle() : undefined,
  ]);
  const seen = found.filter((one) => one !== undefined);
  return {
    rights: new Map(seen.map(({ key, held }) => [key, held])),
    kinds: new Map(seen.map(({ key, kind }) => [key, kind])),
    domains: domains.flat(),
    customer,
  };
}

/** Where rights change on what exists: in the program's own account, at the address that it has now. */
function looksFor(preview: Preview, boxes: readonly Box[]): Look[] {
  const formerKeys = new Map(
    boxes.flatMap(({ key, formerKey }) => (formerKey === undefined ? [] : [[key, formerKey]])),
  );
  const fresh = new Set(boxes.filter(({ change, adopts }) => change === "created" && !adopts).map(({ key }) => key));
  for (const { key, change } of boxes) if (change === "deleted") fresh.delete(key);
  const concerned = preview.resources.filter(
    ({ kind, isSame, isElsewhere }) => kind === "Delegation" && !isSame && !isElsewhere,
  );
  const looks = concerned.flatMap((resource) =>
    [givenBy(resource, resource.before), givenBy(resource, resource.after)].flatMap((given): Look[] => {
      if (given === undefined || fresh.has(given.target.key)) return [];
      const now = formerKeys.get(given.target.key) ?? given.target.key;
      const question = questionOf(given.target, now);
      return question === undefined ? [] : [{ key: now, question }];
    }),
  );
  return [...new Map(looks.map((one) => [one.key, one])).values()];
}

function questionOf({ kind, service }: Target, address: string): RightsQuestion | undefined {
  if (kind === "mxPlanDomain") return { mxPlanDomain: address };
  if (kind === "mxPlanAccount") return { mxPlanAccount: address };
  return service === undefined ? undefined : { service, emailAddress: address };
}

function servicesIn({ resources }: Preview): string[] {
  const own = resources.filter(({ isElsewhere }) => !isElsewhere);
  const services = own.flatMap((resource) => {
    const { service } = resource.after ?? resource.before ?? {};
    return [service, givenBy(resource, resource.after)?.target.service];
  });
  return [...new Set(services.filter(isKnown))].sort();
}

function hasCustomerRights({ resources }: Preview): boolean {
  return resources.some((resource) =>
    [resource.before, resource.after].some((values) =>
      givenBy(resource, values)?.held.some(({ right }) => right === "manage"),
    ),
  );
}

interface Seen {
  readonly key: string;
  readonly held: readonly Held[];
  readonly kind: Mailbox["kind"];
}

const KINDS = {
  ExchangeAccount: "account",
  SharedMailbox: "sharedMailbox",
  ContactGroup: "group",
  MxPlanAccount: "mxPlanAccount",
  MxPlanDomain: "mxPlanDomain",
} as const satisfies Record<EffectiveRightsResult["kind"], Mailbox["kind"]>;

async function look(session: Session, key: string, question: RightsQuestion): Promise<Seen | undefined> {
  const found = await presentRights(session, question);
  return found === undefined ? undefined : { key, held: ownRights(found), kind: KINDS[found.kind] };
}

/** The program may name what is still to be made by other means. */
async function presentRights(session: Session, question: RightsQuestion): Promise<EffectiveRightsResult | undefined> {
  try {
    return await readEffectiveRights(session, question);
  } catch (error) {
    if (error instanceof AbsentTargetError) return undefined;
    throw error;
  }
}

/** On the legacy MX Plan, without those that come from the whole domain. */
function ownRights({ grants, delegations }: EffectiveRightsResult): Held[] {
  const [own] = delegations;
  if (own !== undefined) return own.delegates.map((person) => ({ person: normalName(person), right: "manage" }));
  return Object.entries(grants).flatMap(([person, rights]) =>
    rights.map((right) => ({ person: person.startsWith("account ") ? person : normalName(person), right })),
  );
}
