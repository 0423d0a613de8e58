/** As much of Pulumi's engine as a resource meets: state, check, diff, steps, half-made resources, refresh, destroy. */

import { type AnyDefinition, dynamicHandlers, type Handlers } from "../../provider/dynamic.js";
import { definitionOf } from "../../provider/kinds.js";
import type { Session } from "../../provider/session.js";
import { sameValue, type Values } from "../../provider/values.js";
import { workingOn } from "./calls-by-kind.js";
import { type Declaration, type Entry, operationFor, plain, runStep, StepError, type StepName } from "./engine-step.js";

export type { Declaration } from "./engine-step.js";

export interface UpResult {
  /** "create anna", "same bob", … in the order of the program. */
  readonly steps: string[];
  /** "anna: what Pulumi would print". */
  readonly errors: string[];
}

export class Engine {
  readonly state = new Map<string, Entry>();

  constructor(private session: Session) {}

  /** The next commands run in a new process. */
  restart(session: Session): void {
    this.session = session;
  }

  async up(program: readonly Declaration[]): Promise<UpResult> {
    const result: UpResult = { steps: [], errors: [] };
    for (const declaration of program) await this.#apply(declaration, result);
    const kept = new Set(program.map(({ name }) => name));
    for (const name of [...this.state.keys()].reverse()) {
      if (!kept.has(name)) await this.#remove(name, result);
    }
    return result;
  }

  destroy(): Promise<UpResult> {
    return this.up([]);
  }

  /** The inputs that changed, by resource; "gone" where the object is. */
  async refresh(): Promise<Record<string, unknown>> {
    const drift: Record<string, unknown> = {};
    for (const [name, entry] of this.state) {
      const found = await this.#handlers(entry.kind).read(entry.id, entry.outputs);
      if (found.id === undefined || found.id === "") {
        this.state.delete(name);
        drift[name] = "gone";
        continue;
      }
      const inputs = plain(found.inputs ?? {});
      const changed = Object.keys({ ...inputs, ...entry.inputs }).filter(
        (key) => !sameValue(inputs[key], entry.inputs[key]),
      );
      if (changed.length > 0) drift[name] = Object.fromEntries(changed.map((key) => [key, inputs[key]]));
      this.state.set(name, { ...entry, inputs, outputs: plain(found.props ?? {}), unfinished: false });
    }
    return drift;
  }

  async #apply(declaration: Declaration, result: UpResult): Promise<void> {
    const { kind, name } = declaration;
    const handlers = this.#handlers(kind);
    const before = this.state.get(name);
    try {
      const { inputs, operation } = await operationFor(handlers, before, declaration);
      result.steps.push(`${operation} ${name}`);
      await this.#step(operation, { kind, name, inputs, before, handlers });
    } catch (error) {
      result.errors.push(`${name}: ${(error as Error).message}`);
    }
  }

  async #step(operation: StepName, { kind, name, inputs, before, handlers }: StepContext): Promise<void> {
    if (operation === "same") return;
    try {
      this.state.set(name, await runStep(handlers, operation, { kind, inputs, before }));
    } catch (error) {
      if (error instanceof StepError) this.state.set(name, error.entry);
      throw error;
    }
    if (operation === "replace" && before !== undefined) await handlers.delete(before.id, before.outputs);
  }

  async #remove(name: string, result: UpResult): Promise<void> {
    const entry = this.state.get(name);
    if (entry === undefined) return;
    result.steps.push(`delete ${name}`);
    try {
      await this.#handlers(entry.kind).delete(entry.id, entry.outputs);
      this.state.delete(name);
    } catch (error) {
      result.errors.push(`${name}: ${(error as Error).message}`);
    }
  }

  #handlers(kind: string): Handlers {
    const definition: AnyDefinition = definitionOf(kind);
    const handlers = dynamicHandlers(definition, () => this.session);
    void handlers.configure({ config: { get: () => undefined } });
    return {
      ...handlers,
      read: (...given) => workingOn(kind, () => handlers.read(...given)),
      create: (...given) => workingOn(kind, () => handlers.create(...given)),
      update: (...given) => workingOn(kind, () => handlers.update(...given)),
      delete: (...given) => workingOn(kind, () => handlers.delete(...given)),
    };
  }
}

interface StepContext {
  readonly kind: string;
  readonly name: string;
  readonly inputs: Values;
  readonly before: Entry | undefined;
  readonly handlers: Handlers;
}
