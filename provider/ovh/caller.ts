/** Who the credentials belong to. */

import { z } from "zod";
import type { Api } from "./api.js";
import { route } from "./route.js";

/** `auth.Details`; `account` is the customer identifier (nichandle). */
export const caller = z.object({ account: z.string() });
export type Caller = z.infer<typeof caller>;

export function getCaller(api: Api): Promise<Caller> {
  return api.call({ method: "GET", route: route("/auth/details", {}), answer: caller });
}
