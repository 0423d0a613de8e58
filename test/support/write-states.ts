// Writes what the present code stores, for each fixture of the lifecycle tests, into the folder of the package's version.
// What is there already stays: a release's files never change. By hand, before a release and after a new fixture:
//
//   npx tsc --noCheck --noEmit false --outDir node_modules/.cache/write-states
//   node node_modules/.cache/write-states/test/support/write-states.js
//   npx biome check --write test/lifecycle/states

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { definitionOf } from "../../provider/kinds.js";
import type { Values } from "../../provider/values.js";
import { type Kind, providerText } from "../../sdk/resource.js";
import { FIXTURES, type Fixture } from "../lifecycle/fixtures/index.js";
import {
  FinishedError,
  fileName,
  type History,
  live,
  type StatesFile,
  type StoredState,
  statesFolder,
  titleOf,
} from "./stored-states.js";

const INDENT = 2;
/** Nothing that was generated stands in a file; it is never compared. */
const SECRET = "Simulated-Passw0rd";

function historiesOf({ props, changes }: Fixture): History[] {
  const changed = changes.map(({ name, props: change }) => {
    return { name, programs: [props, declared({ ...props, ...change })], halfMade: false };
  });
  return [
    { name: "made", programs: [props], halfMade: false },
    ...changed,
    { name: "half-made", programs: [props], halfMade: true },
  ];
}

/** As JSON has it: what is left out is not there. */
function declared(props: Values): Values {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}

async function stateOf(fixture: Fixture, history: History): Promise<StoredState> {
  const { id, inputs, outputs } = (await live(fixture, history)).stored;
  // A definition's kind is the sdk's: both are what stands in users' states.
  const __provider = providerText(fixture.kind as Kind);
  const secrets = definitionOf(fixture.kind).secretOutputs.filter((name) => name in outputs && !(name in inputs));
  const hidden = Object.fromEntries(secrets.map((name) => [name, SECRET]));
  return { ...history, id, inputs: { ...inputs, __provider }, outputs: { ...outputs, ...hidden, __provider } };
}

async function write(fixture: Fixture, path: string): Promise<void> {
  const states: StoredState[] = [];
  for (const history of historiesOf(fixture)) {
    try {
      states.push(await stateOf(fixture, history));
    } catch (error) {
      if (!(error instanceof FinishedError)) throw error;
    }
  }
  const file: StatesFile = { fixture: titleOf(fixture), kind: fixture.kind, states };
  writeFileSync(path, `${JSON.stringify(file, undefined, INDENT)}\n`);
  console.log(`wrote ${path}`);
}

async function writeAll(root: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = statesFolder(root, version);
  mkdirSync(folder, { recursive: true });
  for (const fixture of FIXTURES) {
    const path = join(folder, fileName(titleOf(fixture)));
    if (!existsSync(path)) await write(fixture, path);
  }
}

void writeAll(process.cwd());
