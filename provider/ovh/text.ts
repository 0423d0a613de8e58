/** C0, C1, and the marks that turn the direction of text: none belongs in a line shown to a person. */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}]/gu;
const LENGTH_MAX = 300;

/** Text that came from the API, made safe for a terminal. */
export function printable(text: string): string {
  const clean = text.replace(UNPRINTABLE, " ").trim();
  return clean.length > LENGTH_MAX ? `${clean.slice(0, LENGTH_MAX)}…` : clean;
}
