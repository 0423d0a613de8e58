/** Domains of both generations of MX Plan, and an engine to declare mailboxes in them. */

import type { Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "./engine.js";
import { createWorld, seedWith } from "./world.js";

export const SERVICE = "mxplan-ab12345-1";
export const OWNER = "ab12345-ovh";
export const LEGACY = "anna@example.org";
export const NEW = "anna@example.net";
export const DELEGATED = "carol@example.de";

type Others = NonNullable<Parameters<typeof seedWith>[1]>;

function domains(accounts: readonly string[] = []): NonNullable<Others["mxPlanDomains"]> {
  const delegated = [{ name: "carol", password: "Carols-Own-1", delegates: [OWNER], description: "Carol" }];
  return [
    { name: "example.org", owner: OWNER, accounts: accounts.map((name) => ({ name, password: "Old-Password-77" })) },
    { name: "example.net", owner: OWNER, migratedTo: SERVICE },
    { name: "other.example.net", owner: OWNER, migratedTo: SERVICE },
    { name: "example.fr", owner: OWNER, migratedTo: "mxplan-ab12345-2" },
    { name: "example.de", owner: "zz99999-ovh", accounts: [...delegated, { name: "dora" }] },
  ];
}

/** One domain of the legacy MX Plan, some of the new one, and an account of somebody else that was delegated. */
export function startMxPlan({ accounts = [], switches = {}, zimbra = false }: StartOptions = {}) {
  const seed = seedWith(
    {},
    {
      apiAccounts: [
        ...(seedWith({}).apiAccounts ?? []),
        {
          nichandle: "zz99999-ovh",
          applicationKey: "otherApplicationK",
          applicationSecret: "otherApplicationSecret0000000000",
          consumerKey: "otherConsumerKey0000000000000000",
        },
      ],
      mxPlanDomains: domains(accounts),
      mxPlanServices: [
        {
          name: SERVICE,
          owner: OWNER,
          domains: ["example.net", "other.example.net"],
          freeAccounts: 3,
          isZimbra: zimbra,
        },
        { name: "mxplan-ab12345-2", owner: OWNER, domains: ["example.fr"] },
      ],
    },
  );
  const world = createWorld({ seed, switches });
  return { world, engine: new Engine(world.newSession()) };
}

export interface StartOptions {
  readonly accounts?: readonly string[];
  readonly switches?: Partial<Switches>;
  readonly zimbra?: boolean;
}

export function account(emailAddress: string, props: Values = {}): Declaration {
  return { kind: "MxPlanAccount", name: "anna", props: { emailAddress, ...props } };
}
