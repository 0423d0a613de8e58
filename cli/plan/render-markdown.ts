/** For the comment of a pull request: the same plan gives the same text, which a bot replaces by its marker. */

import type { Language } from "../shared/language.js";
import { ability } from "./ability.js";
import { codeSpan } from "./code-span.js";
import type { Holder, Mailbox, Person, PersonAccess, Plan } from "./model.js";
import { counts, isShown, migrationText, reachLines, warningsOf } from "./speech.js";
import { type PlanTexts, planTexts } from "./texts.js";

export interface MarkdownOptions {
  readonly language: Language;
  /** Tells several comments on one pull request apart. */
  readonly marker: string;
}

/** GitHub refuses comments of more than 65,536 characters. */
const LENGTH_MAX = 60_000;
/** Tables with more rows are folded. */
const OPEN_ROWS_MAX = 20;
/** How many rows of each table are tried, until the whole is short enough. */
const ROWS_TRIED = [Number.POSITIVE_INFINITY, 300, 150, 75, 35, 15, 5] as const;

export function renderMarkdown(plan: Plan, { language, marker }: MarkdownOptions): string {
  const t = planTexts[language];
  const marked = markedPlan(plan, language, t);
  for (const rowsMax of ROWS_TRIED) {
    const text = render(marked, marker, rowsMax, t);
    if (text.length <= LENGTH_MAX) return text;
  }
  return document(marker, [heading(plan, t), counts(plan, t), t.cut(plan.people.length)]);
}

/** A bot finds its own comment by the first line. */
export function markerLine(marker: string): string {
  return `<!-- ovh-mail plan: ${marker} -->`;
}

function document(marker: string, parts: readonly string[]): string {
  return `${[markerLine(marker), ...parts].join("\n\n")}\n`;
}

function heading({ project, stack }: Plan, t: PlanTexts): string {
  return `## ${t.titleOf(codeSpan(project), codeSpan(stack))}`;
}

function render(plan: Plan, marker: string, rowsMax: number, t: PlanTexts): string {
  const shown = plan.mailboxes.filter(isShown);
  const boxRow = (one: Mailbox) => mailboxRow(one, rowsMax, t);
  return document(marker, [
    heading(plan, t),
    counts(plan, t),
    ...warningsOf(plan, t).map(({ title, lines }) => `**⚠ ${title}**\n\n${listed(lines, rowsMax, t)}`),
    ...table({ title: t.people, head: [t.person, t.gains, t.loses], rowsMax, t }, plan.people, (one) =>
      personRow(one, rowsMax, t),
    ),
    ...table({ title: t.mailboxes, head: [t.mailbox, t.change, t.before, t.after], rowsMax, t }, shown, boxRow),
    ...bullets(
      t.migrations,
      plan.migrations.map((one) => migrationText(one, t)),
      rowsMax,
      t,
    ),
    ...bullets(
      t.contacts,
      plan.contacts.map(
        ({ address, change, outside }) => `${address}: ${t.changes[change]}${outside ? ` (${t.outside})` : ""}`,
      ),
      rowsMax,
      t,
    ),
    ...plan.notes.map(({ message }) => `_${t.noteTitle}:_ ${message}`),
  ]);
}

/** The same plan, with everything that comes from outside in code: there, nothing is markup, and nobody is mentioned. */
function markedPlan(plan: Plan, language: Language, t: PlanTexts): Plan {
  const kinds = new Map(plan.mailboxes.map(({ address, kind }) => [address, kind]));
  const access = (one: PersonAccess, transition: "gained" | "lost"): PersonAccess => ({
    ...one,
    on: codeSpan(one.on),
    ability:
      ability(
        {
          transition,
          on: codeSpan(one.on),
          rights: one.rights,
          kind: kinds.get(one.on) === "mxPlanDomain" ? "mxPlanDomain" : "unknown",
        },
        language,
      ) + (one.unmanaged ? ` (${t.unmanaged})` : ""),
  });
  const holders = (all: readonly Holder[]) => all.map((one) => ({ ...one, person: codeSpan(one.person) }));
  return {
    ...plan,
    people: plan.people.map((one) => ({
      ...one,
      person: codeSpan(one.person),
      gained: one.gained.map((gained) => access(gained, "gained")),
      lost: one.lost.map((lost) => access(lost, "lost")),
      ...(one.formerAddress !== undefined && { formerAddress: codeSpan(one.formerAddress) }),
    })),
    mailboxes: plan.mailboxes.map((one) => ({
      ...one,
      address: codeSpan(one.address),
      before: holders(one.before),
      after: holders(one.after),
      revokedUnmanaged: holders(one.revokedUnmanaged),
      ...(one.formerAddress !== undefined && { formerAddress: codeSpan(one.formerAddress) }),
    })),
    migrations: plan.migrations.map((one) => ({ ...one, from: codeSpan(one.from), to: codeSpan(one.to) })),
    contacts: plan.contacts.map((one) => ({ ...one, address: codeSpan(one.address) })),
    notes: plan.notes.map((one) => ({ ...one, message: t.notes[one.code](codeSpan(one.subject)) })),
  };
}

function personRow(person: Person, linesMax: number, t: PlanTexts): string[] {
  const remarks = [
    ...(person.change === "none" ? [] : [t.changes[person.change]]),
    ...(person.formerAddress === undefined ? [] : [t.formerly(person.formerAddress)]),
    ...(person.outside ? [`**${t.outside}**`] : []),
  ];
  return [
    [person.person, ...remarks].join("<br>"),
    cell(
      person.gained.map((one) => `➕ ${one.ability}`),
      linesMax,
      t,
    ),
    cell(
      person.lost.map((one) => `➖ ${one.ability}`),
      linesMax,
      t,
    ),
  ];
}

function mailboxRow(mailbox: Mailbox, linesMax: number, t: PlanTexts): string[] {
  const former = mailbox.formerAddress === undefined ? [] : [t.formerly(mailbox.formerAddress)];
  return [
    [mailbox.address, ...former].join("<br>"),
    [t.kinds[mailbox.kind], t.changes[mailbox.change]].filter((text) => text !== "").join(", "),
    cell(reachLines(mailbox, "before", t), linesMax, t),
    cell(reachLines(mailbox, "after", t), linesMax, t),
  ];
}

/** Several lines in one cell. */
function cell(lines: readonly string[], linesMax: number, t: PlanTexts): string {
  return cutAfter(lines, linesMax, t).join("<br>");
}

function cutAfter(lines: readonly string[], linesMax: number, t: PlanTexts): string[] {
  const left = lines.length - linesMax;
  return left > 0 ? [...lines.slice(0, linesMax), t.cut(left)] : [...lines];
}

interface TableOptions {
  readonly title: string;
  readonly head: readonly string[];
  readonly rowsMax: number;
  readonly t: PlanTexts;
}

function table<T>(
  { title, head, rowsMax, t }: TableOptions,
  ones: readonly T[],
  rowOf: (one: T) => string[],
): string[] {
  if (ones.length === 0) return [];
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text) => text.replaceAll("|", "\\|") || " ").join(" | ")} |`;
  const rows = ones.slice(0, rowsMax).map((one) => line(rowOf(one)));
  const lines = [line(head), `|${head.map(() => " --- |").join("")}`, ...rows];
  const cut = ones.length > rows.length ? [t.cut(ones.length - rows.length)] : [];
  return [folded(title, ones.length, [lines.join("\n"), ...cut].join("\n\n"))];
}

function bullets(title: string, lines: readonly string[], rowsMax: number, t: PlanTexts): string[] {
  return lines.length === 0 ? [] : [folded(title, lines.length, listed(lines, rowsMax, t))];
}

function listed(lines: readonly string[], linesMax: number, t: PlanTexts): string {
  return cutAfter(lines, linesMax, t)
    .map((line) => `- ${line}`)
    .join("\n");
}

function folded(title: string, count: number, content: string): string {
  if (count <= OPEN_ROWS_MAX) return `### ${title}\n\n${content}`;
  return `<details>\n<summary>${title} (${count})</summary>\n\n${content}\n\n</details>`;
}
