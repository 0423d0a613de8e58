/** Bugs, one at a time, put into the built modules when they are loaded: each must be found. */

import { readFileSync } from "node:fs";
import Module from "node:module";

export interface Mutant {
  readonly name: string;
  /** Of the build, below `provider`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: "sends a write again when its answer is lost",
    file: "ovh/retry.js",
    from: 'write: "unknown"',
    to: 'write: "retry"',
  },
  {
    name: "does not look what a creation did whose answer is lost",
    file: "resources/creation.js",
    from: "isLost ? await madeByLostCall(clock, place, read)",
    to: "isLost ? undefined",
  },
  {
    name: "takes for gone what is still being made",
    file: "resources/earlier-work.js",
    from: "recorded?.memory.unfinished !== true",
    to: "true",
  },
  { name: "fails half-way without the id", file: "dynamic.js", from: "id: outcome.id,", to: "" },
  {
    name: "gives one free account to two",
    file: "seats.js",
    from: "return this.#taken.has(address.toLowerCase())",
    to: "return false",
  },
  {
    name: "forgets the task of a right",
    file: "resources/delegation-write.js",
    from: "const watch = async (task) => work.task(",
    to: "const watch = async (task) => void (",
  },
  {
    name: "sends the password of a mailbox that it takes over",
    file: "resources/mailbox-password.js",
    from: "if (recorded === undefined)\n        return false;",
    to: "if (recorded === undefined)\n        return true;",
  },
  {
    name: "ignores Retry-After",
    file: "ovh/retry.js",
    from: 'const value = headers["retry-after"];',
    to: "const value = undefined;",
  },
  {
    name: "takes rights of others though it shall only add",
    file: "resources/delegation.js",
    from: 'desired?.mode === "exclusive" ? undefined : oursAt(intent)',
    to: "undefined",
  },
  {
    name: "goes by the address where the number differs",
    file: "resources/find-account.js",
    from: "(accountId === undefined || account.id === accountId)",
    to: "true",
  },
  {
    name: "gives up the lock of a mailbox",
    file: "ovh/keyed-lock.js",
    from: "before.then(work, work)",
    to: "work()",
  },
  {
    name: "deletes what is protected",
    file: "lifecycle.js",
    from: "inputs.deletionProtection !== false",
    to: "false",
  },
  {
    name: "does not wait until a change is shown",
    file: "lifecycle.js",
    from: "actual !== undefined && this.#isDone(this.inputs, actual)",
    to: "actual !== undefined",
  },
  {
    name: "does not wait for tasks",
    file: "lifecycle.js",
    from: "await watcher.wait(taskId, doing, options);",
    to: "",
  },
  {
    name: "writes secrets in clear",
    file: "dynamic.js",
    from: "for (const name of definition.secretOutputs) {\n        if (plain",
    to: "for (const name of []) {\n        if (plain",
  },
  { name: "has no pace", file: "ovh/limiter.js", from: "this.#tokens >= 1 &&", to: "" },
  {
    name: "lets a migration take a free account that a mailbox has claimed",
    file: "resources/migration/perform-legacy.js",
    from: "parts.exchange.seats.reserve(offered)",
    to: "offered[0]",
  },
];

type Loader = (module: { _compile(code: string, file: string): void }, file: string) => void;

/** To be called before anything of the provider is loaded. */
export function install({ name, file, from, to }: Mutant): void {
  // Node's own, and not in its types.
  const { _extensions: extensions } = Module as unknown as { _extensions: Record<".js", Loader> };
  const load = extensions[".js"];
  extensions[".js"] = (module, path) => {
    if (!path.replaceAll("\\", "/").endsWith(`/provider/${file}`)) return load(module, path);
    const code = readFileSync(path, "utf8");
    if (!code.includes(from))
      throw new Error(`${file} has nothing to change for "${name}": see test/simulation/mutants.ts`);
    return module._compile(code.replaceAll(from, to), path);
  };
}
