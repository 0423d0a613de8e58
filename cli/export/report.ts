/** What was exported, for people and for programs. */

import type { Sink } from "../shared/context.js";
import { jsonText, visible } from "../shared/safe-text.js";
import { styled } from "../shared/style.js";
import type { Exported } from "./export-mail.js";
import type { Note } from "./model.js";
import { linesOf, sentenceOf } from "./notes.js";
import { IMPORT_FILE } from "./render-project.js";
import type { ExportTexts } from "./texts.js";

export interface Report extends Exported {
  readonly directory: string;
  readonly adopt: boolean;
}

export function textReport(sink: Sink, report: Report, t: ExportTexts): string {
  const { directory, sections, leftOut, warnings, adopt } = report;
  const total = sections.reduce((sum, { resources }) => sum + resources.length, 0);
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", styled(sink, "bold", title), ...lines];
  const lines = [
    styled(sink, "bold", t.exported(total, visible(directory))),
    ...sections.map(({ place, resources }) => {
      const counts = Object.entries(countsOf(resources)).map(([kind, count]) => `${count} ${kind}`);
      return `- ${visible(place.name)}: ${counts.join(", ")}`;
    }),
    ...part(t.warnings, linesOf(warnings, t)),
    ...part(t.leftOut, linesOf(leftOut, t)),
    ...part(
      t.notRecoveredTitle,
      t.notRecovered.map((line) => `  ${line}`),
    ),
    ...part(
      t.next,
      stepsOf(directory, adopt).map((step) => `  ${step}`),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function stepsOf(directory: string, adopt: boolean): string[] {
  return [
    `cd ${/^[\w./-]+$/.test(directory) ? directory : JSON.stringify(visible(directory))}`,
    "npm install",
    "pulumi stack init dev",
    ...(adopt ? ["pulumi up"] : [`pulumi import --file ${IMPORT_FILE} --yes --protect=false --generate-code=false`]),
    "pulumi preview --expect-no-changes",
  ];
}

function countsOf(resources: readonly { readonly kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of resources) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

export function jsonReport({ directory, files, sections, leftOut, warnings, adopt }: Report, t: ExportTexts): string {
  const told = (note: Note) => ({ ...note, message: sentenceOf(note, t) });
  const report = {
    directory,
    files: [...files.keys()],
    importFile: adopt ? null : IMPORT_FILE,
    places: sections.map(({ place, resources }) => ({ ...place, resources: countsOf(resources) })),
    warnings: warnings.map(told),
    leftOut: leftOut.map(told),
    notRecovered: t.notRecovered.join(" "),
  };
  return `${jsonText(report)}\n`;
}
