/** OVHcloud e-mail as code: what a Pulumi program imports. */

export {
  AccountMigration,
  type AccountMigrationArgs,
  type ImapCopyArgs,
  type MailServer,
  type MigrationClientSettings,
  type MigrationCopyReport,
  type MigrationDestinationArgs,
  type MigrationDns,
  type MigrationDnsRecord,
  type MigrationPhase,
} from "./account-migration.js";
export { ContactGroup, type ContactGroupArgs, type PeopleArgs } from "./contact-group.js";
export {
  Delegation,
  type DelegationArgs,
  type GrantArgs,
  type MailboxReference,
  type MxPlanAccountReference,
  type MxPlanDomainReference,
  type Right,
} from "./delegation.js";
export {
  ExchangeAccount,
  type ExchangeAccountArgs,
  type ForwardingArgs,
  type OrderWhenNoneFreeArgs,
  type ProtocolsArgs,
  type SpamAndVirusArgs,
} from "./exchange-account.js";
export { ExternalContact, type ExternalContactArgs } from "./external-contact.js";
export {
  type DnsCheck,
  type DomainDiagnosticsResult,
  type DomainLookup,
  type EffectiveRightsResult,
  type ExchangeServiceLookup,
  type ExchangeServiceResult,
  type FunctionOptions,
  getDomainDiagnostics,
  getEffectiveRights,
  getExchangeService,
  getMxPlanService,
  type LegacyDelegation,
  type MxPlanAccountRightsLookup,
  type MxPlanCounts,
  type MxPlanDomainFlags,
  type MxPlanDomainRightsLookup,
  type MxPlanLookup,
  type MxPlanServiceResult,
  type RightsLookup,
} from "./functions.js";
export type {
  PasswordFromArgs,
  PasswordFromCommandArgs,
  PasswordFromEnvArgs,
  PasswordFromFileArgs,
} from "./mailbox-password.js";
export { MxPlanAccount, type MxPlanAccountArgs } from "./mxplan-account.js";
export { MxPlanRedirection, type MxPlanRedirectionArgs } from "./mxplan-redirection.js";
export { MxPlanResponder, type MxPlanResponderArgs } from "./mxplan-responder.js";
export { checkProgram } from "./program.js";
export { Provider, type ProviderArgs } from "./provider.js";
export { SharedMailbox, type SharedMailboxArgs } from "./shared-mailbox.js";
