// Real IMAP servers for tests and the bench: Dovecot, unprivileged, on loopback, with mail in a folder that is thrown
// away.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { generate } from "selfsigned";

export const PASSWORD = "Loopback-Only-7";
const START_MS = 20_000;
const NOBODY = 65_534;
/** Debian's Dovecot is where only root looks for programs. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/local/sbin:/usr/sbin` };

/**
 * @typedef {object} DovecotOptions
 * @property {"." | "/"} [delimiter]
 * @property {string} [prefix] what all names but INBOX begin with, such as `INBOX.`
 * @property {Record<string, string>} [specialUse] folders with a special use, by their names
 * @property {number} [quotaMb]
 * @property {number} [connectionsMax] of one user
 * @property {string} [capability] instead of what Dovecot can do
 * @property {string} [extra] further lines of its configuration
 */
/** @typedef {{ port: number, tlsPort: number, ca: string, directory: string, log: () => string, stop: () => Promise<void> }} Dovecot */

/** @returns {string | undefined} why there is no Dovecot; nothing when there is */
export function whyNoDovecot() {
  if (process.platform === "win32") return "Dovecot does not run on Windows";
  try {
    const version = execFileSync("dovecot", ["--version"], {
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    // Dovecot 2.4 reads another kind of configuration.
    return version.startsWith("2.3.") ? undefined : `Dovecot ${version.trim()} is installed, and not 2.3`;
  } catch {
    return "dovecot is not installed (Debian: apt install dovecot-imapd)";
  }
}

/**
 * @param {DovecotOptions} [options]
 * @returns {Promise<Dovecot>}
 */
export async function startDovecot(options = {}) {
  const directory = mkdtempSync(join(tmpdir(), "dovecot-"));
  chmodSync(directory, 0o755);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const ca = await writeCertificate(directory);
  for (const name of ["run", "state", "mail"]) mkdirSync(join(directory, name));
  const { isRoot } = whoRuns();
  if (isRoot) chownSync(join(directory, "mail"), NOBODY, NOBODY);
  const file = join(directory, "dovecot.conf");
  writeFileSync(file, configuration({ directory, port, tlsPort, ...options }));
  const child = spawn("dovecot", ["-F", "-c", file], { env, stdio: ["ignore", "ignore", "pipe"] });
  let problems = "";
  child.stderr.on("data", (chunk) => {
    problems += String(chunk);
  });
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  await listening(port, child, () => problems);
  const log = () => (existsSync(join(directory, "log")) ? readFileSync(join(directory, "log"), "utf8") : "");
  const stop = async () => {
    process.removeListener("exit", end);
    await stopped(child);
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port, tlsPort, ca, directory, log, stop };
}

/** @param {import("node:child_process").ChildProcess} child */
async function stopped(child) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

function whoRuns() {
  /** @param {string} flag */
  const id = (flag) => execFileSync("id", [flag], { encoding: "utf8" }).trim();
  const [uid, gid, user, group] = ["-u", "-g", "-un", "-gn"].map(id);
  return { uid, gid, user, group, isRoot: uid === "0" };
}

/** @param {DovecotOptions & { directory: string, port: number, tlsPort: number }} place */
function configuration({ directory, port, tlsPort, delimiter = "/", prefix = "", ...options }) {
  const { uid, gid, user, group, isRoot } = whoRuns();
  const { specialUse = {}, connectionsMax = 50, quotaMb, capability, extra = "" } = options;
  const special = Object.entries(specialUse).map(
    ([name, use]) => `  mailbox "${name}" {\n    special_use = ${use}\n    auto = create\n  }`,
  );
  const [mailUid, mailGid] = isRoot ? [NOBODY, NOBODY] : [uid, gid];
  // Root's Dovecot takes the users of its package, and lets nobody in as root.
  const internal = `default_internal_user = ${user}\ndefault_internal_group = ${group}\ndefault_login_user = ${user}`;
  const quota = `  quota = maildir:User quota\n  quota_rule = *:storage=${quotaMb}M`;
  return `
protocols = imap
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${directory}/log
${isRoot ? "" : internal}
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_cert = <${directory}/cert.pem
ssl_key = <${directory}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:${directory}/mail/%u:LAYOUT=fs
mail_fsync = never
mail_max_userip_connections = ${connectionsMax}
maildir_very_dirty_syncs = yes
mail_plugins = ${quotaMb === undefined ? "" : "quota"}
${capability === undefined ? "" : `imap_capability = ${capability}`}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${mailUid} gid=${mailGid} home=${directory}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = ${delimiter}
  prefix = ${prefix}
${special.join("\n")}
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
plugin {
${quotaMb === undefined ? "" : quota}
}
${extra}
`;
}

/** @param {string} directory */
async function writeCertificate(directory) {
  const altNames = [
    { type: /** @type {const} */ (2), value: "localhost" },
    { type: /** @type {const} */ (7), ip: "127.0.0.1" },
  ];
  // Of two authorities with one name, only the first would be looked at.
  const { private: key, cert } = await generate([{ name: "commonName", value: basename(directory) }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames }],
  });
  writeFileSync(join(directory, "key.pem"), key, { mode: 0o600 });
  writeFileSync(join(directory, "cert.pem"), cert);
  return cert;
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/**
 * @param {number} port
 * @param {import("node:child_process").ChildProcess} child
 * @param {() => string} problems
 */
async function listening(port, child, problems) {
  const deadline = Date.now() + START_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`Dovecot did not start: ${problems()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    /** @param {boolean} result */
    const settle = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.once("data", () => settle(true));
    socket.once("error", () => settle(false));
    socket.once("close", () => settle(false));
  });
}
