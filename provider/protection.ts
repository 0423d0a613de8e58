/** Whether a deletion would lose mail, and whether the program has allowed that. */

import type { Definition, Recorded } from "./definition.js";

interface Guarded {
  readonly deletionProtection?: boolean;
}

/** Whether its mail would be lost, and the program has not allowed that. */
export function isProtected<I extends object>(
  definition: Pick<Definition<I, object, never, never>, "holdsMail">,
  { inputs, memory }: Pick<Recorded<I, object>, "inputs" | "memory">,
): boolean {
  const { holdsMail } = definition;
  const isThere = memory.awaitsAccount === undefined;
  const isAtStake = isThere && (typeof holdsMail === "function" ? holdsMail(inputs) : holdsMail);
  return isAtStake && (inputs as Guarded).deletionProtection !== false;
}

/** Protection is ours alone: once asked for it holds, also where the change that asked for it fails half-way. */
export function guarded<I extends object>(before: I, wanted: I): I {
  const [was, shallBe] = [before, wanted].map((inputs) => (inputs as Guarded).deletionProtection !== false);
  return !was && shallBe ? { ...before, deletionProtection: true } : before;
}
