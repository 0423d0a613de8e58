import { visible } from "../shared/safe-text.js";

/**
 * A text from outside as Markdown's code: nothing in it is markup, GitHub mentions nobody, and links nothing. In a table,
 * pipes must still be escaped, and are shown right.
 */
export function codeSpan(text: string): string {
  const shown = visible(text);
  if (shown.trim() === "") return "–";
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  // A backtick at an end would join the fence; Markdown takes the blanks away again.
  const padding = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}
