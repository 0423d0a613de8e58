// npm run bench:imap: our copy of a mailbox beside mbsync, between the same two Dovecots on loopback TLS, each into a
// fresh mailbox, in turns. What counts is the ratio within one run. It is no test: a noisy machine may miss a goal.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ImapFlow } from "imapflow";
import { capture } from "../scripts/lib/processes.mjs";
import { PASSWORD, startDovecot, whyNoDovecot } from "./dovecot.mjs";

const MESSAGES = 5_000;
const FOLDERS = 12;
const LARGE_BYTES = 30_000_000;
const ROUNDS = 3;
const DEADLINE_MS = 10 * 60_000;
const SPEED_MIN = 1;
const PEAK_MB_MAX = 200;
const USER = "anna";
const child = fileURLToPath(new URL("imap-copy.mjs", import.meta.url));

/** @typedef {import("./dovecot.mjs").Dovecot} Dovecot */
/** @typedef {{ source: Dovecot, destination: Dovecot, directory: string }} Scene */
/** @typedef {{ seconds: number, peakMb?: number }} Measured */
/** @typedef {(scene: Scene, user: string) => Promise<Measured>} Way */

/** @returns {string | undefined} */
function whyNot() {
  const noDovecot = whyNoDovecot();
  if (noDovecot !== undefined) return noDovecot;
  try {
    execFileSync("mbsync", ["--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "mbsync is not installed (Debian: apt install isync)";
  }
}

/** @param {number} index */
function mail(index) {
  const head = `Message-ID: <${index}@example.com>\r\nFrom: a@example.com\r\nSubject: Nr. ${index}\r\n`;
  return `${head}Date: Mon, 05 Jan 2026 08:00:00 +0000\r\n\r\n${`Line of message ${index}.\r\n`.repeat(20 + ((index * 37) % 600))}`;
}

/** @param {Dovecot} server @param {string} user */
async function open({ port }, user) {
  const auth = { user, pass: PASSWORD };
  const client = new ImapFlow({ host: "127.0.0.1", port, secure: false, doSTARTTLS: false, auth, logger: false });
  await client.connect();
  return client;
}

/** @param {Dovecot} server @returns {Promise<number>} bytes */
async function fill(server) {
  const folders = Array.from({ length: FOLDERS }, (_, index) => (index === 0 ? "INBOX" : `Folder ${index}`));
  const sizes = folders.map(async (folder, first) => {
    const client = await open(server, USER);
    if (folder !== "INBOX") await client.mailboxCreate(folder);
    let bytes = 0;
    for (let index = first; index < MESSAGES; index += FOLDERS) {
      const content = mail(index);
      bytes += content.length;
      await client.append(
        folder,
        content,
        index % 2 === 0 ? ["\\Seen"] : [],
        new Date(1_700_000_000_000 + index * 1_000),
      );
    }
    await client.logout();
    return bytes;
  });
  const client = await open(server, USER);
  const large = Buffer.from(mail(MESSAGES).padEnd(LARGE_BYTES, "0123456789\r\n"));
  await client.append("INBOX", large);
  await client.logout();
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, large.length);
}

/** @param {Dovecot} server @param {string} user */
async function countMessages(server, user) {
  const client = await open(server, user);
  let count = 0;
  for (const { path } of await client.list()) {
    const status = await client.status(path, { messages: true });
    count += status === false ? 0 : (status.messages ?? 0);
  }
  await client.logout();
  return count;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ seconds: number, stdout: string }>}
 */
async function time(command, args) {
  const start = performance.now();
  const { code, stdout, output } = await capture(command, args, { deadlineMs: DEADLINE_MS });
  if (code !== 0) throw new Error(`${command} failed: ${output}`);
  return { seconds: (performance.now() - start) / 1_000, stdout };
}

/** @type {Way} */
async function ours({ source, destination, directory }, user) {
  const file = join(directory, `${user}.json`);
  const place = /** @param {Dovecot} server @param {string} name */ ({ tlsPort: port, ca }, name) => ({
    port,
    ca,
    user: name,
  });
  const job = { password: PASSWORD, source: place(source, USER), destination: place(destination, user) };
  writeFileSync(file, JSON.stringify(job), { mode: 0o600 });
  const { seconds, stdout } = await time(process.execPath, [child, file]);
  /** @type {import("./imap-copy.mjs").CopyResult} */
  const { complete, copied, peakMb } = JSON.parse(stdout);
  if (!complete || copied !== MESSAGES + 1) throw new Error(`our copy has ${copied} messages`);
  return { seconds, peakMb };
}

/** @type {Way} */
async function mbsync({ source, destination, directory }, user) {
  const state = join(directory, user);
  mkdirSync(state);
  const store = /** @param {string} name @param {Dovecot} server @param {string} login */ (name, server, login) => `
IMAPStore ${name}
Host 127.0.0.1
Port ${server.tlsPort}
User ${login}
Pass ${PASSWORD}
SSLType IMAPS
CertificateFile ${join(server.directory, "cert.pem")}
`;
  const file = join(directory, `${user}.mbsyncrc`);
  // Without waiting for the disk, as the servers do.
  const lines = `FSync no
${store("from", source, USER)}${store("to", destination, user)}
Channel copy
Far :from:
Near :to:
Patterns *
Create Near
Sync PullNew
CopyArrivalDate yes
SyncState ${state}/
`;
  writeFileSync(file, lines, { mode: 0o600 });
  return time("mbsync", ["--quiet", "--config", file, "copy"]);
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @param {(line: string) => void} print @param {Scene} scene */
async function measure(print, scene) {
  const bytes = await fill(scene.source);
  print(
    `${MESSAGES} messages in ${FOLDERS} folders and one of ${LARGE_BYTES / 1e6} MB: ${(bytes / 1e6).toFixed(0)} MB`,
  );
  const ratios = [];
  let peakMb = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const turn = /** @type {[string, Way][]} */ ([
      ["ours", ours],
      ["mbsync", mbsync],
    ]);
    /** @type {Record<string, number>} */
    const seconds = {};
    for (const [name, way] of round % 2 === 1 ? turn : turn.toReversed()) {
      const user = `${name}-${round}`;
      const measured = await way(scene, user);
      const arrived = await countMessages(scene.destination, user);
      if (arrived !== MESSAGES + 1) throw new Error(`${name} brought ${arrived} messages`);
      seconds[name] = measured.seconds;
      peakMb = Math.max(peakMb, measured.peakMb ?? 0);
      const speed = `${(arrived / measured.seconds).toFixed(0)} messages/s, ${(bytes / 1e6 / measured.seconds).toFixed(1)} MB/s`;
      print(
        `${name.padEnd(6)} ${measured.seconds.toFixed(1)} s: ${speed}${measured.peakMb ? `, ${measured.peakMb.toFixed(0)} MB` : ""}`,
      );
    }
    ratios.push((seconds.mbsync ?? 0) / (seconds.ours ?? Number.NaN));
  }
  return { speed: median(ratios), peakMb };
}

/** @returns {Promise<number>} */
export async function run() {
  const print = /** @param {string} line */ (line) => process.stdout.write(`${line}\n`);
  const reason = whyNot();
  if (reason !== undefined) {
    print(`not measured: ${reason}`);
    return 0;
  }
  const directory = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-bench-"));
  const servers = [await startDovecot(), await startDovecot()];
  try {
    const [source, destination] = servers;
    if (source === undefined || destination === undefined) throw new Error("there are two servers");
    const { speed, peakMb } = await measure(print, { source, destination, directory });
    const [isFast, isSmall] = [speed >= SPEED_MIN, peakMb < PEAK_MB_MAX];
    print(`goal ${isFast ? "met   " : "missed"} ${speed.toFixed(2)} times as fast as mbsync (${SPEED_MIN.toFixed(2)})`);
    print(`goal ${isSmall ? "met   " : "missed"} ${peakMb.toFixed(0)} MB of memory at most (${PEAK_MB_MAX})`);
    return isFast && isSmall ? 0 : 1;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(directory, { recursive: true, force: true });
  }
}
