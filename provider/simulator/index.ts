export type { CallRecord } from "./calls.js";
export type { Duration, TaskDurations } from "./durations.js";
export type { DirectoryWorld, ParticipantSummary } from "./exchange/directory-world.js";
export type { ExchangeDomainView, ExchangeServiceView, Offer } from "./exchange/model.js";
export type { ExchangeWorld, ServiceSummary } from "./exchange/world.js";
export {
  type FaultName,
  faultDescriptions,
  faultNames,
  namedFault,
  namedTaskFault,
  type TaskFaultName,
  taskFaultNames,
} from "./faults/catalogue.js";
export { type ColleagueName, colleagueNames } from "./faults/colleague.js";
export type { FaultCounts } from "./faults/counts.js";
export type { CallFault, CallMatch, TaskFault, TaskMatch } from "./faults/kinds.js";
export { type ProfileName, profiles as faultProfiles } from "./faults/profiles.js";
export type { Faults, QueuedFault } from "./faults/queue.js";
export type { FaultRates, ScheduleOptions, ScheduleSummary, TaskFaultRates } from "./faults/schedule.js";
export type {
  AccountReadOnly,
  AccountView,
  AccountWritable,
  ExternalContactView,
  ExternalContactWritable,
  MailingListView,
  MailingListWritable,
  Right,
  SharedAccountReadOnly,
  SharedAccountView,
  SharedAccountWritable,
} from "./mailbox/model.js";
export type { GrantOrder, GrantSummary, MailboxWorld } from "./mailbox/world.js";
export type { SimulatorOptions } from "./options.js";
export type { Lag } from "./propagation.js";
export type { RateLimit } from "./rate-limit.js";
export { defaultSeed, type Seed, SeedError } from "./seed.js";
export type { ListenOptions, SimulatorServer } from "./serve.js";
export { createSimulator, type Simulator } from "./simulator.js";
export { StateFileError } from "./store.js";
export type { Switches } from "./switches.js";
export type { TaskOutcome, TaskStatus } from "./task-model.js";
export type { TaskSummary } from "./task-world.js";
export type { WireProblem } from "./wire-check.js";
export type { World } from "./world.js";
