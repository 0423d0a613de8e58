/** What a resource is: a record of functions over plain data. Nothing here or below knows Pulumi. */

import type { Failure, FieldTable } from "./fields.js";
import type { OutcomeUnknownError } from "./ovh/errors.js";
import type { TaskId, TaskWatcher } from "./ovh/tasks.js";
import type { AwaitedAccount } from "./seat-orders.js";
import type { Session } from "./session.js";
import type { Values } from "./values.js";

/** What we keep in the state beside the program's own properties. Absent means: complete, nothing special. */
export interface Memory {
  /** A call was accepted and the rest is still to be done. */
  readonly unfinished?: boolean;
  /** With `unfinished`: a change of what was there already. If it is gone, somebody removed it. */
  readonly made?: boolean;
  /** It was asked for at this moment, and whether OVHcloud carried that out could not be found out. */
  readonly unsureSince?: string;
  /** It is removed to be made again: that it is not there is our own doing. */
  readonly anew?: boolean;
  /** When something was last written to it: for some time from then on OVHcloud's reads may not show it. */
  readonly writtenAt?: string;
  /** The mailbox was made and its first password was not set yet. */
  readonly passwordPending?: boolean;
  /** Within one run: the declared password has been set. */
  readonly passwordSet?: true;
  /** No account was free, and one is ordered: there is no mailbox yet, and nothing of it to lose. */
  readonly awaitsAccount?: AwaitedAccount | undefined;
  /** All was sent: only what OVHcloud shows counts. Never in the state. */
  readonly performed?: true;
  /** The rights that we gave ourselves: in additive mode only these are ever taken away. */
  readonly granted?: readonly Granted[];
  /** Of these, what we are taking back: ours until OVHcloud shows it no more, since its task may fail. */
  readonly taking?: readonly Granted[];
  /** Where a change that failed half-way may have left it, beside where it was. */
  readonly mayBeAt?: readonly string[];
  /** A delegation was pointed at another target, and that was broken off: what was given there already. */
  readonly moved?: {
    readonly on: Readonly<Record<string, string>>;
    readonly granted: readonly Granted[];
  };
  /** What a redirection was last asked to be: where a half-made change may have left it, and what cannot be read. */
  readonly asked?: { readonly to: string; readonly keepCopy: boolean };
  /** Of a responder that is removed to be made again: what must not be lost should the run end in between. */
  readonly former?: { readonly copyTo: string | null; readonly from: string | null; readonly to: string | null };
}

/** Rights of one delegate, by the number (of a customer, the nichandle): it outlives a renaming. */
export interface Granted {
  readonly to: number | string;
  readonly rights: readonly string[];
}

/** A resource as the state has it. */
export interface Recorded<Inputs, Facts> {
  readonly inputs: Inputs;
  /** What OVHcloud told us, such as the mailbox's number; incomplete when the resource is unfinished. */
  readonly facts: Partial<Facts>;
  readonly memory: Memory;
}

/**
 * - `change`: it shall become as the inputs say; also find what that needs, such as the numbers of new delegates;
 * - `removal`: it shall go; only what was read at this moment counts;
 * - `refresh`: nothing will be written; a list that shows it unchanged is enough.
 */
export type Purpose = "change" | "removal" | "refresh";

export interface Place<Inputs, Facts> {
  readonly inputs: Inputs;
  /** Where it was before this change, and what is known of it. */
  readonly recorded: Recorded<Inputs, Facts> | undefined;
  readonly purpose: Purpose;
}

export interface Intent<Inputs, Facts, Actual> {
  /** Undefined: it shall be gone. */
  readonly desired: Inputs | undefined;
  /** Undefined: it is not there. */
  readonly actual: Actual | undefined;
  readonly recorded: Recorded<Inputs, Facts> | undefined;
}

export interface TaskOptions {
  /** Of another service than the resource's own. */
  readonly watcher?: TaskWatcher;
  /** How long it may take, where that is longer than usual. */
  readonly timeoutMs?: number;
}

/** What a step may do to the run it belongs to. */
export interface Work<Inputs, Facts> {
  readonly session: Session;
  readonly inputs: Inputs;
  /** OVHcloud accepted something: from now on a failure keeps the resource in the state, with these facts. */
  accepted(id: string, facts: Partial<Facts>): void;
  readonly facts: Partial<Facts>;
  learn(facts: Partial<Facts>): void;
  /** What was known of one that is gone, or never came about, when another one is made. */
  forget(fact: keyof Facts): void;
  readonly memory: Memory;
  remember(memory: Memory): void;
  /** A change may or may not have been made: what is shown tells soon. */
  lost(error: OutcomeUnknownError): void;
  /** Waited for before the next stage. What it does shows when the object is read again. */
  task(taskId: TaskId, doing: string, options?: TaskOptions): void;
  /**
   * The same for what cannot be read, such as a password: only the task tells. `onDone` runs when it ended well. Where
   * OVHcloud has forgotten the task, `isDone` looks for another trace of it.
   */
  blindTask(
    taskId: TaskId,
    doing: string,
    ends: { onDone: () => void; isDone: () => Promise<boolean> },
    options?: TaskOptions,
  ): void;
}

export interface Definition<Inputs extends object, Facts extends object, Actual, Step> {
  readonly kind: string;
  /** "mailbox anna@example.com": what an error is about. */
  readonly title: (inputs: Inputs) => string;
  /** Where the tasks that work on it are watched. */
  readonly tasks: (session: Session, inputs: Inputs) => TaskWatcher | Promise<TaskWatcher>;
  readonly fields: FieldTable<Inputs>;
  /**
   * Properties that are changed in place elsewhere, whose change is another object for this one.
   * @throws where such a change is refused.
   */
  readonly alsoReplaced?: (recorded: Recorded<Inputs, Facts>, desired: Values) => readonly string[];
  /** Rules between fields. Each sees only what is known. */
  readonly rules: (inputs: Values) => Failure[];
  /** Outputs that are encrypted in the state. */
  readonly secretOutputs: readonly string[];
  /** Holds mail: refuses deletion and replacement unless `deletionProtection` is off. */
  readonly holdsMail: boolean | ((inputs: Inputs) => boolean);
  /**
   * Asked before a removal, and before protection: its mail lives on elsewhere, and what is left of it is none of ours. It
   * then leaves the state, and no call is made.
   * @throws where a removal now could lose mail.
   */
  readonly leftBehind?: (session: Session, recorded: Recorded<Inputs, Facts>) => Promise<boolean>;
  /** Whether what is there already is taken over by a create. */
  readonly adopts: (inputs: Inputs) => boolean;
  readonly read: (session: Session, place: Place<Inputs, Facts>) => Promise<Actual | undefined>;
  /**
   * Asked where a creation got no answer (`unsureSince`): whether what is there now can be what it made. Without this it
   * always is.
   */
  readonly isAsAsked?: (actual: Actual, recorded: Recorded<Inputs, Facts>) => boolean;
  /**
   * Asked where a creation failed and nothing was seen of what it asked for. A sentence for the error: it is not kept in the
   * state, as it may be the successor of a mailbox, which Pulumi would then take for made, and delete that mailbox.
   */
  readonly unseenSuccessor?: (inputs: Inputs, facts: Partial<Facts>) => string | undefined;
  /** How the task of its removal ended is not told: only what is shown tells. @default false */
  readonly removalIsUntold?: boolean;
  /** How long what is being made may not be shown, where that is longer than usual. @default 30 seconds */
  readonly unseenMs?: number;
  /** Pure. Steps of a stage run side by side; a stage starts when the tasks of the one before have ended. */
  readonly plan: (intent: Intent<Inputs, Facts, Actual>) => Step[][];
  /** Before the first step of a change, such as reading what will be sent. Where it fails, nothing was changed. */
  readonly prepare?: (steps: readonly Step[], work: Work<Inputs, Facts>) => Promise<void>;
  readonly perform: (step: Step, work: Work<Inputs, Facts>) => Promise<void>;
  /** For how long OVHcloud may still show what was before, once its tasks have ended. @default 5 minutes */
  readonly settleTimeoutMs?: number;
  /**
   * What was seen before these steps, with what they touched read anew: fewer calls than reading all of it again.
   * Undefined: it has to be read as a whole. Without this it always is.
   */
  readonly readTouched?: (before: Actual, steps: readonly Step[]) => Promise<Actual | undefined>;
  /** The task that still runs on it, if any. */
  readonly pendingTask: (actual: Actual) => TaskId | undefined | Promise<TaskId | undefined>;
  readonly id: (inputs: Inputs, actual: Actual) => string;
  /** The declared properties as they really are. */
  readonly inputsFrom: (actual: Actual, recorded: Recorded<Inputs, Facts>) => Inputs;
  readonly factsFrom: (actual: Actual, recorded: Partial<Facts>, inputs: Inputs) => Facts;
}
