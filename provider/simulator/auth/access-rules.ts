import type { AccessRule } from "./seed.js";

/** Whether one of the rules grants a call; null stands for every call (OVH API schema, `auth.Details`). */
export function isGranted(rules: readonly AccessRule[] | null, call: { method: string; path: string }): boolean {
  return rules === null || rules.some((rule) => rule.method === call.method && pathPattern(rule.path).test(call.path));
}

/** A path is exact, or holds `*` for anything, `/` included (OVH's clients grant `/x` and `/x/*`). */
function pathPattern(path: string): RegExp {
  const parts = path.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

/** What is shown of a credential that may do anything: the four methods of OVHcloud's token page. */
export const everyCall: readonly AccessRule[] = (["GET", "POST", "PUT", "DELETE"] as const).map((method) => ({
  method,
  path: "/*",
}));
