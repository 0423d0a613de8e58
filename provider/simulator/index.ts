export type { CallRecord } from "./calls.js";
export type { CallFault, CallMatch, Faults, TaskFault } from "./faults.js";
export type {
  AccountReadOnly,
  AccountView,
  AccountWritable,
  Offer,
  Right,
  ServiceRecord,
  SharedAccountReadOnly,
  SharedAccountView,
  SharedAccountWritable,
  TaskStatus,
} from "./model.js";
export { defaultSeed, type Seed, SeedError } from "./seed.js";
export type { ListenOptions, SimulatorServer } from "./serve.js";
export { createSimulator, type Simulator, type SimulatorOptions } from "./simulator.js";
export { StateFileError } from "./store.js";
export type { Switches } from "./switches.js";
export type { GrantOrder, GrantSummary, TaskSummary, World } from "./world.js";
