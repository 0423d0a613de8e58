/** One page that needs nothing else: no script to read it, and a small one to filter and sort it. */

import { escapeHtml, htmlPage } from "../shared/html-page.js";
import type { Language } from "../shared/language.js";
import { isDifference } from "./judge.js";
import type { RightRow } from "./model.js";
import { columnsOf, notesOf, type Shown } from "./show.js";
import type { RightsTexts } from "./texts.js";

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#c9ced6, #454b55); --soft: light-dark(#f2f4f7, #24282e);
  --mark: light-dark(#8a3b00, #ffb27a); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem 1rem; max-width: 75rem;
  background: light-dark(#fff, #16181c); color: light-dark(#1a1d21, #e8eaed); }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: break-word; max-width: 28rem; }
thead th { background: var(--soft); white-space: nowrap; }
th button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th[aria-sort=ascending] button::after { content: " \\2191"; }
th[aria-sort=descending] button::after { content: " \\2193"; }
label { display: inline-block; margin: 0 .5rem 1rem 0; }
input { font: inherit; padding: .3rem .5rem; min-width: min(20rem, 100%); box-sizing: border-box; }
tr.marked td { color: var(--mark); font-weight: 600; }
[hidden] { display: none; }
@media (max-width: 40rem) {
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tr { border-bottom: 2px solid var(--line); padding: .4rem 0; }
  tr[hidden] { display: none; }
  td { border: 0; padding: .1rem .6rem; max-width: none; }
  td:empty { display: none; }
  td::before { content: attr(data-title) ": "; font-weight: 600; }
}`;

/** Without it the page is whole, and the field and the buttons are not there. */
const SCRIPT = `
"use strict";
const body = document.querySelector("tbody");
const rows = body === null ? [] : [...body.rows];
const field = document.querySelector("input");
const shown = document.querySelector("output");
for (const one of document.querySelectorAll(".controls")) one.hidden = false;
function filter() {
  const words = field.value.toLowerCase().split(/\\s+/);
  for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  shown.textContent = String(rows.filter((row) => !row.hidden).length);
}
field.addEventListener("input", filter);
for (const [index, head] of [...document.querySelectorAll("thead th")].entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = head.dataset.sort;
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const isUp = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    const text = (row) => row.cells[index].textContent;
    rows.sort((one, other) => (isUp ? 1 : -1) * text(one).localeCompare(text(other)));
    body.append(...rows);
  });
}
filter();
`;

export function rightsPage(shown: Shown, t: RightsTexts, language: Language): string {
  const { rows } = shown;
  const notes = notesOf(shown, t).map((note) => `<p>${escapeHtml(note)}</p>`);
  const content = rows.length === 0 ? `<p>${escapeHtml(t.none)}</p>` : tableOf(rows, t);
  const body = `<main>
<h1>${escapeHtml(t.title)}</h1>
<div class="controls" hidden><label>${escapeHtml(t.filter)} <input type="search" placeholder="${escapeHtml(t.filterHint)}"></label>
<output aria-live="polite"></output></div>
${content}
${notes.join("\n")}
</main>`;
  return htmlPage({ language, title: t.title, style: STYLE, script: SCRIPT, body });
}

function tableOf(rows: readonly RightRow[], t: RightsTexts): string {
  const columns = columnsOf(rows, t);
  const heads = columns.map(
    ({ title }) => `<th scope="col" data-sort="${escapeHtml(t.sortBy(title))}">${escapeHtml(title)}</th>`,
  );
  const lines = rows.map((row) => {
    const cells = columns.map(
      ({ title, cell }) => `<td data-title="${escapeHtml(title)}">${escapeHtml(cell(row))}</td>`,
    );
    return `<tr${isMarked(row) ? ' class="marked"' : ""}>${cells.join("")}</tr>`;
  });
  return `<div class="scroll" role="region" aria-label="${escapeHtml(t.title)}" tabindex="0"><table>
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody>
</table></div>`;
}

/** What somebody who looks for trouble looks for; the words say it too. */
function isMarked(row: RightRow): boolean {
  return row.isOutside || isDifference(row);
}
