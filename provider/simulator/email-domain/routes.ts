import type { Route } from "../route.js";
import { accountRoutes } from "./account.js";
import { delegatedRoutes } from "./delegated.js";
import { delegationRoutes } from "./delegation.js";
import { filterRoutes } from "./filter.js";
import { mailingListRoutes } from "./mailing-list.js";
import { migrationRoutes } from "./migration.js";
import { redirectionRoutes } from "./redirection.js";
import { responderRoutes } from "./responder.js";
import { generalRoutes, serviceRoutes } from "./service.js";
import { taskRoutes } from "./task-routes.js";

/** What is imitated of the tree `/email/domain`. Where two paths fit, the first one answers. */
export const domainRoutes: readonly Route[] = [
  ...generalRoutes,
  ...delegatedRoutes,
  ...serviceRoutes,
  ...accountRoutes,
  ...filterRoutes,
  ...delegationRoutes,
  ...redirectionRoutes,
  ...responderRoutes,
  ...mailingListRoutes,
  ...migrationRoutes,
  ...taskRoutes,
];
