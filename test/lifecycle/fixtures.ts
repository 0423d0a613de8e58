/** One fixture for each kind: the suite in lifecycle.test.ts runs the same life on all of them. */

import type { Values } from "../../provider/values.js";
import type { Declaration } from "../support/engine.js";
import { SERVICE, type seedWith, type TestWorld } from "../support/world.js";

export interface Fixture {
  readonly kind: string;
  readonly props: Values;
  readonly world: () => Parameters<typeof seedWith>[0];
  /** A change of each property, alone, and what OVHcloud then shows. */
  readonly changes: readonly {
    readonly name: string;
    readonly props: Values;
    readonly shows: (world: TestWorld) => unknown;
    readonly value: unknown;
  }[];
  /** What a colleague does in the panel, and what a refresh shows. */
  readonly drifts: readonly {
    readonly name: string;
    readonly edit: (world: TestWorld) => void;
    readonly seen: Values;
  }[];
  readonly vanish: (world: TestWorld) => void;
  readonly exists: (world: TestWorld) => boolean;
  readonly protects: boolean;
}

const people = [
  { emailAddress: "bob@example.com", displayName: "Bob Petit" },
  { emailAddress: "eve@example.com", displayName: "Eve Garnier" },
];

const account: Fixture = {
  kind: "ExchangeAccount",
  props: { service: SERVICE, emailAddress: "anna@example.com", displayName: "Anna Durand", firstName: "Anna" },
  world: () => ({ freeAccounts: 3 }),
  changes: [
    {
      name: "displayName",
      props: { displayName: "Anna D." },
      shows: (w) => w.simulator.world.account("anna@example.com")?.displayName,
      value: "Anna D.",
    },
    {
      name: "firstName taken out",
      props: { firstName: undefined },
      shows: (w) => w.simulator.world.account("anna@example.com")?.firstName || "",
      value: "",
    },
    {
      name: "hiddenFromDirectory",
      props: { hiddenFromDirectory: true },
      shows: (w) => w.simulator.world.account("anna@example.com")?.hiddenFromGAL,
      value: true,
    },
    {
      name: "password",
      props: { password: "Orange-Lundi-42" },
      shows: (w) => w.simulator.world.passwordMatches("anna@example.com", "Orange-Lundi-42"),
      value: true,
    },
    {
      name: "address",
      props: { emailAddress: "Anna.Durand@Example.com" },
      shows: (w) => w.simulator.world.account("anna.durand@example.com")?.displayName,
      value: "Anna Durand",
    },
  ],
  drifts: [
    {
      name: "display name",
      edit: (w) => w.simulator.world.editAccount("anna@example.com", { displayName: "Anna X" }),
      seen: { displayName: "Anna X" },
    },
    {
      name: "address",
      edit: (w) => w.simulator.world.editAccount("anna@example.com", { login: "anna2" }),
      seen: { emailAddress: "anna2@example.com" },
    },
  ],
  vanish: (w) => w.simulator.world.resetAccount("anna@example.com"),
  exists: (w) => w.simulator.world.account("anna@example.com") !== undefined,
  protects: true,
};

const shared: Fixture = {
  kind: "SharedMailbox",
  props: { service: SERVICE, emailAddress: "support@example.com", quotaMb: 1024, displayName: "Support" },
  world: () => ({ freeAccounts: 3 }),
  changes: [
    {
      name: "quotaMb",
      props: { quotaMb: 2048 },
      shows: (w) => w.simulator.world.sharedAccount("support@example.com")?.quota,
      value: 2048,
    },
    {
      name: "displayName taken out",
      props: { displayName: undefined },
      shows: (w) => w.simulator.world.sharedAccount("support@example.com")?.displayName || "",
      value: "",
    },
    {
      name: "address",
      props: { emailAddress: "help@example.com" },
      shows: (w) => w.simulator.world.sharedAccount("help@example.com")?.quota,
      value: 1024,
    },
  ],
  drifts: [
    {
      name: "quota",
      edit: (w) => w.simulator.world.editSharedAccount("support@example.com", { quota: 512 }),
      seen: { quotaMb: 512 },
    },
    {
      name: "address",
      edit: (w) =>
        w.simulator.world.editSharedAccount("support@example.com", { sharedEmailAddress: "hilfe@example.com" }),
      seen: { emailAddress: "hilfe@example.com" },
    },
  ],
  vanish: (w) => w.simulator.world.remove("support@example.com"),
  exists: (w) => w.simulator.world.sharedAccount("support@example.com") !== undefined,
  protects: true,
};

const rightsOf = (w: TestWorld) =>
  w.simulator.world
    .grants("support@example.com")
    .map(({ to, right }) => `${to} ${right}`)
    .sort();

const delegation: Fixture = {
  kind: "Delegation",
  props: {
    on: { service: SERVICE, emailAddress: "support@example.com" },
    grants: { "bob@example.com": ["fullAccess", "sendAs"] },
  },
  world: () => ({
    freeAccounts: 3,
    accounts: people,
    sharedAccounts: [{ emailAddress: "support@example.com", quotaMb: 1024 }],
  }),
  changes: [
    {
      name: "a person more",
      props: { grants: { "bob@example.com": ["sendAs", "fullAccess"], "eve@example.com": ["sendOnBehalf"] } },
      shows: rightsOf,
      value: ["bob@example.com fullAccess", "bob@example.com sendAs", "eve@example.com sendOnBehalfTo"],
    },
    {
      name: "a right less",
      props: { grants: { "bob@example.com": ["sendAs"] } },
      shows: rightsOf,
      value: ["bob@example.com sendAs"],
    },
    {
      name: "from send as to send on behalf",
      props: { grants: { "bob@example.com": ["fullAccess", "sendOnBehalf"] } },
      shows: rightsOf,
      value: ["bob@example.com fullAccess", "bob@example.com sendOnBehalfTo"],
    },
    {
      name: "somebody else",
      props: { grants: { "EVE@example.com": ["fullAccess"] } },
      shows: rightsOf,
      value: ["eve@example.com fullAccess"],
    },
    { name: "nobody", props: { grants: {} }, shows: rightsOf, value: [] },
  ],
  drifts: [
    {
      name: "a right given in the panel",
      edit: (w) => w.simulator.world.grant({ on: "support@example.com", to: "eve@example.com", right: "fullAccess" }),
      seen: { grants: { "bob@example.com": ["fullAccess", "sendAs"], "eve@example.com": ["fullAccess"] } },
    },
    {
      name: "a right taken in the panel",
      edit: (w) => w.simulator.world.revoke({ on: "support@example.com", to: "bob@example.com", right: "sendAs" }),
      seen: { grants: { "bob@example.com": ["fullAccess"] } },
    },
  ],
  vanish: (w) => w.simulator.world.remove("support@example.com"),
  exists: (w) => rightsOf(w).length > 0,
  protects: false,
};

export const FIXTURES: readonly Fixture[] = [account, shared, delegation];

export function declare(fixture: Fixture, change: Values = {}): Declaration {
  return { kind: fixture.kind, name: "it", props: { ...fixture.props, ...change } };
}
