/** What is to be declared, for every kind of resource, with a canary wherever a password may stand. */

import { definitionOf } from "../../provider/kinds.js";
import type { Seed } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { FIXTURES } from "../lifecycle/fixtures/index.js";
import { SERVICE, seedWith } from "../support/world.js";

/** With signs that every encoding writes otherwise; the legacy MX Plan takes no accents. */
export const PASSWORD = 'Zq-Canari/"+1&(4)<';
export const NEXT_PASSWORD = 'Zq-Papaya/"+2&(5)<';
const SOURCE_PASSWORD = 'Zq-Mangue/"+3&(6)<';

export interface Scene {
  readonly title: string;
  readonly kind: string;
  readonly props: Values;
  readonly change: Values;
  readonly seed: () => Seed;
}

const OWNER = "ab12345-ovh";
const PLAN = "mxplan-ab12345-1";
const MOVED = "zoe@example.com";

const move = {
  kind: "AccountMigration",
  props: { source: MOVED, destination: { service: SERVICE }, sourcePassword: SOURCE_PASSWORD },
};

const MOVES: readonly Scene[] = [
  {
    ...move,
    title: "AccountMigration, legacy",
    props: { ...move.props, confirmIrreversible: true },
    change: { sourceAfterwards: "reset" },
    seed: () => {
      const accounts = [{ name: "zoe", password: PASSWORD, usedBytes: 5_000_000 }];
      return seedWith({ freeAccounts: 2 }, { mxPlanDomains: [{ name: "example.com", owner: OWNER, accounts }] });
    },
  },
  {
    ...move,
    title: "AccountMigration, new",
    change: { copy: { imap: {} }, sourceAfterwards: "reset" },
    seed: () => {
      const accounts = [{ emailAddress: MOVED, displayName: "Zoe Roux" }];
      return seedWith(
        { freeAccounts: 2 },
        {
          mxPlanDomains: [{ name: "example.com", owner: OWNER, migratedTo: PLAN }],
          mxPlanServices: [{ name: PLAN, owner: OWNER, domains: ["example.com"], accounts }],
        },
      );
    },
  },
];

export const SCENES: readonly Scene[] = [
  ...FIXTURES.map(({ kind, title = kind, props, world, others, changes }) => ({
    title,
    kind,
    props,
    change: changes[0]?.props ?? {},
    seed: () => seedWith(world(), others?.()),
  })),
  ...MOVES,
];

/** Each way to give a password; nothing: one is generated, or there is none. */
const WAYS: readonly { readonly name: string; readonly before: Values; readonly after: Values }[] = [
  { name: "declared", before: { password: PASSWORD }, after: { password: NEXT_PASSWORD } },
  { name: "from a variable", before: { passwordFrom: { env: "CANARY_BEFORE" } }, after: { passwordVersion: 2 } },
  { name: "from a file", before: { passwordFrom: { file: "CANARY_FILE" } }, after: { passwordVersion: 2 } },
  {
    name: "from a command",
    before: { passwordFrom: { command: ["/bin/cat", "CANARY_FILE"] } },
    after: { passwordVersion: 2 },
  },
  { name: "generated", before: {}, after: {} },
];

export interface Declared {
  readonly way: string;
  readonly before: Values;
  readonly after: Values;
}

/** The property that takes a password takes it in another way with each number. */
export function declared({ kind, props, change }: Scene, number: number, file: string): Declared {
  const way = WAYS[number % WAYS.length];
  if (way === undefined || !("password" in definitionOf(kind).fields)) {
    return { way: "none", before: props, after: { ...props, ...change } };
  }
  const before = withFile({ ...props, ...way.before }, file);
  return { way: way.name, before, after: { ...before, ...change, ...way.after } };
}

function withFile(props: Values, file: string): Values {
  const text = JSON.stringify(props).replaceAll("CANARY_FILE", file);
  return JSON.parse(text) as Values; // Written by us a line above.
}
