// `npm run sim:mutants` needs what it changes to be there: a bug that cannot be put in would show only when somebody runs it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { MUTANTS, mutated } from "./mutants.js";

const PROVIDER = join(__dirname, "../../provider");

/** As tsconfig.simulation.json has it built. */
function built(file: string): string {
  const source = readFileSync(join(PROVIDER, file.replace(/\.js$/, ".ts")), "utf8");
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

test.each(MUTANTS)("$name: what it changes is in the build, and is JavaScript afterwards", (mutant) => {
  const code = built(mutant.file);
  const changed = mutated(code, mutant);
  expect(changed).not.toBe(code);
  expect(() => new Function("exports", "require", changed)).not.toThrow();
});
