/** What people and machines do with a program, in any order. */

import fc from "fast-check";
import { EDITS, type EditName, edit } from "./others.js";
import { type Forms, MOVABLE, renamed, SLOT_NAMES, type SlotName } from "./program.js";
import type { Scene, StackName } from "./scene.js";

/** What the generator needs to know: nothing, so that each shorter list of commands is one too. */
export type Model = Record<never, never>;
export type Command = fc.AsyncCommand<Model, Scene>;

type Change = readonly [SlotName, number | "removed"];

abstract class Step implements fc.AsyncCommand<Model, Scene> {
  check(): boolean {
    return true;
  }

  abstract run(model: Model, scene: Scene): Promise<void>;
  abstract toString(): string;
}

class Up extends Step {
  constructor(
    private readonly changes: readonly Change[],
    private readonly crashAt: number | undefined,
  ) {
    super();
  }

  async run(_: Model, scene: Scene): Promise<void> {
    apply(scene, "main", this.changes);
    await scene.up("main", this.crashAt);
  }

  toString(): string {
    return `up(${shown(this.changes)})${killed(this.crashAt)}`;
  }
}

/** What is declared already changes: most changes would otherwise make something new. */
class Rework extends Step {
  constructor(
    private readonly changes: readonly Reworked[],
    private readonly crashAt: number | undefined,
  ) {
    super();
  }

  async run(_: Model, scene: Scene): Promise<void> {
    const { forms } = scene.actor("main");
    const declared = [...forms];
    const movable = declared.filter(([name]) => MOVABLE.includes(name));
    for (const { which, how } of this.changes) {
      const among = how === "renamed" ? movable : declared;
      const [name, form] = among[which % among.length] ?? [];
      if (name === undefined || form === undefined) continue;
      apply(scene, "main", [[name, how === "renamed" ? renamed(form) : how]]);
    }
    await scene.up("main", this.crashAt);
  }

  toString(): string {
    const texts = this.changes.map(({ which, how }) => `resource ${which}: ${how}`);
    return `up(${texts.join(", ")})${killed(this.crashAt)}`;
  }
}

interface Reworked {
  readonly which: number;
  readonly how: number | "renamed" | "removed";
}

class Refresh extends Step {
  constructor(private readonly crashAt: number | undefined) {
    super();
  }

  async run(_: Model, scene: Scene): Promise<void> {
    await scene.refresh("main", this.crashAt);
  }

  toString(): string {
    return `refresh${killed(this.crashAt)}`;
  }
}

class Destroy extends Step {
  constructor(private readonly crashAt: number | undefined) {
    super();
  }

  async run(_: Model, scene: Scene): Promise<void> {
    scene.actor("main").forms.clear();
    await scene.up("main", this.crashAt);
  }

  toString(): string {
    return `destroy${killed(this.crashAt)}`;
  }
}

class Restart extends Step {
  constructor(private readonly pauseMinutes: number) {
    super();
  }

  async run(_: Model, scene: Scene): Promise<void> {
    scene.restart("main");
    scene.clock.advance(this.pauseMinutes * 60_000);
  }

  toString(): string {
    return `a new process, after ${this.pauseMinutes} minutes`;
  }
}

/** Two stacks with resources of their own in one service, at the same time. */
class Race extends Step {
  constructor(
    private readonly mine: readonly Change[],
    private readonly others: readonly Change[],
  ) {
    super();
  }

  async run(_: Model, scene: Scene): Promise<void> {
    apply(scene, "main", this.mine);
    const taken = scene.actor("main").forms;
    const free = this.others.filter(([name]) => !taken.has(name) && RACING.includes(name));
    apply(scene, "other", free);
    scene.race();
    await Promise.all([scene.up("main"), scene.up("other")]);
  }

  toString(): string {
    return `up(${shown(this.mine)}) while another stack does up(${shown(this.others)})`;
  }
}

/** Those that do not speak of what the other stack declares. */
const RACING: readonly SlotName[] = ["carl", "bob", "support", "john", "lea", "mia", "info"];

class Edit extends Step {
  constructor(
    private readonly what: EditName,
    private readonly which: number,
  ) {
    super();
  }

  async run(_: Model, scene: Scene): Promise<void> {
    const { forms, stack } = scene.actor("main");
    const all: Forms = forms.size > 0 && this.what !== "occupy" ? forms : new Map(SLOT_NAMES.map((name) => [name, 0]));
    const program = scene.program("main", all);
    const resource = program[this.which % program.length];
    if (resource === undefined) return;
    const known = stack.state.get(resource.name)?.outputs.accountId;
    const edited = edit(scene.simulator.world, this.what, resource, known);
    if (edited === undefined) return;
    scene.trace.note(`others: ${this.what} ${resource.name}`);
    if (edited.made === undefined && edited.removed === undefined) scene.changedByOthers(resource);
    scene.auditor.othersDid(edited, resource);
  }

  toString(): string {
    return `others ${this.what} resource ${this.which}`;
  }
}

function apply(scene: Scene, stack: StackName, changes: readonly Change[]): void {
  const { forms } = scene.actor(stack);
  for (const [name, form] of changes) {
    if (form === "removed") forms.delete(name);
    else if (stack === "main" || !scene.actor("main").forms.has(name)) forms.set(name, form);
  }
}

function killed(crashAt: number | undefined): string {
  return crashAt === undefined ? "" : `, killed at point ${crashAt}`;
}

function shown(changes: readonly Change[]): string {
  return changes.map(([name, form]) => `${name}: ${form}`).join(", ");
}

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom(...SLOT_NAMES),
  fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 4_000 }) }, { weight: 1, arbitrary: fc.constant("removed" as const) }),
);
const few = fc.array(change, { minLength: 0, maxLength: 4, size: "max" });
const some = fc.oneof(
  { weight: 12, arbitrary: few },
  { weight: 1, arbitrary: fc.array(change, { minLength: 8, maxLength: 20, size: "max" }) },
);
const crashAt = fc.option(fc.nat({ max: 30 }), { nil: undefined, freq: 2 });

const reworked: fc.Arbitrary<Reworked> = fc.record({
  which: fc.nat({ max: 14 }),
  how: fc.oneof(
    { weight: 2, arbitrary: fc.constant("renamed" as const) },
    { weight: 1, arbitrary: fc.constant("removed" as const) },
    { weight: 1, arbitrary: fc.nat({ max: 4_000 }) },
  ),
});
const rework = fc
  .tuple(fc.array(reworked, { minLength: 1, maxLength: 4, size: "max" }), crashAt)
  .map(([changes, at]) => new Rework(changes, at));

const refresh = crashAt.map((at) => new Refresh(at));

/** What was there and well before the first fault, in some of the lives. */
export const settled: fc.Arbitrary<Command | undefined> = fc.option(
  fc.array(change, { minLength: 4, maxLength: 10, size: "max" }).map((changes) => new Up(changes, undefined)),
  { nil: undefined, freq: 1 },
);

export const commands = fc.commands<Model, Scene, false>(
  [
    fc.tuple(some, crashAt).map(([changes, at]) => new Up(changes, at)),
    fc.tuple(some, crashAt).map(([changes, at]) => new Up(changes, at)),
    ...[rework, rework, rework, rework],
    ...[refresh, refresh],
    crashAt.map((at) => new Destroy(at)),
    fc.constantFrom(0, 1, 60).map((minutes) => new Restart(minutes)),
    fc.tuple(few, few).map(([mine, others]) => new Race(mine, others)),
    fc.tuple(fc.constantFrom(...EDITS), fc.nat({ max: 14 })).map(([what, which]) => new Edit(what, which)),
  ],
  { maxCommands: 16, size: "max" },
);
