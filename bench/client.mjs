// npm run bench:client: our client, @ovhcloud/node-ovh and built-in fetch against one server on loopback TLS. What
// counts are the ratios within one run. It is no test: a noisy machine may miss a goal.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "selfsigned";
import { stream } from "../scripts/lib/processes.mjs";

const DEADLINE_MS = 5 * 60_000;
const load = fileURLToPath(new URL("client-load.mjs", import.meta.url));

/** @param {string} directory */
async function writeCertificate(directory) {
  const altNames = [{ type: /** @type {const} */ (2), value: "localhost" }];
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames }],
  });
  const files = { key: join(directory, "key.pem"), cert: join(directory, "cert.pem") };
  writeFileSync(files.key, key, { mode: 0o600 });
  writeFileSync(files.cert, cert);
  return files;
}

/**
 * @param {string[]} args for the load: seconds per cell
 * @returns {Promise<number>}
 */
export async function run(args) {
  const directory = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-bench-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once("exit", remove);
  const { key, cert } = await writeCertificate(directory);
  // Node.js reads it when it starts, and then all three clients believe it.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: cert };
  const { code } = await stream(process.execPath, ["--expose-gc", load, key, cert, ...args], {
    env,
    deadlineMs: DEADLINE_MS,
  });
  return code;
}
