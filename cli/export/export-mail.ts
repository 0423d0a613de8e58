/** From what the credentials see to a whole project, in memory. Nothing is written, neither here nor at OVHcloud. */

import type { Session } from "../../provider/session.js";
import { type Wanted, walkAll } from "./discover.js";
import type { Note, Section } from "./model.js";
import { linesOf, sentenceOf } from "./notes.js";
import { type Files, renderProject } from "./render-project.js";
import { settle } from "./settle.js";
import type { ExportTexts } from "./texts.js";
import type { Progress } from "./tools.js";

export interface ExportOptions extends Wanted {
  readonly projectName: string;
  readonly peopleFile?: string | undefined;
  readonly adopt: boolean;
  readonly version: string;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Exported {
  readonly files: Files;
  readonly sections: readonly Section[];
  readonly leftOut: readonly Note[];
  /** What to look at in what was written. */
  readonly warnings: readonly Note[];
}

export async function exportMail(session: Session, options: ExportOptions, texts: ExportTexts): Promise<Exported> {
  const { adopt, onProgress = () => {} } = options;
  const found = await walkAll({ session, onProgress }, options);
  const settled = settle(found, adopt);
  const leftOut = [...found.flatMap((one) => one.leftOut), ...settled.leftOut];
  const warnings = settled.sections.flatMap(({ resources }) => resources.flatMap(({ notes }) => notes));
  // What holds for all of a kind is said once.
  const general = warnings.filter(({ code }) => code === "keepCopyUnknown");
  const files = renderProject(settled.sections, {
    name: options.projectName,
    peopleFile: options.peopleFile,
    adopt,
    version: options.version,
    heading: [
      ...texts.heading(new Date(session.clock.now()).toISOString().slice(0, "2026-01-05".length)),
      ...(adopt ? texts.adopting : texts.importing),
      ...texts.notRecovered,
      ...linesOf(general, texts),
      ...(leftOut.length === 0 ? [] : [texts.leftOut, ...linesOf(leftOut, texts)]),
    ],
    remarksOn: ({ notes }) => notes.filter((note) => !general.includes(note)).map((note) => sentenceOf(note, texts)),
    looksLike: texts.looksLike,
  });
  return { files, sections: settled.sections, leftOut, warnings };
}
