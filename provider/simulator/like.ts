import type { Switches } from "./switches.js";

/**
 * The "(like)" filters of OVH's lists. The panel sends SQL wildcards (`%configureme.me%`); whether a value without any
 * matches in part is not documented, so it is a switch.
 */
export function like(value: string, pattern: string, switches: Switches): boolean {
  const wanted = pattern.includes("%") || switches.bareFilter === "exact" ? pattern : `%${pattern}%`;
  const parts = wanted.split("%").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is").test(value);
}
