/** What every official client meets: a service with free accounts and one person, on a port of this machine. */

import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { createSimulator, defaultSeed, type ListenOptions, type Simulator } from "../../provider/simulator/index.js";

export const SERVICE = "hosted-ab12345-1";
export const ANNA = "anna@example.com";

/** An application of the same customer's that may do nothing but look at `/me`. */
export const LIMITED = {
  applicationKey: "limitedKey",
  applicationSecret: "limitedSecret",
  consumerKey: "limitedConsumer",
};

export interface Stage {
  readonly simulator: Simulator;
  readonly url: string;
  readonly port: number;
}

/** Real time passes, because clients have no clock of ours; tasks take as good as none. */
export async function setStage(listen: ListenOptions = {}): Promise<Stage> {
  const seed = defaultSeed();
  const [customer] = seed.apiAccounts;
  const [service] = seed.exchangeServices ?? [];
  if (customer === undefined || service === undefined)
    throw new Error("the default seed has no customer or no service");
  const rules = [{ method: "GET" as const, path: "/me" }];
  seed.apiAccounts.push({ nichandle: customer.nichandle, ...LIMITED, accessRules: rules });
  seed.exchangeServices = [{ ...service, accounts: [{ emailAddress: ANNA }], freeAccounts: 2 }];
  const simulator = createSimulator({ seed, taskDurationMs: { min: 5, max: 30 } });
  const server = await simulator.listen(listen);
  onTestFinished(() => server.close());
  return { simulator, url: server.url, port: server.port };
}

const PAUSE_MS = 5;
const PAUSES_MAX = 1_000;

/** Asks again until the answer is there. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let pause = 0; pause < PAUSES_MAX; pause++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await delay(PAUSE_MS);
  }
  throw new Error("what was waited for did not come");
}
