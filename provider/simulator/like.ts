import type { Switches } from "./switches.js";

/**
 * The "(like)" filters of OVH's lists. The panel sends SQL wildcards (`%configureme.me%`); whether a value without any
 * matches in part is not documented, nor whether case matters: two switches.
 */
export function like(value: string, pattern: string, switches: Switches): boolean {
  const wanted = pattern.includes("%") || switches.bareFilter === "exact" ? pattern : `%${pattern}%`;
  const parts = wanted.split("%").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const flags = switches.filterCase === "anyCase" ? "is" : "s";
  return new RegExp(`^${parts.join(".*")}$`, flags).test(value);
}

/** As `like`, where no pattern is no filter, and nothing is an empty text. */
export function matches(
  value: string | number | null,
  pattern: string | number | undefined,
  switches: Switches,
): boolean {
  return pattern === undefined || like(`${value ?? ""}`, `${pattern}`, switches);
}
