/** A new MX Plan with two people and two free accounts, beside an Exchange service that has one of its domains. */

import { defaultSeed, type Seed, type SimulatorOptions } from "../../../provider/simulator/index.js";
import { simulated, stranger } from "../../support/signed-caller.js";

export type MxplanSeed = NonNullable<Seed["mxPlanServices"]>[number];

/** What the tests look into. */
interface Shown {
  message: string;
  id: number;
  function: string;
  taskPendingId: number;
}

export const account = (address: string) => `/email/mxplan/mxplan-ab12345-1/account/${address}`;

export function mxplanSeed(changes: Partial<MxplanSeed> = {}): Seed {
  const seed = defaultSeed();
  const plan: MxplanSeed = {
    name: "mxplan-ab12345-1",
    owner: "ab12345-ovh",
    domains: [
      "example.com",
      "example.org",
      { name: "new.example.org", state: "creating", mxIsValid: false },
      { name: "unproved.example.org", domainValidated: false },
    ],
    accounts: [
      {
        emailAddress: "anna@example.com",
        displayName: "Anna Durand",
        password: "Secret-of-hers-1",
        aliases: ["contact@example.com"],
        currentUsageKb: 2_048,
      },
      { emailAddress: "bob@example.com" },
    ],
    freeAccounts: 2,
    grants: [{ on: "bob@example.com", to: "anna@example.com", right: "fullAccess" }],
    ...changes,
  };
  const exchange = {
    name: "hosted-ab12345-1",
    owner: "ab12345-ovh",
    domains: ["example.org"],
    accounts: [{ emailAddress: "shop@example.org" }],
  };
  return {
    ...seed,
    apiAccounts: [...seed.apiAccounts, stranger],
    exchangeServices: [exchange],
    mxPlanServices: [plan],
  };
}

export function startMxplan(changes: Partial<MxplanSeed> = {}, options: Omit<SimulatorOptions, "seed" | "clock"> = {}) {
  return simulated<Shown>(mxplanSeed(changes), options);
}
