/** What must hold once the faults have stopped. */

import { differences, inventory, inventoryName } from "./expectations.js";
import { declare, SLOT_NAMES } from "./program.js";
import type { Actor, Scene, StackName } from "./scene.js";
import type { Resource, UpResult } from "./stack.js";

const ROUNDS_MAX = 8;
const LONGEST_MS = 8 * 3_600_000;

/** Of the names in an inventory. */
const WITH_ALIASES = /^(?:mailbox|shared mailbox|mxplan) /;

export class Aftermath {
  /** Resources that cannot come about, as the world alone shows: somebody else has their address, or no account is free. */
  readonly #excused = new Set<string>();
  /** What a refresh has seen, and is gone or may be going: its removal was under way, or OVHcloud did not show it yet. */
  #mayHaveGone: (name: string) => boolean = () => false;
  /** Resources for whose sake one was repeated. */
  readonly #refreshed = new Set<string>();

  constructor(
    private readonly scene: Scene,
    private readonly name: StackName,
  ) {}

  get #actor(): Actor {
    return this.scene.actor(this.name);
  }

  /** I10 to I12, and I14. */
  async judge(): Promise<void> {
    const { scene, name } = this;
    const startedAt = scene.clock.now();
    scene.restart(name);
    const refreshed = await this.#rounds("refresh", () => scene.refresh(name));
    if (!refreshed) return;
    this.#mayHaveGone = this.#vanishing();
    if (!(await this.#rounds("up", () => scene.up(name)))) return;
    this.#judgeWorld();
    await this.#judgeStability();
    await this.#judgeTakingOver();
    if (scene.clock.now() - startedAt > LONGEST_MS)
      scene.auditor.violate("I14", `${name}: it took ${Math.round((scene.clock.now() - startedAt) / 60_000)} minutes`);
  }

  /** One run is enough, but for tasks of OVHcloud that still run, and for what an error tells people to do. */
  async #rounds(what: string, run: () => Promise<UpResult | "killed">): Promise<boolean> {
    const { auditor } = this.scene;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const wasAtWork = this.#isAtWork();
      const result = await run();
      if (result === "killed") return false;
      const errors = [...result.errors].filter(([resource, error]) => !this.#isExcused(resource, error));
      if (errors.length === 0) return true;
      const isAgain = this.#obeys(errors) || wasAtWork || this.#isAtWork() || (await this.#refreshes(errors));
      if (!isAgain) {
        for (const [resource, error] of errors) auditor.violate("I10", `${what}: ${this.name} ${resource}: ${error}`);
        return false;
      }
      if (this.#isAtWork()) this.scene.clock.advance(30 * 60_000);
    }
    auditor.violate("I10", `${what}: ${this.name} does not come to its end in ${ROUNDS_MAX} runs`);
    return false;
  }

  /** What the errors tell people to do where something has gone that the last refresh has seen. */
  async #refreshes(errors: readonly [string, string][]): Promise<boolean> {
    const gone = errors.filter(([, error]) => /no longer there.*Run "pulumi refresh"/.test(error));
    const isNew = gone.some(([name]) => !this.#refreshed.has(name));
    for (const [name] of gone) this.#refreshed.add(name);
    const isToldSo = isNew && gone.length === errors.length && gone.every(([name]) => this.#mayHaveGone(name));
    return isToldSo && (await this.scene.refresh(this.name)) !== "killed";
  }

  #vanishing(): (name: string) => boolean {
    const isAtWork = this.#isAtWork();
    const there = inventory(this.scene.simulator.world);
    const entries = [...this.#actor.stack.state];
    const gone = entries.filter(([, { kind, outputs }]) => !there.has(inventoryName(kind, outputs) ?? ""));
    const names = new Set(gone.map(([name]) => name));
    return (name) => isAtWork || names.has(name);
  }

  /** By the world: OVHcloud still works on something. */
  #isAtWork(): boolean {
    return this.scene.simulator.world.tasks().some(({ status }) => status === "todo" || status === "doing");
  }

  #resource(name: string): Resource | undefined {
    return this.scene.program(this.name).find((one) => one.name === name);
  }

  #isExcused(name: string, error: string): boolean {
    if (this.#excused.has(name)) return true;
    const resource = this.#resource(name);
    const isExcused = resource === undefined ? this.#isProtected(name) : this.#isImpossible(resource, error);
    if (isExcused) this.#excused.add(name);
    return isExcused;
  }

  #isProtected(name: string): boolean {
    return this.#actor.stack.state.get(name)?.inputs.deletionProtection === true;
  }

  #isImpossible({ name, kind, props, dependsOn }: Resource, error: string): boolean {
    if (dependsOn.some((needed) => this.#excused.has(needed))) return true;
    if (/deletionProtection/.test(error)) return this.#isProtected(name);
    // Beside a right that nobody knows to be ours, which is left alone then.
    if (kind === "Delegation" && props.mode === "additive" && /cannot be combined/.test(error)) return true;
    const { world } = this.scene.simulator;
    if (kind === "ExchangeAccount" || kind === "AccountMigration") {
      if (world.freeAccounts().length === 0) return true;
    }
    if (kind === "MxPlanAccount" && world.mxplan.freeAccounts("mxplan-ab12345-1").length === 0) return true;
    const { auditor } = this.scene;
    return (
      this.#isTakenByOrphan(name, { kind, props }) ||
      this.#areAliasesTakenByOrphan({ kind, props }) ||
      this.#isInOtherState(props) ||
      auditor.isTakenByOthers(this.name, kind, props)
    );
  }

  /** Another program has taken for its own what a run of this one made, and was killed. */
  #isInOtherState({ emailAddress }: Resource["props"]): boolean {
    const others = this.scene.actors.filter((actor) => actor !== this.#actor);
    const entries = others.flatMap(({ stack }) => [...stack.state.values()]);
    return emailAddress !== undefined && entries.some(({ outputs }) => outputs.emailAddress === emailAddress);
  }

  /** What a run that was killed made has the address that another one of ours shall have: somebody has to remove it. */
  #isTakenByOrphan(name: string, { kind, props }: Pick<Resource, "kind" | "props">): boolean {
    const { orphans, simulator } = this.scene;
    const entry = this.#actor.stack.state.get(name);
    const known = inventoryName(kind, props);
    const isSame = ["emailAddress", "from", "to"].every((one) => entry?.outputs[one] === props[one]);
    if (entry === undefined || known === undefined || isSame) return false;
    return orphans.has(known) && inventory(simulator.world).has(known);
  }

  /** It keeps its aliases, too, until somebody has removed it. */
  #areAliasesTakenByOrphan({ kind, props }: Pick<Resource, "kind" | "props">): boolean {
    const { orphans, simulator } = this.scene;
    const wanted = Array.isArray(props.emailAliases) ? props.emailAliases : [];
    const there = inventory(simulator.world);
    const others = [...orphans].filter(
      (one) => one !== inventoryName(kind, props) && there.has(one) && WITH_ALIASES.test(one),
    );
    const aliases = others.flatMap((one) => simulator.world.aliases(one.split(" ").at(-1) ?? ""));
    return aliases.some((alias) => wanted.includes(alias.toLowerCase()));
  }

  /** What the errors tell people to do: where a creation was killed half-way, and where an address cannot change in place. */
  #obeys(errors: readonly [string, string][]): boolean {
    const obeyed = ([name, error]: [string, string]) =>
      this.#adopts(name, error) || this.#replaces(name, error) || this.#forgets(name, error);
    return errors.map(obeyed).some(Boolean);
  }

  #adopts(name: string, error: string): boolean {
    const { added } = this.#actor;
    if (!/adopt to true/.test(error) || added.get(name)?.adopt === true || !this.#isOrphaned(name)) return false;
    added.set(name, { ...added.get(name), adopt: true });
    this.scene.auditor.takenOver(this.name, name);
    this.scene.coverage.add("adoption after a crash", "create");
    return true;
  }

  /** Also by a run that declared something else since. */
  #isOrphaned(name: string): boolean {
    const resource = this.#resource(name);
    const known = resource && inventoryName(resource.kind, resource.props);
    if (resource !== undefined && this.scene.auditor.halfMade.isChangedByOthers(this.name, resource)) return true;
    return this.#actor.orphaned.has(name) || (known !== undefined && this.scene.orphans.has(known));
  }

  #replaces(name: string, error: string): boolean {
    const { added } = this.#actor;
    if (!/set replaceOnRename to true/.test(error) || added.get(name)?.replaceOnRename === true) return false;
    added.set(name, { ...added.get(name), replaceOnRename: true });
    return true;
  }

  /** What the error tells people to do where an account was emptied, and is another mailbox by now. */
  #forgets(name: string, error: string): boolean {
    return /take it out of the state \("pulumi state delete"\)/.test(error) && this.#actor.stack.state.delete(name);
  }

  #judgeWorld(): void {
    const { scene, name } = this;
    for (const resource of scene.program(name)) {
      // What needs one that cannot come about is not begun, without an error of its own.
      if (resource.dependsOn.some((needed) => this.#excused.has(needed))) this.#excused.add(resource.name);
      if (this.#excused.has(resource.name)) continue;
      const isTakenOver = scene.auditor.isUntold(name, resource);
      const entry = this.#actor.stack.state.get(resource.name);
      const wrong = differences(scene.simulator.world, resource, { entry, isTakenOver });
      if (wrong.length > 0) scene.auditor.violate("I10", `${name} ${resource.name}: ${wrong.join("; ")}`);
    }
  }

  async #judgeStability(): Promise<void> {
    const { scene, name } = this;
    const before = scene.writes;
    const second = await scene.up(name);
    if (second === "killed") return;
    // After a failure Pulumi deletes nothing, so what is excused puts deletions off.
    const isExpected = (step: string) =>
      step.startsWith("same ") || (step.startsWith("delete ") && this.#excused.size > 0);
    const changed = second.steps.filter((step) => !isExpected(step) && !this.#excused.has(step.split(" ")[1] ?? ""));
    if (changed.length > 0) scene.auditor.violate("I11", `the second up of ${name} did ${changed.join(", ")}`);
    if (scene.writes > before && this.#excused.size === 0)
      scene.auditor.violate("I11", `the second up of ${name} wrote ${scene.writes - before} times`);
    const refreshed = await scene.refresh(name);
    if (refreshed === "killed") return;
    // What the program dropped may be half gone, where its deletion failed and is put off.
    const isDropped = (resource: string) =>
      this.#excused.size > 0 && !scene.program(name).some((one) => one.name === resource);
    const drifted = refreshed.steps.filter((step) => {
      const resource = step.split(" ")[1] ?? "";
      return !this.#excused.has(resource) && !isDropped(resource);
    });
    if (drifted.length > 0) scene.auditor.violate("I11", `a refresh of ${name} shows ${drifted.join(", ")}`);
  }

  /** A program with an empty state, which takes all over that is there: nothing is written. */
  async #judgeTakingOver(): Promise<void> {
    const { scene, name } = this;
    if (name !== "main" || this.#excused.size > 0 || scene.random() < 0.6) return;
    const copy = scene.actor("copy");
    copy.forms = new Map(this.#actor.forms);
    for (const resource of SLOT_NAMES) {
      if (ADOPTABLE.includes(kindOf(resource))) copy.added.set(resource, { adopt: true });
      scene.auditor.takenOver("copy", resource);
    }
    const before = scene.writes;
    const taken = await scene.up("copy");
    if (taken === "killed") return;
    for (const [resource, error] of taken.errors)
      scene.auditor.violate("I12", `${resource} is not taken over: ${error}`);
    if (scene.writes > before)
      scene.auditor.violate("I12", `taking everything over wrote ${scene.writes - before} times`);
  }

  /** I13. */
  async destroy(): Promise<void> {
    const { scene, name } = this;
    const actor = this.#actor;
    for (const resource of actor.forms.keys()) {
      if (PROTECTABLE.includes(kindOf(resource)))
        actor.added.set(resource, { ...actor.added.get(resource), deletionProtection: false });
    }
    const loosened = await scene.up(name);
    if (loosened === "killed") return;
    // What the program dropped while it was protected comes back once, to be loosened.
    // Whatever failed then is as the provider has it, in its outputs.
    const kept = [...actor.stack.state].filter(([, { outputs }]) => outputs.deletionProtection === true);
    if (kept.length > 0) return;
    actor.forms.clear();
    await this.#destroyed();
  }

  async #destroyed(): Promise<void> {
    const { scene, name } = this;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const result = await scene.up(name);
      if (result === "killed") return;
      const isKept = ([name, error]: [string, string]) => this.#excused.has(name) && /is not deleted/.test(error);
      const errors = [...result.errors].filter((one) => !isKept(one));
      if (errors.length === 0) return;
      if (errors.map(([resource, error]) => this.#forgets(resource, error)).some(Boolean)) continue;
      if (!this.#isAtWork()) {
        for (const [resource, error] of errors) scene.auditor.violate("I13", `destroy: ${resource}: ${error}`);
        return;
      }
      scene.clock.advance(30 * 60_000);
    }
    scene.auditor.violate("I13", `the destroy of ${name} does not come to its end`);
  }
}

const ADOPTABLE = [
  "ExchangeAccount",
  "SharedMailbox",
  "ExternalContact",
  "ContactGroup",
  "MxPlanAccount",
  "MxPlanRedirection",
  "MxPlanResponder",
];
const PROTECTABLE = ["ExchangeAccount", "SharedMailbox", "MxPlanAccount"];

function kindOf(name: (typeof SLOT_NAMES)[number]): string {
  return declare(new Map([[name, 0]]))[0]?.kind ?? "";
}

/** After every stack was destroyed: what others made is all there, and nothing else. */
export function judgeLeftovers(scene: Scene): void {
  const { auditor, simulator } = scene;
  const left = inventory(simulator.world);
  const kept = new Set<string>();
  for (const { stack } of scene.actors) {
    // After a renaming that failed Pulumi has the new address, and the provider the one where the mailbox is.
    for (const [, { kind, inputs, outputs }] of stack.state)
      for (const props of [inputs, outputs]) kept.add(inventoryName(kind, props) ?? "");
  }
  const excused = [auditor.foreign, auditor.halfMade.left, kept, scene.orphans];
  const extra = [...left].filter((name) => !isMigrated(name) && !excused.some((names) => names.has(name)));
  if (extra.length > 0) auditor.violate("I13", `left over: ${extra.join(", ")}`);
  const missing = [...auditor.foreign].filter((name) => !left.has(name) && name !== "legacy mover@example.com");
  if (missing.length > 0) auditor.violate("I13", `lost, though others made it: ${missing.join(", ")}`);
}

/** There is no way back from a migration. */
function isMigrated(name: string): boolean {
  return name === "mailbox mover@example.com";
}
