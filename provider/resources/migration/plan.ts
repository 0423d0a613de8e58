/** What is still to be done, from what is there. Pure. */

import type { Intent } from "../../definition.js";
import {
  type ImapCopy,
  type MigrationFacts,
  type MigrationInputs,
  type Phase,
  provisionalAddressOf,
} from "./inputs.js";
import type { LiveMigration, Prerequisites } from "./live.js";
import { type Problem, sentenceOf } from "./problems.js";

export type MigrationStep =
  /** Legacy: OVHcloud moves address, mail and all. */
  | { readonly do: "migrate"; readonly prerequisites: Prerequisites }
  | { readonly do: "awaitMigration"; readonly taskId: number }
  /** New: step by step, as the guide has it. */
  | { readonly do: "rename"; readonly accountId: number; readonly to: string }
  /** `isContinued`: a run before this one was stopped, and may have asked for this already. */
  | { readonly do: "configure"; readonly isContinued: boolean; readonly sourceAccountId?: number }
  | { readonly do: "setPassword" }
  | { readonly do: "copy"; readonly imap: ImapCopy }
  | { readonly do: "reset"; readonly emailAddress: string };

type MigrationIntent = Intent<MigrationInputs, MigrationFacts, LiveMigration>;

/** Removing the resource undoes nothing: there is no way back. */
export function planMigration({ desired, actual, recorded }: MigrationIntent): MigrationStep[][] {
  if (desired === undefined || actual === undefined || actual.kept) return [];
  const stages = actual.generation === "legacy" ? planLegacy(actual, recorded) : planNew(desired, actual, recorded);
  const isBegun = recorded?.facts.phase !== undefined || actual.source?.isRenamed === true;
  if (!isBegun) refuse(actual.prerequisites.problems);
  return stages.filter((stage) => stage.length > 0);
}

/** All of them at once, so that one round of repairs is enough. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const listed = problems.map((problem) => `\n  - ${sentenceOf(problem)}`).join("");
  throw new Error(`the migration cannot begin, and nothing was changed:${listed}`);
}

function planLegacy(
  { destination, movingTaskId, prerequisites }: LiveMigration,
  recorded: MigrationIntent["recorded"],
): MigrationStep[][] {
  // Once it is over, the mailbox belongs to its own resource, which may rename it.
  if (destination !== undefined || recorded?.facts.phase === "done") return [];
  if (movingTaskId !== undefined) return [[{ do: "awaitMigration", taskId: movingTaskId }]];
  return [[{ do: "migrate", prerequisites }]];
}

function planNew(
  desired: MigrationInputs,
  live: LiveMigration,
  recorded: MigrationIntent["recorded"],
): MigrationStep[][] {
  const { source, destination } = live;
  const phase = recorded?.facts.phase;
  const mail = planMail(desired, source, phase);
  if (phase !== undefined && phase !== "renamed" && recorded?.memory.passwordPending !== true) return mail;
  const isRenameDue = source !== undefined && !source.isRenamed && destination === undefined;
  return [
    isRenameDue ? [{ do: "rename", accountId: source.account.id, to: provisionalAddressOf(desired) }] : [],
    destination === undefined
      ? [{ do: "configure", isContinued: !isRenameDue, ...(source && { sourceAccountId: source.account.id }) }]
      : [],
    isPasswordDue(live, recorded) ? [{ do: "setPassword" }] : [],
    ...mail,
  ];
}

/** Its step looks again: somebody may use the mailbox already, and then the password that it has stays. */
function isPasswordDue({ source, destination }: LiveMigration, recorded: MigrationIntent["recorded"]): boolean {
  if (destination === undefined) return true;
  // Without its state, a migration whose source is gone has come to its end.
  if (recorded === undefined) return source !== undefined;
  return recorded.facts.phase === "renamed" || recorded.memory.passwordPending === true;
}

/** A source that is gone has nothing left to copy or to reset. */
function planMail(
  desired: MigrationInputs,
  source: LiveMigration["source"],
  phase: Phase | undefined,
): MigrationStep[][] {
  if (source === undefined) return [];
  const { copy } = desired;
  const mustGo = desired.sourceAfterwards === "reset";
  // A source that was kept may have changed since: before its mail is lost, both sides are compared again.
  const isCopied = copy === "external" ? desired.copyDone : phase === "copied" || (phase === "done" && !mustGo);
  const copying: MigrationStep[] = isCopied || copy === "external" ? [] : [{ do: "copy", imap: copy.imap }];
  const isResetDue = mustGo && (isCopied || copying.length > 0);
  return [copying, isResetDue ? [{ do: "reset", emailAddress: resetAddress(desired, source) }] : []];
}

/** Where it is by then. */
function resetAddress(desired: MigrationInputs, { account, isRenamed }: NonNullable<LiveMigration["source"]>): string {
  return isRenamed ? account.primaryEmailAddress.toLowerCase() : provisionalAddressOf(desired);
}
