// npm run release -- <directory>: the package as it is published, the list of what it is made of, and their checksums.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { billOfMaterials } from "../lib/bill-of-materials.mjs";
import { packing, tarballIn } from "../lib/checks.mjs";
import { UserError } from "../lib/log.mjs";

/** @param {string} file */
function checksum(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** @param {string} directory */
async function pack(directory) {
  const { code, output } = await packing(directory).run();
  const tarball = tarballIn(directory);
  if (code !== 0 || tarball === undefined) throw new UserError(`The package could not be packed:\n${output}`);
  return tarball;
}

/** @param {string[]} args @returns {Promise<number>} */
export async function run([directory = "release"]) {
  const target = resolve(directory);
  if (existsSync(target) && readdirSync(target).length > 0) throw new UserError(`${target} is not empty: name another`);
  mkdirSync(target, { recursive: true });
  const tarball = await pack(target);
  const bill = tarball.replace(/\.tgz$/, ".cdx.json");
  writeFileSync(bill, `${JSON.stringify(await billOfMaterials(), undefined, 2)}\n`);
  const sums = [tarball, bill].map((file) => `${checksum(file)}  ${basename(file)}\n`).join("");
  writeFileSync(join(target, "SHA256SUMS"), sums);
  process.stdout.write(sums);
  return 0;
}
