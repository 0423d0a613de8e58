/** A world, the network to it, and the stacks and processes that live in it. */

import type { Simulator } from "../../provider/simulator/index.js";
import { generator } from "../../provider/simulator/random.js";
import type { Values } from "../../provider/values.js";
import { Auditor } from "./auditor.js";
import { SimulatedClock } from "./clock.js";
import { Coverage } from "./coverage.js";
import { type Environment, TASK_FAULTS } from "./environment.js";
import { differences, inventoryName, isThereTwice } from "./expectations.js";
import { Network, type WireCall } from "./network.js";
import { SimulatedProcess } from "./process.js";
import { declare, type Forms, type SlotName } from "./program.js";
import { olderText } from "./provider-host.js";
import { type Resource, Stack, type StackListener, type StepEvent, type UpResult } from "./stack.js";
import { Trace } from "./trace.js";
import { openWorld } from "./world.js";

/** Longer than any task, any wait and all retries together. */
const LONGEST_MS = 24 * 3_600_000;

/** In every third process the state is of another release. */
const AGED_EVERY = 3;

/** `copy`: one that takes over, with an empty state, what `main` made. */
export type StackName = "main" | "other" | "copy";

export interface Actor {
  readonly stack: Stack;
  forms: Map<SlotName, number>;
  process: SimulatedProcess;
  processes: number;
  /** What somebody added to the program after an error told him to. */
  readonly added: Map<string, Values>;
  /** Resources whose creation was under way when their process was killed. */
  readonly orphaned: Set<string>;
  /** Resources whose creation has failed and which are in the state since; none of their operations has ended well. */
  readonly begun: Set<string>;
}

export class Scene {
  readonly clock = new SimulatedClock();
  readonly simulator: Simulator;
  readonly auditor: Auditor;
  readonly network: Network;
  readonly coverage = new Coverage();
  readonly trace: Trace;
  readonly random: () => number;
  crashes = 0;
  /** Made by creations that were killed half-way. */
  readonly orphans = new Set<string>();
  writes = 0;
  readonly #actors = new Map<StackName, Actor>();
  readonly #withTokens: boolean;
  readonly #luck: number;
  /** The point at which a process is killed, counted down. */
  #fuse: { readonly process: SimulatedProcess; left: number } | undefined;

  constructor(environment: Environment, isTraced: boolean) {
    this.trace = new Trace(() => this.clock.now(), isTraced);
    this.random = generator(environment.luck);
    this.simulator = openWorld(this.clock, environment);
    this.auditor = new Auditor(this.simulator);
    this.#luck = environment.luck;
    this.#withTokens = environment.calls.includes("expiredToken");
    this.network = new Network({
      clock: this.clock,
      simulator: this.simulator,
      random: this.random,
      trace: this.trace,
      listener: {
        sent: (call) => {
          if (call.method !== "GET" && !call.path.startsWith("/auth/")) this.writes++;
          this.auditor.sent(call);
        },
        arriving: (call) => this.auditor.arriving(call),
        handled: (call) => this.#handled(call),
        answered: (call) => this.auditor.answered(call),
      },
      onPoint: (process) => this.#point(process),
      onMistake: ({ message }) => this.auditor.violate("I1", `nobody knows, as the judge has failed: ${message}`),
    });
    this.auditor.tasksMayFail = environment.tasks.length > 0;
    this.auditor.listsLag = environment.listsLagMs > 0 || environment.calls.includes("staleList");
    this.auditor.onViolation = (text) => this.trace.note(text);
    this.auditor.isOrphan = (name) => this.orphans.has(name);
    this.auditor.isReplaced = (stack, resource, entry) => {
      const { stack: its } = this.actor(stack as StackName);
      return its.replaced.some((one) => one.entry === entry) ? its.state.get(resource) : undefined;
    };
  }

  actor(name: StackName): Actor {
    const known = this.#actors.get(name);
    if (known !== undefined) return known;
    const actor: Actor = {
      stack: new Stack(name, this.#listener(name)),
      forms: new Map(),
      process: this.#newProcess(name, 1),
      processes: 1,
      added: new Map(),
      orphaned: new Set(),
      begun: new Set(),
    };
    this.#actors.set(name, actor);
    return actor;
  }

  isThere(name: StackName): boolean {
    return this.#actors.has(name);
  }

  /** Two stacks run from now on, side by side. */
  race(): void {
    this.#isRacing = true;
  }

  #isRacing = false;

  get actors(): readonly Actor[] {
    return [...this.#actors.values()];
  }

  restart(name: StackName): void {
    const actor = this.actor(name);
    actor.process.kill();
    actor.processes++;
    actor.process = this.#newProcess(name, actor.processes);
    if ((this.#luck + actor.processes) % AGED_EVERY === 0) actor.stack.age();
  }

  /** @param crashAt the process is killed at this point. */
  up(name: StackName, crashAt?: number, forms: Forms = this.actor(name).forms): Promise<UpResult | "killed"> {
    const program = this.program(name, forms);
    return this.#command(name, "up", crashAt, (actor) => actor.stack.up(actor.process, program));
  }

  refresh(name: StackName, crashAt?: number): Promise<UpResult | "killed"> {
    return this.#command(name, "refresh", crashAt, (actor) => actor.stack.refresh(actor.process));
  }

  program(name: StackName, forms: Forms = this.actor(name).forms): Resource[] {
    const { added } = this.actor(name);
    return declare(forms, (resource) => added.get(resource) ?? {});
  }

  async #command(
    name: StackName,
    what: string,
    crashAt: number | undefined,
    run: (actor: Actor) => Promise<UpResult>,
  ): Promise<UpResult | "killed"> {
    const actor = this.actor(name);
    const { process } = actor;
    if (name !== "other") this.#isRacing &&= what === "up" && this.isThere("other");
    this.trace.note(() => `--- ${process.name} ${what} ${[...actor.forms].join(" ")}`);
    if (crashAt !== undefined) this.#fuse = { process, left: crashAt };
    const startedAt = this.clock.now();
    const killed = process.death.then(() => "killed" as const);
    const outcome = await this.clock.until(Promise.race([run(actor), killed]));
    if (outcome === "standstill") {
      this.auditor.violate("I8", `${what} of ${name} waits for what never comes`);
      this.#kill(process);
      this.restart(name);
      return "killed";
    }
    if (this.clock.now() - startedAt > LONGEST_MS)
      this.auditor.violate(
        "I14",
        `${what} of ${name} took ${Math.round((this.clock.now() - startedAt) / 3_600_000)} hours`,
      );
    if (outcome === "killed") this.restart(name);
    else for (const [resource, error] of outcome.errors) this.trace.note(`${name} ${resource}: ${error}`);
    return outcome;
  }

  #newProcess(stack: StackName, number: number): SimulatedProcess {
    const options = { stack, number, withTokens: this.#withTokens, random: this.random };
    return new SimulatedProcess(this.clock, (process) => this.network.transportOf(process), options);
  }

  #point(process: SimulatedProcess): void {
    const fuse = this.#fuse;
    if (fuse === undefined || fuse.process !== process) return;
    fuse.left--;
    if (fuse.left > 0) return;
    this.#kill(process);
  }

  #kill(process: SimulatedProcess): void {
    this.#fuse = undefined;
    this.crashes++;
    this.trace.note(`${process.name} is killed`);
    const { stack, orphaned } = this.actor(process.stack as StackName);
    for (const { verb } of stack.running) this.coverage.add("crash", verb);
    stack.running.clear();
    for (const { verb, resource } of stack.pending.values()) {
      // What a change had to make anew is nobody's, too.
      if (verb !== "delete" && verb !== "refresh") orphaned.add(resource);
      this.#remember(stack.name as StackName, resource);
    }
    process.kill();
    this.auditor.killed(process.stack);
  }

  #orphan(name: StackName, { operation }: StepEvent): void {
    this.actor(name).orphaned.add(operation.resource);
    this.#remember(name, operation.resource);
  }

  /** Before the program that made it has seen it, as asked: from then on it looks like somebody else's. */
  changedByOthers(changed: Resource): void {
    for (const { stack, begun, orphaned } of this.#actors.values()) {
      const isUnseen = begun.has(changed.name) && this.auditor.isOwn(stack.name, changed);
      if (!isUnseen) continue;
      orphaned.add(changed.name);
      this.orphans.add(inventoryName(changed.kind, changed.props) ?? "");
    }
  }

  /** The same, while it is being made: nothing but the display name tells that a colleague was there. */
  #renamedByColleague(): void {
    for (const { stack, begun } of this.#actors.values()) {
      const made = [...stack.running].filter(({ verb }) => verb === "create").map(({ resource }) => resource);
      const names = new Set([...begun, ...made]);
      for (const resource of this.program(stack.name as StackName).filter(({ name }) => names.has(name))) {
        const wrong = differences(this.simulator.world, resource, { entry: undefined, isTakenOver: true });
        if (!wrong.some((one) => one.includes("Renamed "))) continue;
        begun.add(resource.name);
        this.changedByOthers(resource);
      }
    }
  }

  /** What has been made or changed is managed; what was delivered twice and refused may be there, and nobody knows of it. */
  #settleOrphan(name: StackName, event: StepEvent): void {
    const { operation, resource, before, after, error } = event;
    if (error !== undefined && after !== before && operation.verb === "create")
      this.actor(name).begun.add(operation.resource);
    if (error === undefined && operation.verb !== "refresh") {
      this.actor(name).orphaned.delete(operation.resource);
      this.actor(name).begun.delete(operation.resource);
      if (resource !== undefined && !isThereTwice(this.simulator.world, resource))
        this.orphans.delete(inventoryName(resource.kind, resource.props) ?? "");
    }
    // A creation that came to nothing is begun anew by an update, too.
    const mayCreate =
      operation.verb === "create" ? after === before : /^(?:resume|rename|update)$/.test(operation.verb);
    if (error !== undefined && mayCreate && this.auditor.isLeftToPeople(event)) this.#orphan(name, event);
  }

  /** Nobody knows of it any more, should the program drop it before it is taken over. */
  #remember(name: StackName, resource: string): void {
    const declared = this.program(name).find((one) => one.name === resource);
    const known = declared && inventoryName(declared.kind, declared.props);
    if (known !== undefined) this.orphans.add(known);
  }

  #handled(call: WireCall): void {
    this.auditor.handled(call);
    const verb = call.operation?.verb;
    if (verb === undefined) return;
    if (call.fault !== undefined) this.coverage.add(call.fault, verb);
    if (call.fault === "colleague") this.#renamedByColleague();
    if (call.method !== "GET") this.#countTaskFaults(verb);
  }

  readonly #taskFaults: Record<string, number> = {};

  #countTaskFaults(verb: string): void {
    const { byName } = this.simulator.faults.counts;
    for (const name of TASK_FAULTS) {
      const seen = byName[name] ?? 0;
      const fresh = seen - (this.#taskFaults[name] ?? 0);
      if (fresh > 0) this.coverage.add(name, verb, fresh);
      this.#taskFaults[name] = seen;
    }
  }

  #listener(name: StackName): StackListener {
    return {
      point: (process) => this.#point(process),
      began: (event) => {
        const { verb, resource } = event.operation;
        this.trace.note(`${name} ${verb} ${resource} ${event.resource ? JSON.stringify(event.resource.props) : ""}`);
        this.auditor.began(event);
        if (this.#isRacing) this.coverage.add("race", verb);
        if (isAged(event)) this.coverage.add("older provider", verb);
        if (Object.values(this.simulator.lag).some((lag) => lag !== 0)) this.coverage.add("lag", verb);
      },
      ended: (event) => {
        const { verb, resource } = event.operation;
        this.trace.note(() => `${name} ${verb} ${resource} ${event.error?.message ?? "done"}`);
        this.auditor.ended(event);
        this.#settleOrphan(name, event);
      },
      outputs: (values, what) => this.auditor.outputs(values, what),
    };
  }
}

/** Whose code runs is said by the state alone, and that is of another release. */
function isAged({ operation: { verb, kind }, before }: StepEvent): boolean {
  return (verb === "refresh" || verb === "delete") && before?.outputs.__provider === olderText(kind);
}
