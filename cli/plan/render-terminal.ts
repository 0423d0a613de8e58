import { stripVTControlCharacters } from "node:util";
import type { Sink } from "../shared/context.js";
import type { Language } from "../shared/language.js";
import { visible } from "../shared/safe-text.js";
import { styled } from "../shared/style.js";
import { tableText } from "../shared/table.js";
import type { Mailbox, Person, Plan } from "./model.js";
import { counts, isShown, migrationText, reachLines, warningsOf } from "./speech.js";
import { type PlanTexts, planTexts } from "./texts.js";

export function renderTerminal(plan: Plan, sink: Sink, language: Language): string {
  const t = planTexts[language];
  const parts = [
    styled(sink, "bold", visible(t.titleOf(plan.project, plan.stack))),
    counts(plan, t),
    ...warningsOf(plan, t).map(({ title, lines }) => section(sink, `! ${title}`, lines, "yellow")),
    ...(plan.people.length === 0
      ? []
      : [
          section(
            sink,
            t.people,
            plan.people.flatMap((person) => personLines(person, sink, t)),
          ),
        ]),
    ...mailboxTable(plan.mailboxes.filter(isShown), sink, t),
    ...optional(
      sink,
      t.migrations,
      plan.migrations.map((one) => migrationText(one, t)),
    ),
    ...optional(
      sink,
      t.contacts,
      plan.contacts.map((one) => `${one.address}: ${t.changes[one.change]}${outside(one.outside, t)}`),
    ),
    ...plan.notes.map(({ message }) => `${t.noteTitle}: ${visible(message)}`),
  ];
  return `${parts.join("\n\n")}\n`;
}

function optional(sink: Sink, title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [section(sink, title, lines)];
}

function section(sink: Sink, title: string, lines: readonly string[], color: "bold" | "yellow" = "bold"): string {
  return [styled(sink, color, title), ...lines.map((line) => `  ${line}`)].join("\n");
}

function outside(isOutside: boolean, t: PlanTexts): string {
  return isOutside ? ` (${t.outside})` : "";
}

function personLines(person: Person, sink: Sink, t: PlanTexts): string[] {
  const change = person.change === "none" ? [] : [t.changes[person.change]];
  const former = person.formerAddress === undefined ? [] : [t.formerly(visible(person.formerAddress))];
  const remarks = [...change, ...former, ...(person.outside ? [t.outside] : [])];
  const head = `${visible(person.person)}${remarks.length === 0 ? "" : ` (${remarks.join(", ")})`}`;
  return [
    styled(sink, "bold", head),
    ...person.gained.map((access) => styled(sink, "green", `  + ${visible(access.ability)}`)),
    ...person.lost.map((access) =>
      styled(sink, "red", `  - ${visible(access.ability)}${access.unmanaged ? ` (${t.unmanaged})` : ""}`),
    ),
  ];
}

function mailboxTable(mailboxes: readonly Mailbox[], sink: Sink, t: PlanTexts): string[] {
  if (mailboxes.length === 0) return [];
  const rows = mailboxes.map((mailbox) => ({
    address: mailbox.address,
    change: [t.kinds[mailbox.kind], t.changes[mailbox.change]].filter((text) => text !== "").join(", "),
    before: reachLines(mailbox, "before", t),
    after: reachLines(mailbox, "after", t),
  }));
  const cells = rows.map(({ address, change, before, after }) => [address, change, before, after]);
  const table = tableText(sink, [t.mailbox, t.change, t.before, t.after], cells);
  if (widthOf(table) <= sink.columns) return [`${styled(sink, "bold", t.mailboxes)}\n${table}`];
  // A table whose lines are broken cannot be read.
  const lines = rows.flatMap(({ address, change, before, after }) => [
    styled(sink, "bold", `${visible(address)} (${change})`),
    ...sideLines(t.before, before),
    ...sideLines(t.after, after),
  ]);
  return [section(sink, t.mailboxes, lines)];
}

function sideLines(title: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${index === 0 ? `${title}: ` : " ".repeat(title.length + 2)}${visible(line)}`);
}

function widthOf(text: string): number {
  return Math.max(
    ...stripVTControlCharacters(text)
      .split("\n")
      .map((line) => line.length),
  );
}
