import { generator } from "../random.js";
import {
  defaultLimits,
  type FaultLimits,
  type FaultName,
  faultNames,
  namedFault,
  namedTaskFault,
  type TaskFaultName,
  taskFaultNames,
  whatItFits,
} from "./catalogue.js";
import type { TaskFault } from "./kinds.js";
import { type ProfileName, profiles } from "./profiles.js";
import { endsWith, type Strike, type StruckCall } from "./strike.js";

/** How probable each fault is, from 0 to 1, for one call or one new task. Their sum is at most 1. */
export type FaultRates = Partial<Record<FaultName, number>>;
export type TaskFaultRates = Partial<Record<TaskFaultName, number>>;

export interface ScheduleOptions extends Partial<FaultLimits> {
  /** The same seed and the same sequence of calls give the same faults. */
  seed: number;
  /** By name, or those of a profile. */
  rates: FaultRates | ProfileName;
  /** @default those of the profile, if one is named, else none */
  taskRates?: TaskFaultRates;
  /** Only routes whose template matches, or is this or ends so from a slash on. @default all */
  routes?: RegExp | string;
  /** Which part of the rates holds for `/auth/time`, without which no client can sign. @default 0.1 */
  timeShare?: number;
}

/** A schedule that runs. */
export interface ScheduleSummary {
  seed: number;
  rates: FaultRates;
  taskRates: TaskFaultRates;
  /** As a text. */
  routes: string;
}

const defaultTimeShare = 0.1;

/** Draws a fault or none for each call and each new task, from generators of its own. */
export class Schedule {
  readonly summary: ScheduleSummary;
  readonly limits: FaultLimits;
  private readonly timeShare: number;
  private readonly routes: RegExp | string | undefined;
  private readonly drawForCall: () => number;
  /** Apart from that of calls, so that a task more or less does not change what strikes the next call. */
  private readonly drawForTask: () => number;

  constructor({ seed, rates, taskRates, routes, timeShare = defaultTimeShare, ...limits }: ScheduleOptions) {
    const profile = typeof rates === "string" ? profileNamed(rates) : { rates, taskRates: {} };
    this.summary = {
      seed,
      rates: checkedRates(profile.rates, faultNames),
      taskRates: checkedRates(taskRates ?? profile.taskRates, taskFaultNames),
      routes: String(routes ?? ""),
    };
    if (!(timeShare >= 0 && timeShare <= 1)) throw new RangeError("timeShare must be from 0 to 1");
    this.timeShare = timeShare;
    this.routes = routes;
    this.limits = { ...defaultLimits, ...limits };
    this.drawForCall = generator(seed);
    this.drawForTask = generator(~seed);
  }

  /** Two draws a call, whatever comes of them, so that one call's luck does not depend on another's route. */
  strike(call: StruckCall): Strike | undefined {
    const [luck, kind] = [this.drawForCall(), this.drawForCall()];
    const share = call.route === "/auth/time" ? this.timeShare : 1;
    const name = chosen(this.summary.rates, luck, share);
    if (name === undefined || !this.covers(call.route) || !fits(name, call)) return undefined;
    return { name, fault: namedFault(name, kind, this.limits) };
  }

  taskFault(): { name: string; fault: TaskFault } | undefined {
    const [luck, kind] = [this.drawForTask(), this.drawForTask()];
    const name = chosen(this.summary.taskRates, luck, 1);
    return name === undefined ? undefined : { name, fault: namedTaskFault(name, kind, this.limits) };
  }

  /** How old a list may become. */
  get staleMs(): number {
    return (this.summary.rates.staleList ?? 0) > 0 ? this.limits.maxStaleMs : 0;
  }

  private covers(route: string): boolean {
    // Unlike `test`, `search` remembers nothing from one call to the next.
    return this.routes instanceof RegExp ? route.search(this.routes) >= 0 : endsWith(route, this.routes);
  }
}

function profileNamed(name: string) {
  const found = Object.hasOwn(profiles, name) ? profiles[name as ProfileName] : undefined; // checked just here
  if (found === undefined) throw new RangeError(`there is no profile ${name}; there are ${Object.keys(profiles)}`);
  return found;
}

function checkedRates<Name extends string>(
  rates: Partial<Record<Name, number>>,
  names: readonly Name[],
): Partial<Record<Name, number>> {
  const unknown = Object.keys(rates).find((name) => !names.some((one) => one === name));
  if (unknown !== undefined) throw new RangeError(`there is no fault ${unknown}; there are ${names.join(", ")}`);
  const all = Object.values<number | undefined>(rates).map((rate) => rate ?? 0);
  const sum = all.reduce((total, rate) => total + rate, 0);
  const roundingMargin = 1e-9;
  if (all.some((rate) => !(rate >= 0)) || sum > 1 + roundingMargin) {
    throw new RangeError("the rates of faults must be at least 0, and at most 1 together");
  }
  return { ...rates };
}

/** The fault whose part of the line from 0 to 1 the draw falls into. */
function chosen<Name extends string>(
  rates: Partial<Record<Name, number>>,
  luck: number,
  share: number,
): Name | undefined {
  let end = 0;
  for (const [name, rate] of Object.entries(rates) as [Name, number | undefined][]) {
    end += (rate ?? 0) * share;
    if (luck < end) return name;
  }
  return undefined;
}

function fits(name: FaultName, call: StruckCall): boolean {
  switch (whatItFits(name)) {
    case "writes":
      return call.method !== "GET";
    case "lists":
      return call.isList;
    case "signedCalls":
      return call.isSigned;
    case "tokenCalls":
      return call.hasToken;
    case "anyCall":
      return true;
  }
}
