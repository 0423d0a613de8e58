/** Every kind of resource, by the name that stands in users' states. */

import type { AnyDefinition } from "./dynamic.js";
import { contactGroup } from "./resources/contact-group.js";
import { delegation } from "./resources/delegation.js";
import { exchangeAccount } from "./resources/exchange-account.js";
import { externalContact } from "./resources/external-contact.js";
import { accountMigration } from "./resources/migration/account-migration.js";
import { mxPlanAccount } from "./resources/mxplan-account.js";
import { mxPlanRedirection } from "./resources/mxplan-redirection.js";
import { mxPlanResponder } from "./resources/mxplan-responder.js";
import { sharedMailbox } from "./resources/shared-mailbox.js";

export const DEFINITIONS: readonly AnyDefinition[] = [
  accountMigration,
  exchangeAccount,
  sharedMailbox,
  delegation,
  contactGroup,
  externalContact,
  mxPlanAccount,
  mxPlanRedirection,
  mxPlanResponder,
];

export function definitionOf(kind: string): AnyDefinition {
  const found = DEFINITIONS.find((definition) => definition.kind === kind);
  if (found !== undefined) return found;
  throw new Error(
    `pulumi-ovh-mail has no resource ${kind}: the state was written by a newer version. Install that version or a later one`,
  );
}
