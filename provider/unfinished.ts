/** What came of a run, and what stays in the state of one that failed half-way. */

import type { Recorded } from "./definition.js";
import { messageOf } from "./values.js";

export interface Outcome<Inputs, Facts> extends Recorded<Inputs, Facts> {
  readonly id: string;
}

/** Some of the work was accepted by OVHcloud, the rest failed: the resource must stay in the state. */
export class UnfinishedError<Inputs = unknown, Facts = unknown> extends Error {
  override readonly name = "UnfinishedError";
  constructor(
    readonly outcome: Outcome<Inputs, Facts>,
    readonly reasons: readonly string[],
    cause: unknown,
  ) {
    super(reasons.join("; "), { cause });
  }
}

export function reasonsOf(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(reasonsOf);
  return [messageOf(error)];
}
