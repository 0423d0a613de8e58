/** Notes as sentences. */

import { visible } from "../shared/safe-text.js";
import type { Note } from "./model.js";
import type { ExportTexts } from "./texts.js";

/** Many of one kind are told as one. */
const NAMED_MAX = 5;

export function sentenceOf({ code, detail = "" }: Note, texts: Pick<ExportTexts, "notes">): string {
  return texts.notes[code](detail);
}

/** One line for each reason, with those whom it concerns. */
export function linesOf(notes: readonly Note[], texts: Pick<ExportTexts, "notes" | "more">): string[] {
  const bySentence = new Map<string, string[]>();
  for (const note of notes) {
    const sentence = sentenceOf(note, texts);
    bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), note.what]);
  }
  return [...bySentence].map(([sentence, names]) => {
    const rest = names.length - NAMED_MAX;
    const named = [...names.slice(0, NAMED_MAX), ...(rest > 0 ? [texts.more(rest)] : [])];
    return visible(`- ${named.join(", ")}: ${sentence}`);
  });
}
