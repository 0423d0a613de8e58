/** What `/email/exchange` takes. A field that is left out stays as it is. */

import type { Secret } from "./secret.js";
import type { SpamAndVirusConfiguration } from "./wire.js";

/** What rights can be given on. */
export type TargetType = "account" | "shared" | "mailingList";
/** OVHcloud's names of the three rights, as they stand in its routes. */
export type ApiRight = "fullAccess" | "sendAs" | "sendOnBehalfTo";

export interface Target {
  readonly type: TargetType;
  readonly emailAddress: string;
}

export interface AccountFilter {
  /** SQL wildcards are understood. */
  readonly primaryEmailAddress?: string;
  /** A "like" filter too: 1 may also find 10. */
  readonly id?: number;
}

export interface SharedAccountFilter {
  readonly sharedEmailAddress?: string;
}

export interface ServiceChange {
  readonly displayName?: string;
  readonly complexityEnabled?: boolean;
  readonly minPasswordLength?: number;
  /** Days. */
  readonly minPasswordAge?: number;
  readonly maxPasswordAge?: number;
  readonly passwordHistoryCount?: number;
  readonly lockoutThreshold?: number;
  /** Minutes. */
  readonly lockoutDuration?: number;
  readonly lockoutObservationWindow?: number;
  /** MB. */
  readonly maxReceiveSize?: number;
  readonly maxSendSize?: number;
}

export interface AccountChange {
  readonly login?: string;
  readonly domain?: string;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initial?: string;
  readonly company?: string;
  readonly hiddenFromGAL?: boolean;
  readonly accountLicense?: License;
  readonly mailingFilter?: readonly "vaderetro"[];
  readonly spamAndVirusConfiguration?: SpamAndVirusConfiguration;
  readonly deleteAtExpiration?: boolean;
  readonly renewPeriod?: "monthly" | "yearly";
  /** Empty: none. */
  readonly forwardingEmail?: string;
  readonly storeCopyOfEmail?: boolean;
  readonly outlookLicense?: boolean;
  /** GB. */
  readonly quota?: number;
}

export type License = "basic" | "enterprise" | "standard";

/** `initials` and `license` are `initial` and `accountLicense` everywhere else: OVHcloud's names. */
export interface NewAccount {
  readonly login: string;
  readonly domain: string;
  readonly license: License;
  readonly password: Secret;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly company?: string;
  readonly hiddenFromGAL?: boolean;
  /** GB. */
  readonly quota?: number;
  readonly mailingFilter?: readonly "vaderetro"[];
  readonly spamAndVirusConfiguration?: SpamAndVirusConfiguration;
  readonly forwardingEmail?: string;
  readonly storeCopyOfEmail?: boolean;
  readonly outlookLicense?: boolean;
}

export interface ProtocolChange {
  readonly IMAP?: boolean;
  readonly POP?: boolean;
  readonly activeSync?: boolean;
  readonly webMail?: boolean;
}

export interface SharedAccountChange {
  readonly sharedEmailAddress?: string;
  /** MB. */
  readonly quota?: number;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly hiddenFromGAL?: boolean;
}

export interface NewSharedAccount extends SharedAccountChange {
  readonly sharedEmailAddress: string;
  readonly quota: number;
}

export interface MailingListChange {
  readonly mailingListAddress?: string;
  readonly joinRestriction?: "approvalRequired" | "closed" | "open";
  readonly departRestriction?: "closed" | "open";
  readonly displayName?: string;
  readonly company?: string;
  readonly hiddenFromGAL?: boolean;
  readonly senderAuthentification?: boolean;
  /** MB. */
  readonly maxReceiveSize?: number;
  readonly maxSendSize?: number;
}

export interface NewMailingList extends MailingListChange {
  readonly mailingListAddress: string;
  readonly joinRestriction: "approvalRequired" | "closed" | "open";
  readonly departRestriction: "closed" | "open";
}

export interface ExternalContactChange {
  readonly externalEmailAddress?: string;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly hiddenFromGAL?: boolean;
}

export interface NewExternalContact extends ExternalContactChange {
  readonly externalEmailAddress: string;
}

export type DomainType = "authoritative" | "nonAuthoritative";

export interface ExchangeDomainChange {
  readonly type?: DomainType;
  /** Where mail to addresses that do not exist goes. */
  readonly mxRelay?: string;
}

/** The `configure…` fields have OVHcloud write the DNS records, where it hosts the zone. */
export interface NewExchangeDomain extends ExchangeDomainChange {
  readonly name: string;
  readonly type: DomainType;
  readonly configureMx?: boolean;
  readonly configureAutodiscover?: boolean;
  readonly configureSPF?: boolean;
  readonly configureDKIM?: boolean;
  readonly autoEnableDKIM?: boolean;
}
