/** MX Plan on the real engine: a domain of either generation, and other customers to delegate to. */

import { defaultSeed, type Seed } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import type { Declared } from "./project.js";

export const OWNER = "ab12345-ovh";
export const PARTNER = "cd67890-ovh";
export const ASSISTANT = "ef24680-ovh";
export const MX_PLAN_SERVICE = "mxplan-ab12345-1";

/** Of another customer. */
export function keysFor(nichandle: string) {
  return {
    applicationKey: `key-of-${nichandle}`,
    applicationSecret: `canary-secret-of-${nichandle}`,
    consumerKey: `canary-consumer-of-${nichandle}`,
  };
}

export interface MxPlans {
  readonly legacy?: Partial<NonNullable<Seed["mxPlanDomains"]>[number]>;
  readonly modern?: Partial<NonNullable<Seed["mxPlanServices"]>[number]>;
  /** Domains of the legacy MX Plan beside it. */
  readonly more?: NonNullable<Seed["mxPlanDomains"]>;
}

/** `example.org` is on the legacy MX Plan, `example.net` on the new one. */
export function mxPlans({ legacy = {}, modern = {}, more = [] }: MxPlans = {}): Partial<Seed> {
  const others = [PARTNER, ASSISTANT].map((nichandle) => ({ nichandle, ...keysFor(nichandle) }));
  return {
    apiAccounts: [...defaultSeed().apiAccounts, ...others],
    mxPlanDomains: [
      { name: "example.org", owner: OWNER, ...legacy },
      { name: "example.net", owner: OWNER, migratedTo: MX_PLAN_SERVICE },
      ...more,
    ],
    mxPlanServices: [{ name: MX_PLAN_SERVICE, owner: OWNER, domains: ["example.net"], freeAccounts: 3, ...modern }],
  };
}

export function mailbox(name: string, emailAddress: string, props: Values = {}): Declared {
  return { kind: "MxPlanAccount", name, props: { emailAddress, ...props } };
}

export function redirection(name: string, from: string, to: string, props: Values = {}): Declared {
  return { kind: "MxPlanRedirection", name, props: { from, to, ...props } };
}

export function responder(name: string, emailAddress: string, props: Values = {}): Declared {
  return { kind: "MxPlanResponder", name, props: { emailAddress, content: "Back on Monday", ...props } };
}
