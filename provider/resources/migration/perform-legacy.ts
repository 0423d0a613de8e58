/** The way of the legacy MX Plan: one call that cannot be taken back, and a long wait. */

import { COMMIT_WINDOW_MS, ifPresent } from "../../if-present.js";
import type { Migration } from "../../ovh/domain-bodies.js";
import { OutcomeUnknownError } from "../../ovh/errors.js";
import type { Secret } from "../../ovh/secret.js";
import { splitAddress } from "../../schemas.js";
import type { Session } from "../../session.js";
import { messageOf } from "../../values.js";
import { type ObtainedPassword, passwordFor } from "../mailbox-password.js";
import type { MigrationWork } from "./account-migration.js";
import type { MigrationInputs } from "./inputs.js";
import { movingTask, type Prerequisites } from "./live.js";
import { refuse } from "./plan.js";
import { checkedTarget, type LegacyParts, legacyPrerequisites } from "./prerequisites-legacy.js";

/** OVHcloud's guide: from some minutes to several hours, by the amount of mail. */
const MOVE_TIMEOUT_MS = 24 * 60 * 60_000;
/** OVHcloud's panel says of what passes by itself: some minutes. */
const PASSING_TIMEOUT_MS = 30 * 60_000;
const PASSING_PAUSE_MS = 20_000;
/** Somebody else may take a free account between our look and our call; so many times in a row is no accident. */
const SEATS_MAX = 5;

export async function migrate(
  { prerequisites }: { readonly prerequisites: Prerequisites },
  work: MigrationWork,
): Promise<void> {
  const parts = partsOf(work.session, work.inputs);
  // A run before this one has begun, and it came to nothing: whatever has changed since is looked at again.
  const isSecond = work.facts.phase === "migrating";
  const { problems, warnings } = isSecond ? await legacyPrerequisites(work.session, parts) : prerequisites;
  refuse(problems);
  work.learn({ warnings });
  const { password } = await presentPassword(work);
  for (let count = 0; count < SEATS_MAX; count++) {
    const target = await readyTarget(work.session, parts);
    if (await isAccepted(target, password, parts, work)) return;
  }
  const { service } = work.inputs.destination;
  throw new Error(`destination.service: others take the free accounts of ${service} at this moment: try again`);
}

/** False when the free account went to somebody else. */
async function isAccepted(
  target: Migration,
  password: Secret,
  parts: LegacyParts,
  work: MigrationWork,
): Promise<boolean> {
  try {
    const task = await parts.mxPlan.api.migration.start(target, password);
    begun(work);
    watchMove(task.id, work);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) {
      // Delivered twice, and the second one refused: its free account must go to nobody else.
      const movingId = await movingTask(parts.mxPlan, target.accountName).catch(() => undefined);
      if (movingId !== undefined) {
        awaitMigration(movingId, work);
        return true;
      }
      if (!(await isOffered(target, parts))) return false;
      parts.exchange.seats.release(target.destinationEmailAddress);
      throw explained(error, work);
    }
    // From here on the state remembers that it may have begun, so that nothing is asked twice.
    begun(work);
    const taskId = await moveOfLostCall(work.session, parts);
    if (taskId === undefined) throw error;
    if (taskId !== "over") watchMove(taskId, work);
  }
  return true;
}

/** What cannot be asked explains nothing. */
async function isOffered(target: Migration, { mxPlan: { api } }: LegacyParts): Promise<boolean> {
  const { accountName, destinationServiceName, destinationEmailAddress } = target;
  const seats = await api.migration.listDestinations(accountName, destinationServiceName).catch(() => undefined);
  return seats === undefined || seats.includes(destinationEmailAddress);
}

export function awaitMigration(taskId: number, work: MigrationWork): void {
  begun(work);
  watchMove(taskId, work);
}

/** The same for all steps of a run. */
export function presentPassword(work: MigrationWork): Promise<ObtainedPassword> {
  return passwordFor(work, () => {
    throw new Error("password: a migration needs the present password of the mailbox");
  });
}

function begun(work: MigrationWork): void {
  work.accepted(migrationId(work.inputs), { generation: "legacy", phase: "migrating" });
}

export function migrationId({ source }: MigrationInputs): string {
  return `migration/${source}`;
}

function watchMove(taskId: number, work: MigrationWork): void {
  const { source, destination } = work.inputs;
  work.task(taskId, `the migration of ${source} to ${destination.service}`, { timeoutMs: MOVE_TIMEOUT_MS });
}

function partsOf(session: Session, inputs: MigrationInputs): LegacyParts {
  const mxPlan = session.mxPlanDomain(splitAddress(inputs.source).domain);
  return { inputs, mxPlan, exchange: session.exchange(inputs.destination.service) };
}

/** With a free account that nobody else in this process gets. Waits for what passes by itself. */
async function readyTarget({ clock }: Session, parts: LegacyParts): Promise<Migration> {
  const startedAt = clock.now();
  for (;;) {
    const { seats } = parts.exchange;
    const release = (address: string) => seats.release(address);
    const { target, judged } = await checkedTarget(parts, (offered) => seats.reserve(offered), release);
    if (typeof target === "string") throw new Error(target);
    const passing = judged?.passing ?? [];
    if (passing.length === 0) return target;
    release(target.destinationEmailAddress);
    if (clock.now() - startedAt >= PASSING_TIMEOUT_MS) {
      throw new Error(
        `source: ${passing.join("; ")}. It has not passed for ${PASSING_TIMEOUT_MS / 60_000} minutes: try again later`,
      );
    }
    await clock.sleep(PASSING_PAUSE_MS);
  }
}

const LOOK_PAUSE_MS = 2_000;

/** After a lost answer: its task, or "over" where the address is on the destination already. */
async function moveOfLostCall(
  { clock }: Session,
  { inputs, mxPlan, exchange }: LegacyParts,
): Promise<number | "over" | undefined> {
  const startedAt = clock.now();
  for (;;) {
    const taskId = await movingTask(mxPlan, splitAddress(inputs.source).login);
    if (taskId !== undefined) return taskId;
    if ((await ifPresent(exchange.api.getAccount(inputs.source))) !== undefined) return "over";
    if (clock.now() - startedAt >= COMMIT_WINDOW_MS) return undefined;
    await clock.sleep(LOOK_PAUSE_MS);
  }
}

function explained(error: unknown, { inputs }: MigrationWork): unknown {
  const message = messageOf(error);
  return new Error(
    `OVHcloud refused to migrate ${inputs.source} to ${inputs.destination.service}, and nothing was changed: ${message}. ` +
      "Where it says that the password is wrong: give the present password of the mailbox",
    { cause: error },
  );
}
