/** How commands are written. */

import { CopyError } from "./errors.js";

/** A command with the name of a folder, such as `EXAMINE "Sent"`. */
export function line(command: string, folder: string): Buffer[] {
  return [Buffer.from(`${command} ${quote(folder)}\r\n`, "latin1")];
}

export function quote(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new CopyError("a folder's name contains a line break");
  return `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
}
