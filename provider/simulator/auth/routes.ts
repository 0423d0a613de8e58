import type { Route } from "../route.js";

/** What is imitated of the tree `/auth`. The time is needed to sign, so it needs no signature. */
export const authRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/auth/time",
    anonymous: true,
    handle: (call) => Math.floor(call.context.nowMs() / 1_000),
  },
];
