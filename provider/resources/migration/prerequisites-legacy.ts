/** What a migration of the legacy MX Plan needs, asked all at once and told all at once. */

import { ifPresent } from "../../if-present.js";
import type { MxPlanDomain } from "../../mxplan-session.js";
import type { Migration } from "../../ovh/domain-bodies.js";
import { NotFoundError } from "../../ovh/errors.js";
import { splitAddress } from "../../schemas.js";
import { type ExchangeSession, parseServiceName, type Session } from "../../session.js";
import { type CheckResult, judgeCheck } from "./codes.js";
import type { MigrationInputs } from "./inputs.js";
import type { Prerequisites } from "./live.js";
import { missingContacts, missingDomain, missingPassword } from "./prerequisites.js";
import type { Obstacle, Problem } from "./problems.js";

export interface LegacyParts {
  readonly inputs: MigrationInputs;
  readonly mxPlan: MxPlanDomain;
  readonly exchange: ExchangeSession;
}

/** OVHcloud's guide, in the words of the one who has to decide. */
const IRREVERSIBLE =
  "confirmIrreversible: a migration of the legacy MX Plan cannot be stopped or undone once it has begun. The old mailbox is " +
  "no longer reachable from then on and is deleted within 15 days; its mail, and what arrives meanwhile, comes to the new " +
  "one. Filters, responders and mailing lists do not come along, and mail programs must be set up again. " +
  "Choose a quiet hour, and set confirmIrreversible to true";

export async function legacyPrerequisites(session: Session, parts: LegacyParts): Promise<Prerequisites> {
  const { inputs, mxPlan, exchange } = parts;
  const { login, domain } = splitAddress(inputs.source);
  if (!(await isThere(mxPlan, login))) {
    const what = `source: ${domain} has no mailbox ${inputs.source}`;
    return { problems: [{ kind: "MxPlanAccount", what }, ...undecided(inputs)], warnings: [] };
  }
  const [contacts, noDomain, forwards, responder, lists, { target, judged }] = await Promise.all([
    missingContacts(session, inputs, { mxPlan, exchange }),
    missingDomain(exchange, inputs),
    redirectionsFrom(parts),
    mxPlan.api.responders.list({ account: login }),
    mxPlan.api.listMailingLists({ name: login }),
    checkedTarget(parts, (offered) => exchange.seats.unreserved(offered)),
  ]);
  const named = [...forwards, ...respondersOf(responder, login, inputs), ...listsOf(lists, login, inputs)];
  const problems: Problem[] = [
    ...contacts,
    ...noDomain,
    ...named,
    ...(typeof target === "string" ? [target] : []),
    ...(judged?.problems ?? []),
    ...undecided(inputs),
  ];
  return { problems, warnings: judged?.warnings ?? [] };
}

/** What the program alone has to say. */
function undecided(inputs: MigrationInputs): string[] {
  return [...missingPassword(inputs), ...(inputs.confirmIrreversible ? [] : [IRREVERSIBLE])];
}

/** A list may be minutes old: only what it names is believed. */
async function isThere({ api }: MxPlanDomain, accountName: string): Promise<boolean> {
  const listed = await api.listAccounts({ accountName });
  if (listed.some((one) => one.toLowerCase() === accountName)) return true;
  return (await ifPresent(api.getAccount(accountName))) !== undefined;
}

const KNOWN = new Set(["FORWARD_EXIST", "FORWARD_LOCAL", "MAILINGLIST_EXIST", "RESPONDER_EXIST"]);
const known = (code: string): boolean => KNOWN.has(code);

/** People remember a handful; the number of calls stays small too. */
const NAMED_MAX = 10;

async function redirectionsFrom({ inputs, mxPlan: { api } }: LegacyParts): Promise<Obstacle[]> {
  const ids = await api.redirections.list({ from: inputs.source });
  const found = await Promise.all(ids.slice(0, NAMED_MAX).map((id) => ifPresent(api.redirections.get(id))));
  return found.flatMap((one) =>
    one === undefined || one.from.toLowerCase() !== inputs.source
      ? []
      : [
          {
            kind: "MxPlanRedirection",
            to: one.to.toLowerCase(),
            what: `source: there is a redirection from ${inputs.source} to ${one.to}`,
          },
        ],
  );
}

/** OVHcloud's guide says that a responder must not be there; its panel, that it is left behind. So it must go first. */
function respondersOf(found: readonly string[], login: string, { source }: MigrationInputs): Obstacle[] {
  if (!found.some((one) => one.toLowerCase() === login)) return [];
  return [{ kind: "MxPlanResponder", what: `source: ${source} has a responder` }];
}

function listsOf(found: readonly string[], login: string, { source }: MigrationInputs): string[] {
  const isList = found.some((one) => one.toLowerCase() === login);
  return isList ? [`source: ${source} is a mailing list, which cannot be migrated`] : [];
}

type Choice = (offered: readonly string[]) => string | undefined;

/** Somebody else may take a free account between our look and our call; so many times in a row is no accident. */
const SEATS_MAX = 5;

interface CheckedTarget {
  readonly target: Migration | string;
  /** What OVHcloud's own check says of it. */
  readonly judged?: CheckResult;
}

/**
 * The way of this mailbox, with what OVHcloud says of it. A free account that somebody is taking at this moment may be
 * offered still, and is not to be found.
 *
 * @param choose one of the free accounts
 */
export async function checkedTarget(
  parts: LegacyParts,
  choose: Choice,
  giveBack: (address: string) => void = () => {},
): Promise<CheckedTarget> {
  const gone = new Set<string>();
  for (;;) {
    const target = await findTarget(parts, (offered) => choose(offered.filter((one) => !gone.has(one))));
    if (typeof target === "string") return { target };
    const address = target.destinationEmailAddress;
    try {
      return { target, judged: judgeCheck(await parts.mxPlan.api.migration.check(target), known) };
    } catch (error) {
      giveBack(address);
      gone.add(address);
      if (!(error instanceof NotFoundError) || gone.size >= SEATS_MAX) throw error;
    }
  }
}

/**
 * The way of this mailbox, or why there is none. OVHcloud's panel sends the service here, or its organization.
 *
 * @param choose one of the free accounts
 */
async function findTarget({ inputs, mxPlan: { api } }: LegacyParts, choose: Choice): Promise<Migration | string> {
  const { service, freeAccount } = inputs.destination;
  const accountName = splitAddress(inputs.source).login;
  const { organizationName, exchangeService } = parseServiceName(service);
  const offered = await api.migration.listServices(accountName);
  const name = [exchangeService, organizationName].find((one) => offered.includes(one));
  if (name === undefined) {
    const known = offered.join(", ") || "none";
    return `destination.service: OVHcloud does not offer ${service} as a destination of ${inputs.source} (it offers ${known})`;
  }
  const seats = await api.migration.listDestinations(accountName, name);
  const isMeant = (seat: string) => freeAccount === undefined || seat.toLowerCase() === freeAccount.toLowerCase();
  const seat = choose(seats.filter(isMeant));
  if (seat !== undefined) return { accountName, destinationServiceName: name, destinationEmailAddress: seat };
  return freeAccount === undefined
    ? `destination.service: ${service} has no free account: order one in the OVHcloud control panel, and leave it as it is`
    : `destination.freeAccount: ${freeAccount} is not free on ${service} (free: ${seats.join(", ") || "none"})`;
}
