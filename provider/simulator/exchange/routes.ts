import { aliasRoutes } from "../mailbox/alias-routes.js";
import { rightRoutes } from "../mailbox/right-routes.js";
import { mailboxTaskRoutes, serviceTaskRoutes } from "../mailbox/routes.js";
import type { Route } from "../route.js";
import { accountRoutes } from "./account.js";
import { accountPartRoutes } from "./account-parts.js";
import { serviceOf } from "./common.js";
import { domainRoutes } from "./domain.js";
import { contactRoutes } from "./external-contact.js";
import { mailboxRoutes } from "./mailbox-kinds.js";
import { mailingListRoutes } from "./mailing-list.js";
import { participantRoutes } from "./participants.js";
import { serviceRoutes } from "./service.js";
import { sharedAccountRoutes } from "./shared-account.js";

/** What is imitated of the tree `/email/exchange`. */
export const exchangeRoutes: readonly Route[] = [
  ...serviceRoutes,
  ...domainRoutes,
  ...accountRoutes,
  ...accountPartRoutes,
  ...sharedAccountRoutes,
  ...mailingListRoutes,
  ...participantRoutes,
  ...contactRoutes,
  ...mailboxRoutes.flatMap((mailbox) => [
    ...rightRoutes(mailbox),
    ...aliasRoutes(mailbox),
    ...mailboxTaskRoutes(mailbox),
  ]),
  ...serviceTaskRoutes("~", serviceOf),
];
