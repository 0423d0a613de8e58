import {
  type FaultName,
  faultDescriptions,
  faultNames,
  type TaskFaultName,
  taskFaultNames,
} from "../faults/catalogue.js";
import { profiles } from "../faults/profiles.js";
import type { Faults, QueuedFault } from "../faults/queue.js";
import type { WorldState } from "../model.js";
import { operations } from "../operations.js";
import type { FaultKind, FaultsView, QueuedFaultRow } from "./view-model.js";

export function faultsView(faults: Faults, state: WorldState): FaultsView {
  const { scheduled, counts } = faults;
  return {
    callFaults: faultNames.map(kindOf),
    taskFaults: taskFaultNames.map(kindOf),
    queued: faults.list().map(queuedRow),
    scheduled:
      scheduled === undefined
        ? null
        : { seed: scheduled.seed, callShare: sumOf(scheduled.rates), taskShare: sumOf(scheduled.taskRates) },
    profiles: Object.keys(profiles),
    struck: Object.entries(counts.byName).map(([name, count]) => ({ name, count })),
    routes: [...new Set(operations.map(({ template }) => template))],
    functions: [...new Set([...state.endedTasks, ...state.tasks].map((task) => task.function))].sort(),
  };
}

function kindOf(name: FaultName | TaskFaultName): FaultKind {
  return { name, description: faultDescriptions[name] };
}

function queuedRow({ id, target, name, match, seen, left }: QueuedFault): QueuedFaultRow {
  const any = { method: "", route: "", path: "", function: "", nth: 1 };
  const { times: _counted, ...wanted } = match;
  return { ...any, ...wanted, id, target, name, seen, left };
}

function sumOf(rates: Readonly<Record<string, number>>): number {
  return Object.values(rates).reduce((sum, rate) => sum + rate, 0);
}
