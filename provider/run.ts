/** One resource on its way to what is declared, or away: plan, perform, wait, read again. */

import { atOnce } from "./at-once.js";
import type { Definition, Memory, Place, Purpose, TaskOptions, Work } from "./definition.js";
import { COMMIT_WINDOW_MS } from "./if-present.js";
import { isoTime, isSomebodyElses, readLately, wasMade } from "./lately.js";
import { type OutcomeUnknownError, TaskForgottenError } from "./ovh/errors.js";
import type { TaskId, TaskWatcher, WaitOptions } from "./ovh/tasks.js";
import { Patience } from "./patience.js";
import { guarded } from "./protection.js";
import type { Session } from "./session.js";
import { type Outcome, reasonsOf, UnfinishedError } from "./unfinished.js";

/** OVHcloud's reads lag behind its writes. */
const SETTLE_TIMEOUT_MS = 5 * 60_000;
/** A mailbox that always has one more task running is not ours to wait for. */
const TASKS_IN_A_ROW_MAX = 20;

export class Run<I extends object, F extends object, A, S> implements Work<I, F> {
  readonly session: Session;
  readonly inputs: I;
  readonly #definition: Definition<I, F, A, S>;
  readonly #before: Outcome<I, F> | undefined;
  #id: string | undefined;
  #facts: Partial<F>;
  #memory: Memory;
  #tasks: Promise<void>[] = [];
  #lost: OutcomeUnknownError | undefined;
  /** Also once nothing was at work on it any more. */
  #isSeen = false;
  /** Tasks that have ended, well or not: what is read tells. */
  readonly #ended: { readonly taskId: TaskId; readonly doing: string; readonly watcher: TaskWatcher }[] = [];

  constructor(
    definition: Definition<I, F, A, S>,
    session: Session,
    inputs: I,
    before: Outcome<I, F> | undefined,
    facts: Partial<F> = before?.facts ?? {},
  ) {
    this.#definition = definition;
    this.session = session;
    this.inputs = inputs;
    this.#before = before;
    this.#id = before?.id;
    this.#facts = facts;
    this.#memory = before?.memory ?? {};
  }

  accepted(id: string, facts: Partial<F>): void {
    this.#id ??= id;
    this.learn(facts);
  }

  get facts(): Partial<F> {
    return this.#facts;
  }

  get memory(): Memory {
    return this.#memory;
  }

  learn(facts: Partial<F>): void {
    this.#facts = { ...this.#facts, ...facts };
  }

  forget(fact: keyof F): void {
    const { [fact]: _, ...kept } = this.#facts;
    // All of them may be missing.
    this.#facts = kept as Partial<F>;
  }

  lost(error: OutcomeUnknownError): void {
    this.#lost = error;
  }

  remember(memory: Memory): void {
    this.#memory = { ...this.#memory, ...memory };
  }

  task(taskId: TaskId, doing: string, options: TaskOptions = {}): void {
    this.#await(this.#watchReadable(taskId, doing, options));
  }

  blindTask(
    taskId: TaskId,
    doing: string,
    { onDone, isDone }: Parameters<Work<I, F>["blindTask"]>[2],
    options: TaskOptions = {},
  ): void {
    const ended = this.#watch(taskId, doing, options).catch(async (error: unknown) => {
      if (!(error instanceof TaskForgottenError) || !(await isDone())) throw error;
    });
    this.#await(ended.then(() => onDone()));
  }

  #await(waiting: Promise<void>): void {
    // Looked at when the stage ends; until then a failure must not count as unhandled.
    waiting.catch(() => {});
    this.#tasks.push(waiting);
  }

  async toward(actual: A | undefined): Promise<Outcome<I, F>> {
    // A wrong plan, or a password that cannot be read, changed nothing: that is not an unfinished resource.
    const stages = this.#definition.plan({ desired: this.inputs, actual, recorded: this.#before });
    if (actual !== undefined) this.#found(actual);
    this.#isSeen = actual !== undefined;
    await this.#definition.prepare?.(stages.flat(), this);
    try {
      for (const stage of stages) await this.#runStage(stage);
      const untouched = stages.length === 0 ? actual : undefined;
      const settled = untouched ?? (await this.#settled(actual, stages.flat()));
      const id = this.#before?.id ?? this.#definition.id(this.inputs, settled);
      const facts = this.#definition.factsFrom(settled, this.#facts, this.inputs);
      const memory = stages.length === 0 ? this.#memory : { ...this.#memory, writtenAt: isoTime(this.session.clock) };
      return { id, inputs: this.inputs, facts, memory: ended(memory) };
    } catch (error) {
      await this.#lookOnce();
      throw this.#asUnfinished(error);
    }
  }

  /** A creation has failed: whether there is something of ours already is easier to tell now than in the next run. */
  async #lookOnce(): Promise<void> {
    if (this.#before !== undefined || this.#memory.unsureSince === undefined || this.#memory.made) return;
    const place: Place<I, F> = { inputs: this.inputs, recorded: this.#soFar(), purpose: "change" };
    const look = async () => {
      const actual = await this.#definition.read(this.session, place);
      if (actual !== undefined && (await this.#definition.pendingTask(actual)) === undefined) this.#see(actual);
    };
    await look().catch(() => {});
  }

  #see(actual: A): void {
    this.#isSeen = true;
    this.#found(actual);
  }

  /** Half-made, and seen: its number finds it from now on, also where it is renamed or changed. */
  #found(actual: A): void {
    const soFar = this.#soFar();
    const isBegun = this.#before === undefined ? this.#memory.unsureSince !== undefined : !wasMade(this.#before);
    if (!isBegun || this.#definition.isAsAsked === undefined) return;
    if (isSomebodyElses(this.#definition, actual, soFar)) return;
    // One that is taken over in its place is another one.
    this.#facts = { ...this.#facts, ...this.#definition.factsFrom(actual, this.#facts, this.inputs) };
    this.remember({ made: true });
  }

  async toRemoval(): Promise<void> {
    const actual = await this.#readQuiet("removal", readLately);
    if (actual === undefined) return;
    const stages = this.#definition.plan({ desired: undefined, actual, recorded: this.#before });
    for (const stage of stages) await this.#runStage(stage);
    // One that is not shown yet looks as if it were gone.
    const look = this.#definition.removalIsUntold === true ? readLately : readNow;
    await this.#until(
      async () => {
        const left = await this.#readQuiet("removal", look);
        return left === undefined || this.#isDone(undefined, left) ? {} : undefined;
      },
      () => `OVHcloud accepted to remove ${this.#definition.title(this.inputs)}, but still shows it`,
    );
  }

  /** Where it failed, what is read tells, and then it is asked why. */
  async #watchReadable(taskId: TaskId, doing: string, options: TaskOptions = {}): Promise<void> {
    const watcher = await this.#watch(taskId, doing, { ...options, readable: true });
    this.#ended.push({ taskId, doing, watcher });
  }

  async #watch(taskId: TaskId, doing: string, { watcher: own, ...options }: TaskOptions & WaitOptions) {
    const watcher = own ?? (await this.#definition.tasks(this.session, this.inputs));
    await watcher.wait(taskId, doing, options);
    return watcher;
  }

  /** Called when the object is not as it should be after its tasks: each is asked once why. */
  async #throwTaskFailure(): Promise<void> {
    if (this.#ended.length === 0) return;
    const failures = this.#ended.splice(0).map(({ taskId, doing, watcher }) => watcher.failureOf(taskId, doing));
    const [failure] = (await Promise.all(failures)).filter((one) => one !== undefined);
    if (failure !== undefined) throw failure;
  }

  /** Every step is tried, also after one failed; all failures are told. */
  async #runStage(stage: readonly S[]): Promise<void> {
    const steps = await settleAll(stage, (step) => this.#definition.perform(step, this));
    const tasks = await Promise.allSettled(this.#tasks.splice(0));
    const failures = [...steps, ...tasks].flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
  }

  /** The truth is what OVHcloud shows, not what its tasks say: waits until it shows what was asked. */
  #settled(before: A | undefined, steps: readonly S[]): Promise<A> {
    const readTouched = async () =>
      before === undefined ? undefined : await this.#definition.readTouched?.(before, steps);
    return this.#until(
      async () => {
        const actual = (await readTouched()) ?? (await this.#readQuiet("change"));
        return actual !== undefined && this.#isDone(this.inputs, actual) ? { found: actual } : undefined;
      },
      () => `OVHcloud accepted the change of ${this.#definition.title(this.inputs)}, but does not show it`,
    ).then(({ found }) => found);
  }

  /** Reads when no task runs on it any more. */
  async #readQuiet(purpose: Purpose, readOnce: typeof readLately = readNow): Promise<A | undefined> {
    const place: Place<I, F> = { inputs: this.inputs, recorded: this.#soFar(), purpose };
    for (let count = 0; count < TASKS_IN_A_ROW_MAX; count++) {
      const actual = await readOnce(this.#definition, this.session, place);
      const taskId = actual === undefined ? undefined : await this.#definition.pendingTask(actual);
      if (taskId === undefined) {
        if (actual !== undefined) this.#see(actual);
        return actual;
      }
      await this.#watchReadable(taskId, `its work on ${this.#definition.title(this.inputs)}`);
    }
    // Not "gone": taken for that, it would be forgotten.
    throw new Error(`OVHcloud keeps working on ${this.#definition.title(this.inputs)}: run "pulumi up" again later`);
  }

  #isDone(desired: I | undefined, actual: A): boolean {
    return this.#definition.plan({ desired, actual, recorded: this.#asPerformed() }).flat().length === 0;
  }

  /** What cannot be read back, a password above all, counts as done once its step and its task have ended well. */
  #asPerformed(): Outcome<I, F> {
    const soFar = this.#soFar();
    return {
      ...soFar,
      inputs: this.#withSecrets(soFar.inputs),
      memory: { ...soFar.memory, passwordPending: false, performed: true },
    };
  }

  #withSecrets(before: I): I {
    const { fields } = this.#definition;
    const secrets = Object.entries(this.inputs).filter(([name]) => fields[name as keyof I].change === "secret");
    return { ...before, ...Object.fromEntries(secrets) };
  }

  async #until<T>(attempt: () => Promise<T | undefined>, complaint: () => string): Promise<T> {
    const { clock } = this.session;
    const { settleTimeoutMs: timeoutMs = SETTLE_TIMEOUT_MS } = this.#definition;
    for (const patience = new Patience(clock); ; await patience.pause()) {
      const result = await attempt();
      if (result !== undefined) return result;
      await this.#throwTaskFailure();
      if (this.#lost !== undefined && patience.hasLasted(COMMIT_WINDOW_MS)) throw this.#lost;
      if (patience.hasLasted(timeoutMs)) throw new Error(complaint());
    }
  }

  #soFar(): Outcome<I, F> {
    const inputs = this.#before === undefined ? this.inputs : guarded(this.#before.inputs, this.inputs);
    return { id: this.#id ?? "", inputs, facts: this.#facts, memory: this.#memory };
  }

  #asUnfinished(error: unknown): unknown {
    if (this.#id === undefined) return error;
    const isUnseen = this.#before === undefined && !this.#isSeen;
    const advice = isUnseen ? this.#definition.unseenSuccessor?.(this.inputs, this.#facts) : undefined;
    if (advice !== undefined) return new Error([...reasonsOf(error), advice].join(". "), { cause: error });
    const made = this.#memory.made === true || (this.#before !== undefined && wasMade(this.#before));
    const writtenAt = isoTime(this.session.clock);
    const { unsureSince, passwordSet, ...rest } = this.#memory;
    const memory = { ...rest, unfinished: true, writtenAt, ...(made ? { made } : unsureSince && { unsureSince }) };
    const soFar = this.#soFar();
    // Should the program go back to the password of before, it has to be sent again.
    const inputs = passwordSet === true ? this.#withSecrets(soFar.inputs) : soFar.inputs;
    const outcome = { ...soFar, inputs, id: this.#id, memory };
    return new UnfinishedError(outcome, reasonsOf(error), error);
  }
}

const readNow: typeof readLately = ({ read }, session, place) => read(session, place);

const OF_A_RUN: ReadonlySet<string> = new Set<keyof Memory>([
  "unfinished",
  "made",
  "anew",
  "passwordPending",
  "passwordSet",
  "moved",
  "awaitsAccount",
  "unsureSince",
  "mayBeAt",
  "taking",
]);

/** Without what a run that is not over remembers. */
function ended(memory: Memory): Memory {
  const kept = Object.entries(memory).filter(([name]) => !OF_A_RUN.has(name));
  return Object.fromEntries(kept);
}

/** All of them, in the order in which they end. */
async function settleAll<S>(
  steps: readonly S[],
  perform: (step: S) => Promise<void>,
): Promise<PromiseSettledResult<void>[]> {
  const results: PromiseSettledResult<void>[] = [];
  await atOnce(steps, async (step) => results.push(...(await Promise.allSettled([perform(step)]))));
  return results;
}
