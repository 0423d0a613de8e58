/** Where rights stand: an Exchange service, a service of the new MX Plan, or the nichandles of the legacy one. */

import type { TargetType as ExchangeTargetType } from "../ovh/exchange.js";
import type { TaskId, TaskWatcher } from "../ovh/tasks.js";
import type { Grants, Right } from "./rights.js";

/** What the program points at. */
export type DelegationTarget =
  | { readonly service: string; readonly emailAddress: string }
  | { readonly mxPlanDomain: string }
  | { readonly mxPlanAccount: string };

export type TargetType = ExchangeTargetType | "mxPlanDomain" | "mxPlanAccount";

/** The number of an account or, as OVHcloud spells it, a nichandle. */
export type Key = number | string;

export function sameKey(one: Key, other: Key): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}

export interface KnownTarget {
  readonly type: TargetType;
  /** The number, which outlives a renaming. What has none goes by its address (groups: the first one) or its domain. */
  readonly id: Key;
}

export interface LiveTarget extends KnownTarget {
  /** As people call it now: its address or, for all accounts of a domain, the domain. */
  readonly name: string;
}

/** A target, and who holds what on it. */
export interface Seen {
  readonly target: LiveTarget;
  readonly rightsByKey: ReadonlyMap<Key, readonly Right[]>;
}

/** One target in the place where it lives. */
export interface RightsPlace {
  readonly tasks: () => TaskWatcher | Promise<TaskWatcher>;
  /** What OVHcloud works on there; nothing where rights are given at once. */
  readonly listTasks: () => Promise<readonly TaskId[]>;
  /** What OVHcloud works on for this target or, where that is not listed apart, in the whole service. */
  readonly tasksOn: (target: LiveTarget) => Promise<readonly TaskId[]>;
  /**
   * What stands where the program points. Undefined: nothing.
   * @throws why no right can be given there at all
   */
  readonly targetOf: (likely: TargetType | undefined) => Promise<LiveTarget | undefined>;
  /** What the state recorded, wherever it is now. */
  readonly lookFor: (known: KnownTarget | undefined) => Promise<Seen | undefined>;
  /** Said when nothing stands where the program points. */
  readonly absent: string;
  readonly rightsOn: (type: TargetType) => readonly Right[];
  /** Said of any other right. */
  readonly whyNot: (type: TargetType) => string;
  /** @throws when somebody among the desired delegates cannot be one */
  readonly refuse: (desired: Grants, seen: Seen) => Promise<void>;
  /** Who holds one of these rights, and which of them. Undefined: the target is not there. */
  readonly holders: (
    target: LiveTarget,
    rights: readonly Right[],
  ) => Promise<ReadonlyMap<Key, readonly Right[]> | undefined>;
  readonly holds: (target: LiveTarget, right: Right, key: Key) => Promise<boolean>;
  /** Undefined: done at once. */
  readonly grant: (target: LiveTarget, right: Right, key: Key) => Promise<TaskId | undefined>;
  readonly revoke: (target: LiveTarget, right: Right, key: Key) => Promise<TaskId | undefined>;
  /** The names of those whom OVHcloud shows; `recorded` spares calls. Nobody knows those that are left out. */
  readonly namesOf: (
    keys: readonly Key[],
    recorded: Readonly<Record<string, Key>>,
  ) => Promise<ReadonlyMap<Key, string>>;
  /** Those that are left out do not exist. */
  readonly keysOf: (names: readonly string[]) => Promise<Readonly<Record<string, Key>>>;
  /** Said of a delegate who does not exist. */
  readonly unknownDelegate: string;
  /** What more can be said of OVHcloud's refusal to give a right; empty when nothing can. */
  readonly hint: (error: unknown) => Promise<string>;
  readonly idOf: (target: LiveTarget) => string;
  /** How the program points at it now. */
  readonly pointAt: (target: LiveTarget) => DelegationTarget;
}
