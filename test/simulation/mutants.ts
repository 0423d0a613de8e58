/** Bugs, one at a time, put into the built modules when they are loaded: each must be found. */

import { readFileSync } from "node:fs";
import Module from "node:module";
import type { Invariant } from "./invariants.js";

export interface Mutant {
  readonly name: string;
  /** Of the build, below `provider`. */
  readonly file: string;
  /** Each text, and what stands in its place. */
  readonly edits: readonly (readonly [string, string])[];
  /** What speaks of it: whatever else fails at the same time is not enough. */
  readonly breaks: readonly Invariant[];
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: "sends a write again when its answer is lost",
    file: "ovh/retry.js",
    edits: [['write: "unknown"', 'write: "retry"']],
    breaks: ["I3"],
  },
  {
    // To do one of the two only costs another run.
    name: "neither looks for what a creation did whose answer is lost nor keeps it in the state",
    file: "resources/creation.js",
    edits: [
      ["isLost || isRefused ? await look()", "isRefused ? await look()"],
      ["if (mayCome)", "if (false)"],
    ],
    breaks: ["I2", "I10", "I13"],
  },
  {
    name: "takes for gone what is not shown yet",
    file: "lately.js",
    edits: [["return Math.max(0, Math.min(windowMs, leftMs))", "return 0"]],
    breaks: ["I1", "I2", "I10", "I11", "I13"],
  },
  {
    // Not to wait for it only costs another run, most of the time.
    name: "takes for gone what an earlier run left unfinished",
    file: "resources/earlier-work.js",
    edits: [
      [
        "const found = await look();",
        "if (recorded?.memory.unfinished === true) return undefined; const found = await look();",
      ],
    ],
    breaks: ["I1", "I2", "I10", "I11", "I13"],
  },
  {
    name: "fails half-way without the id",
    file: "dynamic.js",
    edits: [["id: outcome.id,", ""]],
    breaks: ["I2", "I10", "I13"],
  },
  {
    // To give one free account to two is no bug that shows: the second one finds it gone, and takes another.
    name: "lets go of a free account when the answer to its claim is lost",
    file: "resources/claim.js",
    edits: [["await isClaimed(clock, claim, seat).catch(() => undefined)", "false"]],
    breaks: ["I2"],
  },
  {
    name: "forgets the task of a right",
    file: "resources/delegation-write.js",
    edits: [["const watch = async (task) => work.task(", "const watch = async (task) => void ("]],
    breaks: ["I1", "I10", "I11"],
  },
  {
    name: "sends the password of a mailbox that it takes over",
    file: "resources/mailbox-password.js",
    edits: [["&& isUnused(traces)", ""]],
    breaks: ["I12"],
  },
  {
    name: "ignores Retry-After",
    file: "ovh/retry.js",
    edits: [['const value = headers["retry-after"];', "const value = undefined;"]],
    breaks: ["I8"],
  },
  {
    name: "takes rights of others though it shall only add",
    file: "resources/delegation.js",
    edits: [['desired?.mode === "exclusive" ? undefined : oursAt(intent)', "undefined"]],
    breaks: ["I4", "I12"],
  },
  {
    name: "goes by the address where the number differs",
    file: "resources/find-account.js",
    edits: [["(accountId === undefined || account.id === accountId)", "true"]],
    breaks: ["I4", "I5"],
  },
  {
    name: "takes whatever has the number of an account for its own",
    file: "resources/find-account.js",
    edits: [["if (isAsked || recorded === undefined)", "if (true)"]],
    breaks: ["I4"],
  },
  {
    name: "gives up the lock of a mailbox",
    file: "ovh/keyed-lock.js",
    edits: [["before.then(work, work)", "work()"]],
    breaks: ["I8"],
  },
  {
    name: "deletes what is protected",
    file: "protection.js",
    edits: [["inputs.deletionProtection !== false", "false"]],
    breaks: ["I5"],
  },
  {
    name: "does not wait until a change is shown",
    file: "run.js",
    edits: [["actual !== undefined && this.#isDone(this.inputs, actual)", "actual !== undefined"]],
    breaks: ["I1"],
  },
  {
    name: "does not wait for tasks",
    file: "run.js",
    edits: [["await watcher.wait(taskId, doing, options);", ""]],
    breaks: ["I1"],
  },
  {
    name: "writes secrets in clear",
    file: "dynamic.js",
    edits: [
      [
        "for (const name of definition.secretOutputs) {\n        if (plain",
        "for (const name of []) {\n        if (plain",
      ],
    ],
    breaks: ["I7"],
  },
  { name: "has no pace", file: "ovh/limiter.js", edits: [["this.#tokens >= 1 &&", ""]], breaks: ["I8"] },
  {
    name: "takes over what it was not told to",
    file: "lifecycle.js",
    edits: [["definition.adopts(inputs) ?", "true ?"]],
    breaks: ["I4"],
  },
];

type Loader = (module: { _compile(code: string, file: string): void }, file: string) => void;

/** To be called before anything of the provider is loaded. */
export function install(mutant: Mutant): void {
  // Node's own, and not in its types.
  const { _extensions: extensions } = Module as unknown as { _extensions: Record<".js", Loader> };
  const load = extensions[".js"];
  extensions[".js"] = (module, path) => {
    if (!path.replaceAll("\\", "/").endsWith(`/provider/${mutant.file}`)) return load(module, path);
    return module._compile(mutated(readFileSync(path, "utf8"), mutant), path);
  };
}

/** @throws where what it changes is not there. */
export function mutated(code: string, { name, file, edits }: Mutant): string {
  return edits.reduce((text, [from, to]) => {
    if (text.includes(from)) return text.replaceAll(from, to);
    throw new Error(`${file} has nothing to change for "${name}": see test/simulation/mutants.ts`);
  }, code);
}
