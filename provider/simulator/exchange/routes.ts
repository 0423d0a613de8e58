import { aliasRoutes } from "../mailbox/alias-routes.js";
import { rightRoutes } from "../mailbox/right-routes.js";
import { mailboxTaskRoutes, serviceTaskRoutes } from "../mailbox/routes.js";
import type { Route } from "../route.js";
import { accountRoutes } from "./account.js";
import { mailboxRoutes, serviceOf } from "./common.js";
import { serviceRoutes } from "./service.js";
import { sharedAccountRoutes } from "./shared-account.js";

/** What is imitated of the tree `/email/exchange`. */
export const exchangeRoutes: readonly Route[] = [
  ...serviceRoutes,
  ...accountRoutes,
  ...sharedAccountRoutes,
  ...mailboxRoutes.flatMap((mailbox) => [
    ...rightRoutes(mailbox),
    ...aliasRoutes(mailbox),
    ...mailboxTaskRoutes(mailbox),
  ]),
  ...serviceTaskRoutes("~", serviceOf),
];
