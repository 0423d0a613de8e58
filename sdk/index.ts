/** OVHcloud e-mail as code: what a Pulumi program imports. */

export { Delegation, type DelegationArgs, type MailboxReference, type Right } from "./delegation.js";
export { ExchangeAccount, type ExchangeAccountArgs } from "./exchange-account.js";
export { checkProgram } from "./program.js";
export { Provider, type ProviderArgs } from "./provider.js";
export { SharedMailbox, type SharedMailboxArgs } from "./shared-mailbox.js";
