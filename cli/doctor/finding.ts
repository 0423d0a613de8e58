export const AREAS = ["credentials", "endpoint", "clock", "services", "tasks", "dns", "passwords", "tools"] as const;
export type Area = (typeof AREAS)[number];

export interface Finding {
  readonly area: Area;
  /** `error`: does not work. `warning`: may not, or will not for long. `fine`: looked at, and as it should be. */
  readonly severity: "error" | "warning" | "fine";
  /** What was found, in one sentence. */
  readonly what: string;
  /** What to do; empty where nothing is. */
  readonly remedy: string;
}

export function isProblem({ severity }: Finding): boolean {
  return severity !== "fine";
}
