// The list of everything that comes with a release (SBOM), in CycloneDX's format, from npm itself.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "./log.mjs";
import { npm } from "./npm.mjs";
import { root } from "./paths.mjs";

const DEADLINE_MS = 2 * 60_000;

/** @typedef {{ name: string, version: string }} Component */
/** @typedef {{ metadata: { component: Component }, components: Component[] }} BillOfMaterials */

/** What users install: the dependencies of development stay at home. @returns {Promise<BillOfMaterials>} */
export async function billOfMaterials() {
  const args = ["sbom", "--sbom-format=cyclonedx", "--sbom-type=library", "--omit=dev", "--package-lock-only"];
  const { code, output } = await npm(args, { cwd: root, deadlineMs: DEADLINE_MS });
  if (code !== 0) throw new UserError(`npm could not list what the package is made of:\n${output}`);
  const bill = JSON.parse(output);
  // npm takes the name of the directory for that of the package.
  bill.metadata.component.name = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).name;
  return bill;
}
