/** What is in the way of a migration, in sentences. */

/** A mailbox, a redirection or a responder: something that a program may declare. */
export interface Obstacle {
  /** A mailbox is in the way by its absence. */
  readonly kind: "MxPlanAccount" | "MxPlanRedirection" | "MxPlanResponder";
  /** Where a redirection leads, if that was read. */
  readonly to?: string;
  /** "source: anna@example.com has a responder" */
  readonly what: string;
}

export type Problem = string | Obstacle;

/** @param declaredAs how the program calls the resource that declares it, where that is known */
export function sentenceOf(problem: Problem, declaredAs?: string): string {
  if (typeof problem === "string") return problem;
  const { kind, what } = problem;
  if (kind === "MxPlanAccount") return `${what}: correct the address`;
  if (declaredAs !== undefined) {
    return `${what}, which this program declares as ${kind} "${declaredAs}": take it out and run "pulumi up" before the migration`;
  }
  return `${what}: remove it first; where a program declares it as an ${kind}, take it out and run "pulumi up" before the migration`;
}
