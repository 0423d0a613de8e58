/** What `/email/domain` takes. A field that is left out stays as it is. */

import type { Secret } from "./secret.js";

export interface DomainAccountFilter {
  /** SQL wildcards are understood. */
  readonly accountName?: string;
}

export interface DomainAccountChange {
  /** OVHcloud's panel sends it in punycode. */
  readonly description?: string;
  /** Bytes, one of the service's `allowedAccountSize`. */
  readonly size?: number;
}

export interface NewDomainAccount extends DomainAccountChange {
  /** What stands before the @. */
  readonly accountName: string;
  readonly password: Secret;
}

export interface RedirectionFilter {
  readonly from?: string;
  readonly to?: string;
}

/** `from` and `to` are whole addresses. */
export interface NewRedirection {
  readonly from: string;
  readonly to: string;
  /** Whether the mailbox keeps a copy. */
  readonly localCopy: boolean;
}

/** Dates with an offset, such as `2026-01-05T12:00:00+00:00`. */
export interface ResponderChange {
  readonly content?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface NewDelegatedResponder extends ResponderChange {
  readonly content: string;
  readonly copy: boolean;
  readonly copyTo?: string;
}

export interface NewResponder extends NewDelegatedResponder {
  /** What stands before the @. */
  readonly account: string;
}

export interface DelegatedAccountFilter {
  readonly accountName?: string;
  readonly domain?: string;
}

/** What the accounts of the old MX Plan can be moved to. The blanks are OVHcloud's. */
export type MigrationServiceType = "EMAIL PRO" | "HOSTED EXCHANGE" | "PRIVATE EXCHANGE" | "PROVIDER EXCHANGE";

/** One way for one mailbox. */
export interface Migration {
  /** What stands before the @ of the mailbox that is moved. */
  readonly accountName: string;
  readonly destinationServiceName: string;
  /** A free account of that service. */
  readonly destinationEmailAddress: string;
}
