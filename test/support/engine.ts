/** As much of Pulumi's engine as a resource meets: state, check, diff, steps, half-made resources, refresh, destroy. */

import { type AnyDefinition, dynamicHandlers, type Handlers } from "../../provider/dynamic.js";
import type { Failure } from "../../provider/fields.js";
import { definitionOf } from "../../provider/kinds.js";
import type { Session } from "../../provider/session.js";
import { isRecord, sameValue, type Values } from "../../provider/values.js";
import { workingOn } from "./calls-by-kind.js";

const SECRET_KEY = "4dabf18193072939515e22adb298388d";

export interface Declaration {
  readonly kind: string;
  readonly name: string;
  readonly props: Values;
}

interface Entry {
  readonly kind: string;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly unfinished: boolean;
}

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

  async #apply({ kind, name, props }: Declaration, result: UpResult): Promise<void> {
    const handlers = this.#handlers(kind);
    const before = this.state.get(name);
    try {
      const checked = await handlers.check(before?.inputs ?? {}, { ...props, __provider: "stub" });
      if (checked.failures.length > 0) throw new Error(checked.failures.map(told).join("; "));
      const inputs = { ...checked.inputs, __provider: "stub" };
      const operation = before === undefined ? "create" : await this.#operation(handlers, before, inputs);
      result.steps.push(`${operation} ${name}`);
      await this.#step(operation, { kind, name, inputs, before, handlers });
    } catch (error) {
      result.errors.push(`${name}: ${(error as Error).message}`);
    }
  }

  async #operation(handlers: Handlers, before: Entry, inputs: Values): Promise<string> {
    const diff = await handlers.diff(before.id, before.outputs, inputs);
    if ((diff.replaces ?? []).length > 0) return "replace";
    const changed = diff.changes ?? !sameValue(before.inputs, inputs);
    return changed || before.unfinished ? "update" : "same";
  }

  async #step(operation: string, { kind, name, inputs, before, handlers }: StepContext): Promise<void> {
    if (operation === "same") return;
    try {
      if (operation === "update" && before !== undefined) {
        const { outs } = await handlers.update(before.id, before.outputs, inputs);
        this.state.set(name, { kind, id: before.id, inputs, outputs: plain(outs), unfinished: false });
        return;
      }
      const { id, outs } = await handlers.create(inputs);
      this.state.set(name, { kind, id, inputs, outputs: plain(outs), unfinished: false });
      if (before !== undefined) await handlers.delete(before.id, before.outputs);
    } catch (error) {
      const { id, properties, reasons } = error as { id?: string; properties?: Values; reasons?: string[] };
      if (id === undefined || properties === undefined) throw error;
      this.state.set(name, { kind, id, inputs, outputs: plain(properties), unfinished: true });
      throw new Error((reasons ?? []).join("; "));
    }
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

function told({ property, reason }: Failure): string {
  return property === "" ? reason : `${property}: ${reason}`;
}

interface StepContext {
  readonly kind: string;
  readonly name: string;
  readonly inputs: Values;
  readonly before: Entry | undefined;
  readonly handlers: Handlers;
}

/** Handlers get secrets in clear, as Pulumi's host gives them. */
function plain(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isRecord(value) && SECRET_KEY in value ? value.value : value]),
  );
}
