/** SVG breaks no lines, so texts are broken by their characters. */

/** Characters as wide as two, such as Chinese ones and most pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\p{Extended_Pictographic}]/u;
/** After these a line may end. */
const BREAKABLE = /[\s@.,_-]/;

export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const character of text) {
    line.push(character);
    if (widthOf(line) <= columns) continue;
    const end = lastBreak(line) ?? line.length - 1;
    lines.push(line.slice(0, end).join("").trimEnd());
    line = line.slice(end);
  }
  return [...lines, line.join("").trim()].filter((one) => one !== "");
}

function widthOf(line: readonly string[]): number {
  return line.reduce((all, character) => all + (WIDE.test(character) ? 2 : 1), 0);
}

/** Behind the last place where a line may end, if that is not too early. */
function lastBreak(line: readonly string[]): number | undefined {
  const index = line.slice(0, -1).findLastIndex((character) => BREAKABLE.test(character));
  return index + 1 > line.length / 2 ? index + 1 : undefined;
}
