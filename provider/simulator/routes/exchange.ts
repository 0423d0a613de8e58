import type { Route } from "../route.js";
import { accountRoutes } from "./exchange/account.js";
import { aliasRoutes } from "./exchange/alias.js";
import { rightRoutes } from "./exchange/rights.js";
import { serviceRoutes } from "./exchange/service.js";
import { sharedAccountRoutes } from "./exchange/shared-account.js";
import { taskRoutes } from "./exchange/task.js";

/** What is imitated of the tree `/email/exchange`. */
export const exchangeRoutes: readonly Route[] = [
  ...serviceRoutes,
  ...accountRoutes,
  ...sharedAccountRoutes,
  ...rightRoutes,
  ...aliasRoutes,
  ...taskRoutes,
];
