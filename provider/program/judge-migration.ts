/** What is in the way of each migration, who declares it, and who will do what. */

import { type MigrationInputs, provisionalAddressOf } from "../resources/migration/inputs.js";
import type { LiveMigration } from "../resources/migration/live.js";
import { type Obstacle, type Problem, sentenceOf } from "../resources/migration/problems.js";
import type { Declared, Finding } from "./declared.js";
import {
  type DeclaredMigration,
  type DeclaredRedirection,
  type DeclaredResponder,
  isMxPlanAccount,
  isRedirection,
  isResponder,
} from "./declared-mxplan.js";
import type { LookedAt } from "./live-migration.js";

/** @param declared the whole program: it may declare what is in the way */
export function judgeMigrations(looked: readonly LookedAt[], declared: readonly Declared[]): Finding[] {
  return looked.flatMap(({ about, found }) =>
    typeof found === "string" ? [{ about, message: found }] : judge(about, found, declared),
  );
}

function judge(about: DeclaredMigration, found: LiveMigration, declared: readonly Declared[]): Finding[] {
  const { emailAddress: source, inputs } = about;
  if (inputs === undefined) return [];
  if (found.generation === "legacy" && found.destination !== undefined) return [arrived(about, inputs)];
  const isMade = declared.filter(isMxPlanAccount).some((one) => one.emailAddress === source);
  const problems = found.prerequisites.problems.filter((problem) => !(isMade && isAbsence(problem)));
  const inTheWay = obstaclesOf(about, found, declared);
  const told = problems.flatMap((problem) => {
    const declaring = inTheWay.find((one) => isMeant(problem, one));
    return { about, message: sentenceOf(problem, declaring === undefined ? undefined : nameOf(declaring)) };
  });
  const ahead = inTheWay
    .filter((one) => !problems.some((problem) => isMeant(problem, one)))
    .map((one) => ({ about, message: sentenceOf(aheadOf(source, one), nameOf(one)) }));
  return [...told, ...ahead, ...leftBehind(about, found), courseOf(about, inputs, found)];
}

/** A run whose state was lost finds it so, and so does one before which somebody else has taken the address. */
function arrived(about: DeclaredMigration, { source, destination }: MigrationInputs): Finding {
  const message =
    `source: ${source} is a mailbox of ${destination.service} already, so nothing will be moved. Where its mail did not come ` +
    "there by a migration, copy it before the old mailbox goes";
  return { about, message, severity: "warning" };
}

function isAbsence(problem: Problem): boolean {
  return typeof problem !== "string" && problem.kind === "MxPlanAccount";
}

type Declaring = DeclaredRedirection | DeclaredResponder;

function obstaclesOf({ emailAddress: source }: DeclaredMigration, found: LiveMigration, declared: readonly Declared[]) {
  const responders = found.generation === "legacy" ? declared.filter(isResponder) : [];
  return [
    ...declared.filter(isRedirection).filter(({ from }) => from === source),
    ...responders.filter(({ emailAddress }) => emailAddress === source),
  ];
}

function isMeant(problem: Problem, one: Declaring): boolean {
  if (typeof problem === "string" || problem.kind !== one.kind) return false;
  return problem.to === undefined || (isRedirection(one) && one.to === problem.to);
}

/** It is not there yet, and the program makes it. */
function aheadOf(source: string, one: Declaring): Obstacle {
  const what = isRedirection(one) ? `a redirection from ${source} to ${one.to}` : `a responder of ${source}`;
  return {
    kind: one.kind,
    what: `source: nothing may forward or answer mail of what moves, and there will be ${what}`,
  };
}

function nameOf(one: Declaring): string {
  return one.name ?? (isRedirection(one) ? one.from : one.emailAddress);
}

/** OVHcloud's guide and panel for the legacy MX Plan; a copy over IMAP knows nothing but mail and folders. */
function leftBehind(about: DeclaredMigration, { generation, destination, prerequisites }: LiveMigration): Finding[] {
  if (destination !== undefined) return [];
  const found = prerequisites.warnings.length === 0 ? "" : ` (OVHcloud found: ${prerequisites.warnings.join("; ")})`;
  const what =
    generation === "legacy"
      ? "filters, responders and mailing lists do not come along"
      : "only its mail, its folders and its names come along: what its user has set in the webmail, such as filters, does not";
  return [{ about, severity: "warning", message: `source: ${about.emailAddress} moves, and ${what}${found}` }];
}

function courseOf(about: DeclaredMigration, inputs: MigrationInputs, found: LiveMigration): Finding {
  const { source } = inputs;
  const message =
    found.generation === "legacy"
      ? `OVHcloud moves the address and the mail of ${source} by itself, in minutes or hours, and "pulumi up" waits for it. ` +
        "Its mail programs must be set up again by their users"
      : `"pulumi up" ${courseOnNew(inputs, found)}`;
  return { about, severity: "info", message };
}

const AFTERWARDS: Readonly<Record<string, string>> = {
  keep: "the source is kept",
  reset: "the source is reset, and the mail in it is lost",
};

function courseOnNew(inputs: MigrationInputs, { source: found, destination: there }: LiveMigration): string {
  const { source, destination, copy, copyDone, sourceAfterwards } = inputs;
  const provisional = provisionalAddressOf(inputs);
  const arriving = `gives ${source} to a free account of ${destination.service}`;
  const first = found?.isRenamed
    ? `goes on with ${source}, which is renamed to ${provisional} already${there === undefined ? `, ${arriving}` : ""}`
    : `renames ${source} to ${provisional}, ${arriving}`;
  const after = AFTERWARDS[sourceAfterwards] ?? "what becomes of the source is not known yet";
  if (copy !== "external") return `${first}, copies the mail over IMAP and compares both sides; then ${after}`;
  if (copyDone) return `${first}; copyDone says already that the mail is copied, so ${after}`;
  return `${first}; you copy the mail then, with OVH Mail Migrator or by hand, and set copyDone to true; after that ${after}`;
}
