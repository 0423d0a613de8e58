/** Addresses as OVHcloud has them. */

import { checkFields } from "../fields.js";
import { type MigrationInputs, migrationFields, migrationRules } from "../resources/migration/inputs.js";
import { normalAddress, normalExternalAddress } from "../schemas.js";
import { UNKNOWN } from "../values.js";
import type { Declared, DeclaredAtExchange } from "./declared.js";
import {
  type DeclaredAtMxPlan,
  type DeclaredMigration,
  domainOf,
  isAtMxPlan,
  isMigration,
  isMxPlanDelegation,
  isRedirection,
} from "./declared-mxplan.js";

/** Undefined at MX Plan where there is no domain to look at. What is no address is refused by its own resource. */
export function normalised(declared: Declared): Declared | undefined {
  if (isMigration(declared)) return migration(declared);
  return isAtMxPlan(declared) ? atMxPlan(declared) : atExchange(declared);
}

function migration(declared: DeclaredMigration): DeclaredMigration {
  const { given } = declared;
  const own = { ...declared, emailAddress: normal(declared.emailAddress) };
  // Where the source goes in between says what is looked at.
  if (given === undefined || given.provisionalAddress === UNKNOWN) return own;
  // A copy of ours asks for more than one by others, and one that is done for less than one that is not.
  const known = Object.entries(given).filter(([name, value]) => !(value === UNKNOWN && COPYING.has(name)));
  const { inputs, failures } = checkFields(migrationFields, Object.fromEntries(known));
  if (failures.length > 0 || migrationRules(inputs).length > 0) return own;
  return { ...own, inputs: inputs as unknown as MigrationInputs }; // as `check` left them
}

const COPYING: ReadonlySet<string> = new Set(["copy", "copyDone"]);

const normal = (address: string) => normalAddress(address) ?? normalExternalAddress(address) ?? address;

function atExchange(declared: DeclaredAtExchange): Declared {
  const emailAddress = normal(declared.emailAddress);
  switch (declared.kind) {
    case "Delegation":
    case "ExternalContact":
      return { ...declared, emailAddress };
    case "ContactGroup":
      return {
        ...declared,
        emailAddress,
        aliases: declared.aliases.map(normal),
        members: declared.members?.map(normal),
        managers: declared.managers?.map(normal),
      };
    default:
      return { ...declared, emailAddress, aliases: declared.aliases.map(normal) };
  }
}

function atMxPlan(declared: DeclaredAtMxPlan): Declared | undefined {
  if (isRedirection(declared)) {
    const from = normalExternalAddress(declared.from);
    return from === undefined ? undefined : { ...declared, domain: domainOf(from), from, to: normal(declared.to) };
  }
  if (isMxPlanDelegation(declared) && declared.emailAddress === undefined) {
    const probe = normalAddress(`x@${declared.domain}`);
    return probe === undefined ? undefined : { ...declared, domain: domainOf(probe) };
  }
  const emailAddress = normalAddress(declared.emailAddress ?? "");
  if (emailAddress === undefined) return undefined;
  const placed = { ...declared, domain: domainOf(emailAddress), emailAddress };
  return placed.kind === "MxPlanAccount" ? { ...placed, aliases: placed.aliases.map(normal) } : placed;
}
