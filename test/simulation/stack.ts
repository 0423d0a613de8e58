/**
 * As much of Pulumi's engine as decides over what a crash leaves: a checkpoint before and after each step, operations that
 * are pending in it, steps side by side as their dependencies allow, replaced resources that wait for their deletion.
 */

import type { Handlers } from "../../provider/dynamic.js";
import { type Kind, providerText } from "../../provider/state-texts.js";
import { sameValue, type Values } from "../../provider/values.js";
import { type Entry, operationFor, plain, runStep, StepError, type StepName } from "../support/engine-step.js";
import { type Operation, operations, type Verb } from "./network.js";
import type { SimulatedProcess } from "./process.js";
import { olderText } from "./provider-host.js";

export interface Resource {
  readonly kind: string;
  readonly name: string;
  readonly props: Values;
  readonly dependsOn: readonly string[];
}

export interface StoredEntry extends Entry {
  readonly dependsOn: readonly string[];
}

export interface StepEvent {
  readonly operation: Operation;
  readonly resource: Resource | undefined;
  readonly before: StoredEntry | undefined;
  readonly after?: StoredEntry | undefined;
  /** Undefined: it went well. */
  readonly error?: Error | undefined;
}

export interface StackListener {
  /** Told at each point where a process may be killed. */
  point(process: SimulatedProcess): void;
  began(event: StepEvent): void;
  ended(event: StepEvent): void;
  /** What goes to the state, as the provider gave it. */
  outputs(values: Values, what: string): void;
}

export interface UpResult {
  readonly steps: string[];
  readonly errors: Map<string, string>;
}

export class Stack {
  /** What is on disk: it outlives every process. */
  readonly state = new Map<string, StoredEntry>();
  /** Replaced, and not deleted yet. */
  readonly replaced: { readonly name: string; readonly entry: StoredEntry }[] = [];
  /** Begun, and not known to have ended: what a crash leaves behind. */
  readonly pending = new Map<string, Operation>();

  /** What the living process does at this moment. */
  readonly running = new Set<Operation>();

  constructor(
    readonly name: string,
    private readonly listener: StackListener,
  ) {}

  async up(process: SimulatedProcess, program: readonly Resource[]): Promise<UpResult> {
    const result: UpResult = { steps: [], errors: new Map() };
    await this.#deleteReplaced(process, result);
    const done = new Map<string, Promise<boolean>>();
    for (const resource of program) {
      const needed = resource.dependsOn.map((name) => done.get(name) ?? Promise.resolve(true));
      done.set(
        resource.name,
        Promise.all(needed).then((all) => all.every(Boolean) && this.#apply(process, resource, result)),
      );
    }
    await Promise.all(done.values());
    // After a failure Pulumi begins no further steps.
    if (result.errors.size > 0) return result;
    await this.#deleteReplaced(process, result);
    const kept = new Set(program.map(({ name }) => name));
    await this.#removeAll(
      process,
      [...this.state.keys()].filter((name) => !kept.has(name)),
      result,
    );
    return result;
  }

  /** The resources that differ from what the state says, or are gone. */
  async refresh(process: SimulatedProcess): Promise<UpResult> {
    const result: UpResult = { steps: [], errors: new Map() };
    const look = async ([name, entry]: [string, StoredEntry]) => {
      const operation = this.#operation("refresh", name, entry.kind, entry);
      try {
        const found = await this.#run(process, operation, { resource: undefined, before: entry }, () =>
          this.#handlersFor(process, entry.kind, entry.outputs).read(entry.id, entry.outputs),
        );
        if (found.id === undefined || found.id === "") {
          this.state.delete(name);
          result.steps.push(`gone ${name}`);
          return;
        }
        const inputs = plain(found.inputs ?? {});
        if (!sameValue(inputs, entry.inputs)) result.steps.push(`drift ${name}`);
        this.state.set(name, { ...entry, inputs, outputs: plain(found.props ?? {}), unfinished: false });
      } catch (error) {
        result.errors.set(name, (error as Error).message);
      }
    };
    await Promise.all([...this.state].map(look));
    // An interactive refresh clears them.
    this.pending.clear();
    return result;
  }

  async #apply(process: SimulatedProcess, resource: Resource, result: UpResult): Promise<boolean> {
    const { kind, name } = resource;
    // As sdk/resource.ts sends it.
    const props = { ...resource.props, __provider: providerText(kind as Kind) };
    const handlers = this.#handlersFor(process, kind, props);
    const before = this.state.get(name);
    try {
      const { inputs, operation } = await operationFor(handlers, before, { kind, name, props });
      result.steps.push(`${operation} ${name}`);
      if (operation === "same") return true;
      const verb = verbOf(operation, before, inputs);
      await this.#run(process, this.#operation(verb, name, kind, before), { resource, before }, async () => {
        await this.#step(process, operation, { resource, inputs, before, handlers });
      });
      return true;
    } catch (error) {
      result.errors.set(name, (error as Error).message);
      return false;
    }
  }

  async #step(
    process: SimulatedProcess,
    operation: StepName,
    {
      resource,
      inputs,
      before,
      handlers,
    }: { resource: Resource; inputs: Values; before?: StoredEntry | undefined; handlers: Handlers },
  ): Promise<void> {
    const { name, kind, dependsOn } = resource;
    const keep = (entry: Entry) => {
      if (!process.isAlive) return;
      if (operation === "replace" && before !== undefined) this.replaced.push({ name, entry: before });
      this.state.set(name, { ...entry, dependsOn });
    };
    try {
      keep(await runStep(handlers, operation, { kind, inputs, before }));
    } catch (error) {
      if (error instanceof StepError) keep(error.entry);
      throw error;
    }
  }

  async #deleteReplaced(process: SimulatedProcess, result: UpResult): Promise<void> {
    for (const old of [...this.replaced]) {
      const isGone = await this.#delete(process, old.name, old.entry, result);
      if (isGone) this.replaced.splice(this.replaced.indexOf(old), 1);
    }
  }

  /** Dependents first. */
  async #removeAll(process: SimulatedProcess, names: readonly string[], result: UpResult): Promise<void> {
    const left = new Set(names);
    while (left.size > 0) {
      const ready = [...left].filter(
        (name) => ![...left].some((other) => this.state.get(other)?.dependsOn.includes(name)),
      );
      const removed = await Promise.all(
        ready.map(async (name) => {
          const entry = this.state.get(name);
          if (entry === undefined) return true;
          const isGone = await this.#delete(process, name, entry, result);
          if (isGone) this.state.delete(name);
          return isGone;
        }),
      );
      for (const name of ready) left.delete(name);
      if (removed.includes(false)) return;
    }
  }

  async #delete(process: SimulatedProcess, name: string, entry: StoredEntry, result: UpResult): Promise<boolean> {
    result.steps.push(`delete ${name}`);
    try {
      const operation = this.#operation("delete", name, entry.kind, entry);
      await this.#run(process, operation, { resource: undefined, before: entry }, () =>
        this.#handlersFor(process, entry.kind, entry.outputs).delete(entry.id, entry.outputs),
      );
      return true;
    } catch (error) {
      result.errors.set(name, (error as Error).message);
      return false;
    }
  }

  /** Those that the text in the properties leads to. What they give for the state is looked at as it goes by. */
  #handlersFor(process: SimulatedProcess, kind: string, props: Values): Handlers {
    const handlers = process.host.providerOf(props);
    const shown = <T extends { outs: Values }>(made: T): T => {
      this.listener.outputs(made.outs, kind);
      return made;
    };
    return {
      ...handlers,
      create: async (inputs) => shown(await handlers.create(inputs)),
      update: async (id, olds, news) => shown(await handlers.update(id, olds, news)),
    };
  }

  /** The state as another release left it, which wrote the texts of its providers in another way. */
  age(): void {
    const aged = (entry: StoredEntry): StoredEntry => {
      const __provider = olderText(entry.kind);
      return { ...entry, inputs: { ...entry.inputs, __provider }, outputs: { ...entry.outputs, __provider } };
    };
    for (const [name, entry] of this.state) this.state.set(name, aged(entry));
    this.replaced.splice(0, this.replaced.length, ...this.replaced.map((old) => ({ ...old, entry: aged(old.entry) })));
  }

  #operation(verb: Verb, resource: string, kind: string, before: StoredEntry | undefined): Operation {
    return { verb, resource, kind, stack: this.name, isUnfinished: before?.unfinished === true };
  }

  /** A step with a checkpoint before and after it; whoever is killed in between never comes back. */
  async #run<T>(
    process: SimulatedProcess,
    operation: Operation,
    context: Pick<StepEvent, "resource" | "before">,
    work: () => Promise<T>,
  ): Promise<T> {
    const { listener } = this;
    if (operation.verb !== "refresh") this.pending.set(operation.resource, operation);
    this.running.add(operation);
    listener.began({ operation, ...context });
    listener.point(process);
    if (!process.isAlive) return new Promise(() => {});
    let error: Error | undefined;
    try {
      return await operations.run(operation, work);
    } catch (failure) {
      error = failure as Error;
      throw failure;
    } finally {
      if (process.isAlive) {
        this.pending.delete(operation.resource);
        this.running.delete(operation);
        listener.ended({ operation, ...context, after: this.state.get(operation.resource), error });
        listener.point(process);
      }
      if (!process.isAlive) await new Promise(() => {});
    }
  }
}

function verbOf(operation: StepName, before: StoredEntry | undefined, inputs: Values): Verb {
  if (operation === "create" || operation === "replace") return "create";
  if (before?.unfinished === true) return "resume";
  const isRenamed = before !== undefined && before.inputs.emailAddress !== inputs.emailAddress;
  return isRenamed ? "rename" : "update";
}
