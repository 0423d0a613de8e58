import type { z } from "zod";
import type { writable } from "./api/types.js";
import type { DomainRecord } from "./email-domain/model.js";
import type { ServiceRecord } from "./exchange/model.js";
import type { Mailbox } from "./mailbox/model.js";
import type { MxplanServiceRecord } from "./mxplan/model.js";
import type { OrderRecord } from "./order/model.js";
import type { TaskRecord } from "./task-model.js";

/** The values of a model, as OVHcloud's API shows them. */
export type Shown<Model extends z.ZodType> = { -readonly [Name in keyof z.output<Model>]: z.output<Model>[Name] };
/** What a PUT of a model may change. */
export type Changes<Model extends z.ZodObject> = z.output<ReturnType<typeof writable<Model["shape"]>>>;
/** The part of a model that a PUT may change. */
export type Writable<Model extends z.ZodObject> = {
  [Name in keyof Changes<Model>]-?: Exclude<Changes<Model>[Name], undefined>;
};

/** Who answers for a service towards OVHcloud, by nichandle. */
export interface Contacts {
  admin: string;
  tech: string;
  billing: string;
}

/**
 * The stored world: plain data, so that the state file is its JSON and nothing else. Field names that OVHcloud's API has
 * are spelt as there; names of our own carry a unit or say what they are.
 */
export interface WorldState {
  formatVersion: 2;
  exchangeServices: ServiceRecord[];
  mxplanServices: MxplanServiceRecord[];
  /** Legacy MX Plans, one for each domain. */
  domains: DomainRecord[];
  /** Everything with an address on a platform that knows rights: Exchange, and the new MX Plan. */
  mailboxes: Mailbox[];
  orders: OrderRecord[];
  /** What is under way, in the order of its beginning. */
  tasks: TaskRecord[];
  /** What has ended, oldest first. */
  endedTasks: TaskRecord[];
  nextIds: Record<IdKind, number>;
  /** State of the generator of durations and placeholder names. */
  random: number;
}

/** The ranges of ids do not meet, so that mixing them up shows. */
export const firstIds = {
  account: 2_100_001,
  sharedAccount: 5_400_001,
  mailingList: 6_200_001,
  externalContact: 6_800_001,
  mxplanAccount: 7_300_001,
  /** Ids that no API shows: of legacy accounts, redirections, domains. */
  hidden: 9_000_001,
  task: 113_000_001,
  order: 201_000_001,
};
export type IdKind = keyof typeof firstIds;
