/** What stands in users' states for each kind of resource. Pulumi is not needed to know it. */

/** Every kind of resource in this package. */
export type Kind =
  | "ExchangeAccount"
  | "SharedMailbox"
  | "Delegation"
  | "ContactGroup"
  | "ExternalContact"
  | "MxPlanAccount"
  | "MxPlanRedirection"
  | "MxPlanResponder"
  | "AccountMigration";

/** Frozen since the first release: these stand in users' states. */
export function typeToken(kind: Kind): string {
  return `pulumi-nodejs:dynamic/ovhmail:${kind}`;
}

/** Frozen since the first release, character for character: another text would be a change of every resource. */
export function providerText(kind: Kind): string {
  return `exports.handler=()=>require("pulumi-ovh-mail/provider").handlers(${JSON.stringify(kind)})`;
}
