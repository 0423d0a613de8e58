/** Every kind of resource, by the name that stands in users' states. */

import type { AnyDefinition } from "./dynamic.js";
import { delegation } from "./resources/delegation.js";
import { exchangeAccount } from "./resources/exchange-account.js";
import { sharedMailbox } from "./resources/shared-mailbox.js";

const DEFINITIONS: readonly AnyDefinition[] = [exchangeAccount, sharedMailbox, delegation];

export function definitionOf(kind: string): AnyDefinition {
  const found = DEFINITIONS.find((definition) => definition.kind === kind);
  if (found !== undefined) return found;
  throw new Error(
    `pulumi-ovh-mail has no resource ${kind}: the state was written by a newer version. Install that version or a later one`,
  );
}
