import type { Context } from "./context.js";
import { buildDomain } from "./email-domain/build.js";
import { buildExchangeService } from "./exchange/build.js";
import { firstIds, type WorldState } from "./model.js";
import { buildMxplan } from "./mxplan/build.js";
import type { ParsedSeed } from "./seed.js";

/** A world with nothing in it. */
export function emptyWorld(randomSeed: number): WorldState {
  return {
    formatVersion: 2,
    exchangeServices: [],
    mxplanServices: [],
    domains: [],
    mailboxes: [],
    orders: [],
    tasks: [],
    endedTasks: [],
    nextIds: { ...firstIds },
    random: randomSeed >>> 0,
  };
}

/** Fills an empty world from a seed that was checked. */
export function populate(context: Context, seed: ParsedSeed): void {
  for (const service of seed.exchangeServices) buildExchangeService(context, service);
  for (const service of seed.mxPlanServices) buildMxplan(context, service);
  for (const domain of seed.mxPlanDomains) buildDomain(context, domain);
}
