/** The page of a plan: what nobody should overlook, a drawing, and a table that says the same. */

import { escapeHtml, htmlPage } from "../../shared/html-page.js";
import type { Language } from "../../shared/language.js";
import type { Mailbox, Person, PersonAccess, Plan } from "../model.js";
import { counts, isShown, migrationText, warningsOf } from "../speech.js";
import { type PlanTexts, planTexts } from "../texts.js";
import { drawMailbox } from "./drawing.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

export function renderHtml(plan: Plan, language: Language): string {
  const t = planTexts[language];
  const title = t.titleOf(plan.project, plan.stack);
  const shown = plan.mailboxes.filter(isShown).sort((a, b) => urgency(b) - urgency(a));
  const quiet = plan.mailboxes.filter((mailbox) => !isShown(mailbox) && mailbox.after.length > 0);
  const hasDrawing = shown.length + quiet.length > 0;
  const body = [
    "<main>",
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(counts(plan, t))}</p>`,
    ...warningsOf(plan, t).map(({ title: warning, lines }) => warningBox(warning, lines)),
    ...(hasDrawing ? [navigation(t), ...drawing(shown, quiet, t)] : []),
    ...list(
      t.migrations,
      plan.migrations.map((one) => migrationText(one, t)),
    ),
    ...list(
      t.contacts,
      plan.contacts.map((one) => `${one.address}: ${t.changes[one.change]}${one.outside ? ` (${t.outside})` : ""}`),
    ),
    ...(hasDrawing ? [tableOf(plan, t)] : []),
    ...plan.notes.map(({ message }) => `<p class="note">${escapeHtml(`${t.noteTitle}: ${message}`)}</p>`),
    "</main>",
  ].join("\n");
  return htmlPage({ language, title, style: STYLE, script: SCRIPT, body });
}

/** What is to be seen first. */
function urgency({ orphaned, change, revokedUnmanaged, reachChanges }: Mailbox): number {
  if (orphaned) return 4;
  if (change === "deleted") return 3;
  if (revokedUnmanaged.length > 0) return 2;
  return Number(reachChanges);
}

function warningBox(title: string, lines: readonly string[]): string {
  const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("");
  return `<section class="warning"><h2><span aria-hidden="true">⚠ </span>${escapeHtml(title)}</h2><ul>${items}</ul></section>`;
}

function navigation(t: PlanTexts): string {
  return `<nav aria-label="${escapeHtml(t.title)}"><ul><li><a href="#drawing">${escapeHtml(t.drawing)}</a></li><li><a href="#table">${escapeHtml(t.table)}</a></li></ul></nav>`;
}

function drawing(shown: readonly Mailbox[], quiet: readonly Mailbox[], t: PlanTexts): string[] {
  const cards = (mailboxes: readonly Mailbox[]) =>
    `<div class="cards">${mailboxes.map((mailbox) => card(mailbox, t)).join("\n")}</div>`;
  return [
    `<h2 id="drawing">${escapeHtml(t.drawing)}</h2>`,
    legend(t),
    filter(t),
    cards(shown),
    ...(quiet.length === 0
      ? []
      : [`<details><summary>${escapeHtml(t.stays(quiet.length))}</summary>${cards(quiet)}</details>`]),
  ];
}

function card(mailbox: Mailbox, t: PlanTexts): string {
  const { svg, people } = drawMailbox(mailbox, t);
  const names = [mailbox.address, mailbox.formerAddress ?? "", ...people].join(" ");
  return `<div class="card" data-names="${escapeHtml(names)}">${svg}</div>`;
}

function legend(t: PlanTexts): string {
  const entries = [
    ["gains", "+", t.gains],
    ["loses", "−", t.loses],
    ["keeps", "=", t.keeps],
  ] as const;
  const items = entries.map(
    ([fate, sign, word]) =>
      `<li><svg viewBox="0 0 64 20" aria-hidden="true" class="${fate}"><g class="branch ${fate}" data-name=""><line class="edge" x1="2" y1="10" x2="50" y2="10"/><circle class="sign" cx="26" cy="10" r="8"/><text class="mark" x="26" y="15" text-anchor="middle">${sign}</text><circle class="who" cx="56" cy="10" r="6"/></g></svg>${escapeHtml(word)}</li>`,
  );
  const outsider = `<li><svg viewBox="0 0 64 20" aria-hidden="true"><path class="who outside" d="M32 2l8 8l-8 8l-8-8z"/></svg>${escapeHtml(t.outside)}</li>`;
  return `<ul class="legend">${items.join("")}${outsider}</ul>`;
}

function filter(t: PlanTexts): string {
  return `<div class="controls" hidden><label for="filter">${escapeHtml(t.filter)}</label><input id="filter" type="search" placeholder="${escapeHtml(t.filterHint)}" autocomplete="off" spellcheck="false"><output aria-live="polite" for="filter" data-pattern="${escapeHtml(t.showingPattern)}"></output></div>`;
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`<h2>${escapeHtml(title)}</h2><ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`];
}

function tableOf({ people }: Plan, t: PlanTexts): string {
  const heads = [t.person, t.change, t.mailbox, t.right, t.what];
  const rows = people.flatMap((person) => rowsOf(person, t));
  const empty = `<tr data-names=""><td colspan="${heads.length}">${escapeHtml(t.nothing)}</td></tr>`;
  return `<h2 id="table">${escapeHtml(t.table)}</h2>
<div class="scroll" role="region" aria-labelledby="table" tabindex="0"><table>
<thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join("")}</tr></thead>
<tbody>
${rows.length === 0 ? empty : rows.join("\n")}
</tbody>
</table></div>`;
}

function rowsOf(person: Person, t: PlanTexts): string[] {
  const remarks = [
    ...(person.change === "none" ? [] : [t.changes[person.change]]),
    ...(person.formerAddress === undefined ? [] : [t.formerly(person.formerAddress)]),
    ...(person.outside ? [t.outside] : []),
  ];
  const name = `${person.person}${remarks.length === 0 ? "" : ` (${remarks.join(", ")})`}`;
  const row = (access: PersonAccess, fate: "gains" | "loses", sign: string) => {
    const what = access.ability + (access.unmanaged ? ` (${t.unmanaged})` : "");
    const cells = [
      `<th scope="row">${escapeHtml(name)}</th>`,
      `<td class="${fate}-cell">${sign} ${escapeHtml(t[fate])}</td>`,
      `<td>${escapeHtml(access.on)}</td>`,
      `<td>${escapeHtml(access.rights.map((right) => t.rights[right]).join(", "))}</td>`,
      `<td>${escapeHtml(what)}</td>`,
    ];
    return `<tr data-names="${escapeHtml(`${person.person} ${person.formerAddress ?? ""} ${access.on}`)}">${cells.join("")}</tr>`;
  };
  return [
    ...person.gained.map((access) => row(access, "gains", "+")),
    ...person.lost.map((access) => row(access, "loses", "−")),
  ];
}
