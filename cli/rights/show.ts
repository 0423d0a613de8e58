/** The forms that are texts: for the terminal, for spreadsheets and for programs. */

import { stringify } from "csv-stringify/sync";
import type { Sink } from "../shared/context.js";
import { jsonText, visible } from "../shared/safe-text.js";
import { tableText } from "../shared/table.js";
import type { Gap, RightRow } from "./model.js";
import { powersShown } from "./powers.js";
import type { RightsTexts } from "./texts.js";

export interface Shown {
  readonly rows: readonly RightRow[];
  readonly gaps: readonly Gap[];
  /** Undefined: nothing was compared. */
  readonly differences: number | undefined;
}

/** Where a column says nothing it is left out. */
export function columnsOf(
  rows: readonly RightRow[],
  t: RightsTexts,
): { title: string; cell: (row: RightRow) => string }[] {
  const has = (test: (row: RightRow) => boolean) => rows.some(test);
  return [
    { title: t.columns.on, cell: ({ on }) => on },
    { title: t.columns.kind, cell: ({ kind }) => t.kind[kind] },
    { title: t.columns.who, cell: ({ who }) => who },
    { title: t.columns.right, cell: ({ right }) => t.reach[right] },
    ...(has(({ through }) => through !== "itself")
      ? [{ title: t.columns.through, cell: ({ through }: RightRow) => t.through[through] }]
      : []),
    { title: t.columns.origin, cell: ({ origin }) => t.origin[origin] },
    ...(has(({ isOutside }) => isOutside)
      ? [{ title: t.columns.outside, cell: ({ isOutside }: RightRow) => (isOutside ? t.outside : "") }]
      : []),
  ];
}

export function rightsTable(sink: Sink, { rows }: Shown, t: RightsTexts): string {
  if (rows.length === 0) return t.none;
  const columns = columnsOf(rows, t);
  const titles = columns.map(({ title }) => title);
  return tableText(
    sink,
    titles,
    rows.map((row) => columns.map(({ cell }) => cell(row))),
  );
}

/** What is said below the rows. */
export function notesOf({ rows, gaps, differences }: Shown, t: RightsTexts): string[] {
  const compared = differences === 0 ? t.same : t.differ(differences ?? 0);
  return [
    ...(rows.length === 0 ? [] : [t.count(rows.length)]),
    ...powersShown(rows, t),
    ...(differences === undefined ? [] : [compared]),
    ...gaps.map(({ reason, what }) => t.gap[reason](visible(what))),
  ];
}

/** Always the same columns, under the names of the JSON, for whoever reads it by program. */
export function rightsCsv({ rows }: Shown): string {
  const header = ["mailbox", "kind", "place", "who", "right", "through", "origin", "outside"];
  const lines = rows.map(({ on, kind, place, who, right, through, origin, isOutside }) =>
    [on, kind, place, who, right, through, origin, isOutside ? "yes" : "no"].map((cell) => harmless(visible(cell))),
  );
  return stringify([header, ...lines]);
}

/** What begins so, a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function harmless(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

export function rightsJson({ rows, gaps, differences }: Shown): string {
  return jsonText({
    rights: rows.map(({ on, isOutside, ...rest }) => ({ mailbox: on, ...rest, outside: isOutside })),
    notSeen: gaps,
    ...(differences === undefined ? {} : { differences }),
  });
}
