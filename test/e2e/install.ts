// Before the end-to-end tests: the packed package, installed as a user installs it, once for all of them.

import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A directory whose node_modules hold the installed package; test projects live below it. */
    userDirectory: string;
  }
}

const INSTALL_TIMEOUT_MS = 5 * 60_000;

export default function setup(project: TestProject): () => void {
  const tarball = process.env.PULUMI_OVH_MAIL_TARBALL;
  if (tarball === undefined) throw new Error("run the end-to-end tests with: npm test -- --project e2e");
  // Pulumi resolves links, and compares paths.
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-e2e-")));
  writeFileSync(join(directory, "package.json"), JSON.stringify({ name: "user", private: true }));
  const packages = [tarball, "@pulumi/pulumi@^3.216.0", "typescript@^5.9.0", "@types/node@^22.0.0"];
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages], {
    cwd: directory,
    stdio: ["ignore", "ignore", "inherit"],
    timeout: INSTALL_TIMEOUT_MS,
  });
  project.provide("userDirectory", directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
