/** Runs an exported program as a Pulumi program runs, with classes that note what is declared. */

import { join } from "node:path";
import * as typescript from "typescript";
import * as yaml from "yaml";
import { isRecord, type Values } from "../../../../provider/values.js";

export interface Declared {
  readonly kind: string;
  readonly name: string;
  readonly args: Values;
}

/** What `index.ts` and the files that it imports declare. */
export function runProgram(files: ReadonlyMap<string, string>): Declared[] {
  const declared: Declared[] = [];
  const library = new Proxy(
    {},
    {
      get: (_, kind) =>
        class {
          constructor(
            name: string,
            readonly args: Values,
          ) {
            declared.push({ kind: String(kind), name, args: resolved(args) });
          }
        },
    },
  );
  const modules: Readonly<Record<string, unknown>> = {
    "pulumi-ovh-mail": library,
    yaml,
    "node:path": { join },
    "node:fs": { readFileSync: (path: string) => files.get(path.replace(/^\/program\//, "")) },
  };
  const run = (name: string): unknown => {
    const source = files.get(`${name}.ts`);
    if (source === undefined) throw new Error(`there is no file ${name}.ts`);
    const { outputText } = typescript.transpileModule(source, {
      compilerOptions: { module: typescript.ModuleKind.CommonJS, target: typescript.ScriptTarget.ES2022 },
    });
    const exports = {};
    const required = (path: string) => (path.startsWith("./") ? run(path.slice(2)) : modules[path]);
    new Function("require", "exports", "__dirname", outputText)(required, exports, "/program");
    return exports;
  };
  run("index");
  return declared;
}

/** A resource that another one names is what names it. */
function resolved(args: Values): Values {
  const { on } = args;
  if (!isRecord(on) || !isRecord(on.args)) return args;
  const { service, emailAddress } = on.args;
  return { ...args, on: service === undefined ? { mxPlanAccount: emailAddress } : { service, emailAddress } };
}
