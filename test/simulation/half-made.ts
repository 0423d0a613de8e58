/** Shared mailboxes that an accepted creation made, which then failed, and that somebody has changed since. */

import type { World } from "../../provider/simulator/index.js";
import { differences, inventoryName, text } from "./expectations.js";
import type { Ledger } from "./ledger.js";
import type { Resource, StepEvent } from "./stack.js";

const CHANGED = /^(?:displayName|quotaMb) is /;

export class HalfMade {
  readonly #begun = new Set<string>();
  /** By their names in an inventory: a removal that went well has left them. */
  readonly left = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly ledger: Ledger,
  ) {}

  ended({ operation: { verb, resource, kind, stack }, before, error }: StepEvent): void {
    const key = `${stack} ${resource}`;
    if (verb === "create" && error !== undefined) this.#begun.add(key);
    if (error !== undefined || verb === "refresh") return;
    const name = verb === "delete" && before && inventoryName(kind, before.inputs);
    if (name && this.isChangedByOthers(stack, { kind, name: resource, props: before.inputs })) this.left.add(name);
    this.#begun.delete(key);
  }

  /** What is there is not what was asked for: it looks as if somebody else had made it. */
  isChangedByOthers(stack: string, { kind, name, props }: Omit<Resource, "dependsOn">): boolean {
    if (kind !== "SharedMailbox" || !this.#begun.has(`${stack} ${name}`)) return false;
    const key = text(props.emailAddress);
    const identity = this.ledger.identityOf({ type: "sharedAccount", service: "", key, rest: "" });
    if (identity === undefined || this.ledger.ownerOf(identity) !== stack) return false;
    const known = { entry: undefined, isTakenOver: true };
    return differences(this.world, { kind, props }, known).some((one) => CHANGED.test(one));
  }
}
