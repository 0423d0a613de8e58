/** A small OVHcloud of all products, and what there is in it that no program made. */

import { createSimulator, type Seed, type Simulator, type Switches } from "../../provider/simulator/index.js";
import type { SimulatedClock } from "./clock.js";

export const SERVICE = "hosted-ab12345-1";
export const MXPLAN = "mxplan-ab12345-1";
export const OWNER = "ab12345-ovh";
export const CUSTOMER = "cd67890-ovh";
export const MOVER_PASSWORD = "Canari-Mover-12";

/** Whatever of these shows where it must not is a leak. */
export const CREDENTIALS = {
  applicationKey: "simulatedAppKey0",
  applicationSecret: "canariApplicationSecret000000000",
  consumerKey: "canariConsumerKey000000000000000",
  clientId: "EU.client",
  clientSecret: "canariClientSecret",
};

const seed: Seed = {
  apiAccounts: [
    { nichandle: OWNER, ...CREDENTIALS },
    { nichandle: CUSTOMER, applicationKey: "key2", applicationSecret: "secret2".repeat(5), consumerKey: "consumer2" },
  ],
  exchangeServices: [
    {
      name: SERVICE,
      offer: "hosted",
      owner: OWNER,
      domains: ["example.com"],
      freeAccounts: 6,
      accounts: [
        { emailAddress: "fred@example.com", displayName: "Fred", aliases: ["frederic@example.com"] },
        { emailAddress: "fiona@example.com", displayName: "Fiona" },
      ],
      sharedAccounts: [{ emailAddress: "archive@example.com", quotaMb: 100 }],
      externalContacts: [{ emailAddress: "partner@example.edu", displayName: "Partner" }],
      grants: [{ on: "archive@example.com", to: "fiona@example.com", right: "fullAccess" }],
    },
  ],
  mxPlanDomains: [
    { name: "example.com", owner: OWNER, accounts: [{ name: "mover", password: MOVER_PASSWORD, usedBytes: 5_000 }] },
    {
      name: "example.org",
      owner: OWNER,
      accounts: [{ name: "frank" }],
      redirections: [{ from: "old@example.org", to: "fred@example.com" }],
    },
    { name: "example.net", owner: OWNER, migratedTo: MXPLAN },
  ],
  mxPlanServices: [
    {
      name: MXPLAN,
      owner: OWNER,
      domains: ["example.net"],
      freeAccounts: 4,
      accounts: [{ emailAddress: "nora@example.net" }],
    },
  ],
};

/** What differs from one world to the next. */
export interface Habits {
  readonly switches: Partial<Switches>;
  readonly taskDurationMs: { readonly min: number; readonly max: number };
  readonly luck: number;
}

export function openWorld(clock: SimulatedClock, { switches, taskDurationMs, luck }: Habits): Simulator {
  return createSimulator({ seed, switches, randomSeed: luck, clock, taskDurationMs: { ...taskDurationMs } });
}
