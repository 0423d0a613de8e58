/** The move of one mailbox from MX Plan to Exchange. What has begun is never begun again. */

import type { Definition, Work } from "../../definition.js";
import { splitAddress } from "../../schemas.js";
import type { Session } from "../../session.js";
import { containsUnknown, sameValue, type Values } from "../../values.js";
import { copyMail, externalCopyAdvice } from "./copy.js";
import { type MigrationFacts, type MigrationInputs, migrationFields, migrationRules, type Phase } from "./inputs.js";
import { keptMigration, type LiveMigration, type MigrationPlace, readMigration } from "./live.js";
import { awaitMigration, migrate, migrationId, presentPassword } from "./perform-legacy.js";
import { configure, passwordOf, rename, reset, setPassword } from "./perform-new.js";
import { type MigrationStep, planMigration } from "./plan.js";

export type MigrationWork = Work<MigrationInputs, MigrationFacts>;

/** OVHcloud's guide: its reads lag for long after a migration. */
const SETTLE_TIMEOUT_MS = 30 * 60_000;

export const accountMigration: Definition<MigrationInputs, MigrationFacts, LiveMigration, MigrationStep> = {
  kind: "AccountMigration",
  title: ({ source }) => `the migration of ${source}`,
  tasks: async (session, { source, destination }) => {
    const mxPlan = session.mxPlanDomain(splitAddress(source).domain);
    const isLegacy = (await mxPlan.generation()).name === "legacy";
    return isLegacy ? mxPlan.accountTasks() : session.exchange(destination.service).tasks;
  },
  fields: migrationFields,
  alsoReplaced: ({ inputs, facts }, desired) => {
    refuseNewAim(inputs, facts.phase, desired);
    return [];
  },
  rules: migrationRules,
  secretOutputs: ["password", "sourcePassword", "initialPassword"],
  holdsMail: false,
  adopts: () => true,
  read,
  plan: planMigration,
  prepare,
  perform,
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  pendingTask: ({ destination }) => destination?.taskPendingId || undefined,
  id: migrationId,
  inputsFrom: (_, { inputs }) => inputs,
  factsFrom,
};

async function read(session: Session, place: MigrationPlace): Promise<LiveMigration> {
  const { recorded, purpose } = place;
  const generation = recorded?.facts.generation;
  if (purpose === "change" || generation === undefined) return readMigration(session, place);
  return keptMigration(session, place, generation);
}

/** A password that cannot be read is told before anything has begun. */
async function prepare(steps: readonly MigrationStep[], work: MigrationWork): Promise<void> {
  if (steps.some((step) => step.do === "migrate")) await presentPassword(work);
  if (steps.some((step) => step.do === "setPassword")) await passwordOf(work);
}

async function perform(step: MigrationStep, work: MigrationWork): Promise<void> {
  switch (step.do) {
    case "migrate":
      return migrate(step, work);
    case "awaitMigration":
      return awaitMigration(step.taskId, work);
    case "rename":
      return rename(step.accountId, step.to, work);
    case "configure":
      return configure(step, work);
    case "setPassword":
      return setPassword(work);
    case "copy":
      return copyMail(step.imap, work);
    case "reset":
      return reset(step.emailAddress, work);
  }
}

/** Half-way between two aims, a mailbox would be left behind. */
function refuseNewAim(inputs: MigrationInputs, phase: Phase | undefined, desired: Values): void {
  if (phase === "done" || phase === undefined) return;
  const isSame = sameValue(desired.source, inputs.source) && sameValue(desired.destination, inputs.destination);
  if (isSame || containsUnknown([desired.source, desired.destination])) return;
  throw new Error(
    `source, destination: the migration of ${inputs.source} to ${inputs.destination.service} has begun (${phase}) and must come ` +
      "to its end before another one can take its place: put both back as they were",
  );
}

function factsFrom(
  { kept, generation, destination, source, afterwards }: LiveMigration,
  recorded: Partial<MigrationFacts>,
  inputs: MigrationInputs,
): MigrationFacts {
  const isWaiting = generation === "new" && source !== undefined && inputs.copy === "external" && !inputs.copyDone;
  const phase = kept && recorded.phase !== undefined ? recorded.phase : isWaiting ? "awaitingCopy" : "done";
  const then = { ...recorded, ...afterwards };
  return {
    ...then,
    generation,
    phase,
    nextStep: nextStep(phase, then, inputs),
    warnings: recorded.warnings ?? [],
    ...(destination === undefined ? {} : { destinationAccountId: destination.id }),
  };
}

function nextStep(phase: Phase, { dns }: Partial<MigrationFacts>, inputs: MigrationInputs): string {
  if (phase === "awaitingCopy") return externalCopyAdvice(inputs);
  return (dns?.records ?? []).flatMap(({ fix }) => (fix === "" ? [] : [fix])).join("; ");
}
