import type { ApiAccount } from "../auth/seed.js";
import { type Call, type Route, route } from "../route.js";
import { keyRoutes } from "./keys.js";
import { orderBillRoutes } from "./orders.js";
import { customerView } from "./views.js";

/** What is imitated of the tree `/me`. */
export const meRoutes: readonly Route[] = [
  route("GET", "/me", (call) => customerView(customerOf(call))),
  ...keyRoutes,
  ...orderBillRoutes,
];

/** Whoever signs a call is of the seed, so a missing one is a bug. */
function customerOf({ desk, nichandle }: Call): ApiAccount {
  const found = desk.accounts.find((one) => one.nichandle === nichandle);
  if (found === undefined) throw new Error(`there is no customer ${nichandle}`);
  return found;
}
