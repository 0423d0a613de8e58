/** A migration as it stands: what is where, and what is in its way. */

import type { Place } from "../../definition.js";
import { ifPresent } from "../../if-present.js";
import type { Generation, MxPlanDomain } from "../../mxplan-session.js";
import type { ExchangeAccount } from "../../ovh/exchange-models.js";
import type { MxPlanAccount } from "../../ovh/mxplan-models.js";
import { splitAddress } from "../../schemas.js";
import { isFreeSeat } from "../../seats.js";
import type { ExchangeSession, Session } from "../../session.js";
import { findAccount } from "../find-account.js";
import { type Afterwards, afterwards } from "./afterwards.js";
import { type MigrationFacts, type MigrationInputs, provisionalAddressOf } from "./inputs.js";
import { legacyPrerequisites } from "./prerequisites-legacy.js";
import { newPrerequisites } from "./prerequisites-new.js";
import type { Problem } from "./problems.js";

export interface Prerequisites {
  /** All that is in the way; each names the property or the object, and the way out. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

export interface LiveMigration {
  readonly generation: "legacy" | "new";
  /** The mailbox of the destination that carries the address. */
  readonly destination: ExchangeAccount | undefined;
  /** OVHcloud's task that moves it (legacy). */
  readonly movingTaskId: number | undefined;
  /** The source (new), and whether it has its provisional address already. */
  readonly source: { readonly account: MxPlanAccount; readonly isRenamed: boolean } | undefined;
  /** Looked at only before anything is begun. */
  readonly prerequisites: Prerequisites;
  readonly afterwards: Afterwards | undefined;
  /** What is recorded stays; nothing was looked at but the DNS. */
  readonly kept?: boolean;
}

export type MigrationPlace = Place<MigrationInputs, MigrationFacts>;

const NOTHING_IN_THE_WAY: Prerequisites = { problems: [], warnings: [] };

export async function readMigration(session: Session, place: MigrationPlace): Promise<LiveMigration> {
  const { inputs } = place;
  const { domain } = splitAddress(inputs.source);
  const mxPlan = session.mxPlanDomain(domain);
  const exchange = session.exchange(inputs.destination.service);
  const generation = await mxPlan.generation();
  const destination = await mailboxAt(exchange, inputs.source, place.recorded?.facts.destinationAccountId);
  const rest = await (generation.name === "legacy"
    ? readLegacy(session, { place, mxPlan, exchange, destination })
    : readNew(session, { place, generation, exchange, destination }));
  const then = destination === undefined ? undefined : await readAfterwards(exchange, inputs.source, domain);
  return { generation: generation.name, destination, afterwards: then, ...rest };
}

/** A migration stays what it was, whatever becomes of its mailboxes; only the DNS is looked at until it is right. */
export async function keptMigration(
  session: Session,
  { inputs, recorded, purpose }: MigrationPlace,
  generation: LiveMigration["generation"],
): Promise<LiveMigration> {
  const isRight = recorded?.facts.dns?.ok !== false;
  const exchange = session.exchange(inputs.destination.service);
  const { domain } = splitAddress(inputs.source);
  const nothing = {
    destination: undefined,
    movingTaskId: undefined,
    source: undefined,
    prerequisites: NOTHING_IN_THE_WAY,
  };
  const then = isRight || purpose === "removal" ? undefined : await readAfterwards(exchange, inputs.source, domain);
  return { ...nothing, generation, kept: true, afterwards: then };
}

/** Its number outlives a renaming by its own resource. */
async function mailboxAt(exchange: ExchangeSession, address: string, accountId: number | undefined) {
  const found = await findAccount(exchange, [address], accountId);
  return found === undefined || isFreeSeat(found) ? undefined : found;
}

async function readAfterwards({ api }: ExchangeSession, address: string, domain: string) {
  const [found, service] = await Promise.all([ifPresent(api.domains.get(domain)), api.getService()]);
  return found === undefined ? undefined : afterwards(address, found, service.hostname);
}

interface Seen {
  readonly place: MigrationPlace;
  readonly exchange: ExchangeSession;
  readonly destination: ExchangeAccount | undefined;
}

type Rest = Pick<LiveMigration, "movingTaskId" | "source" | "prerequisites">;

async function readLegacy(
  session: Session,
  { place: { inputs, recorded }, mxPlan, exchange, destination }: Seen & { readonly mxPlan: MxPlanDomain },
): Promise<Rest> {
  const none = { movingTaskId: undefined, source: undefined, prerequisites: NOTHING_IN_THE_WAY };
  if (destination !== undefined) return none;
  const movingTaskId = await movingTask(mxPlan, splitAddress(inputs.source).login);
  if (movingTaskId !== undefined || recorded?.facts.phase === "migrating") return { ...none, movingTaskId };
  return { ...none, prerequisites: await legacyPrerequisites(session, { inputs, mxPlan, exchange }) };
}

/** A guess: OVHcloud has two names for it, and does not say which one such a task bears. */
const MOVING: ReadonlySet<string> = new Set(["migration", "internalMigration"]);

/** No route shows a migration; its task does. */
export async function movingTask({ api }: MxPlanDomain, accountName: string): Promise<number | undefined> {
  for (const id of await api.tasks.listOfAccounts({ name: accountName })) {
    const task = await ifPresent(api.tasks.getOfAccount(id));
    if (task !== undefined && task.name === accountName && MOVING.has(task.action)) return id;
  }
  return undefined;
}

async function readNew(
  session: Session,
  { place, generation, exchange, destination }: Seen & { readonly generation: Extract<Generation, { name: "new" }> },
): Promise<Rest> {
  const { inputs, recorded } = place;
  const { service } = generation;
  const source = await findSource(place, service);
  // Its source may be reset by now, and its state lost.
  const isOver = source === undefined && destination !== undefined;
  const isBegun = recorded?.facts.phase !== undefined || source?.isRenamed === true || isOver;
  const prerequisites = isBegun
    ? NOTHING_IN_THE_WAY
    : await newPrerequisites(session, { inputs, service, exchange, source: source?.account, destination });
  return { movingTaskId: undefined, source, prerequisites };
}

/** By its number where that is known, else at its address, else at the provisional one that a killed run gave it. */
async function findSource(
  { inputs, recorded }: MigrationPlace,
  { api, directory }: Extract<Generation, { name: "new" }>["service"],
): Promise<LiveMigration["source"]> {
  const provisional = provisionalAddressOf(inputs);
  const { sourceAccountId } = recorded?.facts ?? {};
  for (const address of [inputs.source, provisional]) {
    const account = await ifPresent(api.getAccount(address));
    if (account === undefined || (sourceAccountId !== undefined && account.id !== sourceAccountId)) continue;
    return { account, isRenamed: address === provisional };
  }
  if (sourceAccountId === undefined) return undefined;
  const elsewhere = await directory.accountWith(sourceAccountId);
  const isGone = elsewhere === undefined || isFreeSeat(elsewhere);
  return isGone ? undefined : { account: elsewhere, isRenamed: true };
}
