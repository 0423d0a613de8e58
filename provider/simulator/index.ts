export type { CallRecord } from "./calls.js";
export type { Duration, TaskDurations } from "./durations.js";
export type { Offer } from "./exchange/model.js";
export type { CallFault, CallMatch, Faults, TaskFault } from "./faults.js";
export type {
  AccountReadOnly,
  AccountView,
  AccountWritable,
  Right,
  SharedAccountReadOnly,
  SharedAccountView,
  SharedAccountWritable,
} from "./mailbox/model.js";
export { defaultSeed, type Seed, SeedError } from "./seed.js";
export type { ListenOptions, SimulatorServer } from "./serve.js";
export { createSimulator, type Simulator, type SimulatorOptions } from "./simulator.js";
export { StateFileError } from "./store.js";
export type { Switches } from "./switches.js";
export type { TaskOutcome, TaskStatus } from "./task-model.js";
export type { WireProblem } from "./wire-check.js";
export type { GrantOrder, GrantSummary, ServiceSummary, TaskSummary, World } from "./world.js";
