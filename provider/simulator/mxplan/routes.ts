import { aliasRoutes } from "../mailbox/alias-routes.js";
import { rightRoutes } from "../mailbox/right-routes.js";
import { mailboxTaskRoutes, serviceTaskRoutes } from "../mailbox/routes.js";
import type { Route } from "../route.js";
import { accountRoutes } from "./account.js";
import { mxplanMailbox, serviceOf, servicePath } from "./common.js";
import { contactRoutes } from "./contact.js";
import { diagnosticRoutes } from "./diagnostic.js";
import { domainRoutes } from "./domain.js";
import { serviceRoutes } from "./service.js";
import { guarded } from "./zimbra.js";

/** What is imitated of the tree `/email/mxplan`. */
export const mxplanRoutes: readonly Route[] = [
  ...serviceRoutes,
  ...domainRoutes,
  ...accountRoutes,
  ...contactRoutes,
  ...guarded(diagnosticRoutes, "zimbraDiagnostic"),
  ...guarded(rightRoutes(mxplanMailbox), "zimbraRights"),
  ...guarded(aliasRoutes(mxplanMailbox), "zimbraAliases"),
  ...mailboxTaskRoutes(mxplanMailbox),
  ...serviceTaskRoutes(servicePath, serviceOf),
];
