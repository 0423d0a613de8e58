/** Names of folders as they travel: IMAP's modified UTF-7 (RFC 3501, 5.1.3). */

const ENCODED = /&([A-Za-z0-9+,]*)-/g;
const TO_ENCODE = /[^\x20-\x7e]+/g;

export function encodeFolderName(name: string): string {
  return name.replaceAll("&", "&-").replace(TO_ENCODE, (run) => `&${encodeRun(run)}-`);
}

/** What is no modified UTF-7 stays as it is: some servers never asked for it. */
export function decodeFolderName(raw: string): string {
  const name = raw.replace(ENCODED, (_, run: string) => (run === "" ? "&" : decodeRun(run)));
  return encodeFolderName(name) === raw ? name : raw;
}

function encodeRun(run: string): string {
  const bytes = Buffer.from(run, "utf16le").swap16();
  return bytes.toString("base64").replaceAll("/", ",").replace(/=+$/, "");
}

function decodeRun(run: string): string {
  const bytes = Buffer.from(run.replaceAll(",", "/"), "base64");
  return bytes
    .subarray(0, bytes.length - (bytes.length % 2))
    .swap16()
    .toString("utf16le");
}
