// A process that copies one mailbox with our own code, and tells how it went and how much memory it took at most.
import { readFileSync } from "node:fs";

/** @typedef {{ port: number, user: string, ca: string }} Place */
/** @typedef {{ complete: boolean, copied: number, peakMb: number }} CopyResult */

/** @param {string} file @returns {Promise<CopyResult>} */
async function copy(file) {
  // By their addresses, so that the types come from the sources and not from a build that may not be there yet.
  /** @type {typeof import("../provider/imap/index.js")} */
  const { copyMailbox } = await import(new URL("../dist/provider/imap/index.js", import.meta.url).href);
  /** @type {typeof import("../provider/ovh/secret.js")} */
  const { Secret } = await import(new URL("../dist/provider/ovh/secret.js", import.meta.url).href);
  /** @type {{ password: string, source: Place, destination: Place }} */
  const { password, source, destination } = JSON.parse(readFileSync(file, "utf8"));
  const access = /** @param {Place} place */ (place) => ({
    host: "127.0.0.1",
    password: new Secret(password),
    ...place,
  });
  const { complete, folders } = await copyMailbox({ source: access(source), destination: access(destination) });
  const copied = folders.reduce((sum, folder) => sum + folder.copied, 0);
  return { complete, copied, peakMb: process.resourceUsage().maxRSS / 1_000 };
}

const [, , file = ""] = process.argv;
process.stdout.write(`${JSON.stringify(await copy(file))}\n`);
