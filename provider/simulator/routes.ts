import { authRoutes } from "./auth/routes.js";
import { domainRoutes } from "./email-domain/routes.js";
import { exchangeRoutes } from "./exchange/routes.js";
import { gapRoutes } from "./gaps.js";
import { meRoutes } from "./me/routes.js";
import { mxplanRoutes } from "./mxplan/routes.js";
import { orderRoutes } from "./order/routes.js";
import type { Route } from "./route.js";

/** Every route that is answered: served ones, and those that say that they are not imitated. */
export const routes: readonly Route[] = [
  ...authRoutes,
  ...meRoutes,
  ...exchangeRoutes,
  ...domainRoutes,
  ...mxplanRoutes,
  ...orderRoutes,
  ...gapRoutes,
];
