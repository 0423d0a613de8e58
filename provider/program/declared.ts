/** What a program declares, as far as it is known while planning. */

import type { License } from "../ovh/exchange.js";
import type { DeclaredAtMxPlan, DeclaredMigration } from "./declared-mxplan.js";

export interface DeclaredMailbox {
  readonly kind: "ExchangeAccount" | "SharedMailbox";
  readonly service: string;
  readonly emailAddress: string;
  readonly aliases: readonly string[];
  readonly quotaMb?: number;
  /** As it is written: whether it makes sense is looked at later. */
  readonly orderWhenNoneFree?: unknown;
  readonly license?: License | undefined;
  readonly adopt: boolean;
  /** It is in the stack's state: neither a new seat nor new space is needed. */
  readonly exists: boolean;
}

export interface DeclaredGroup {
  readonly kind: "ContactGroup";
  readonly service: string;
  readonly emailAddress: string;
  readonly aliases: readonly string[];
  /** Undefined where the program does not speak of them. */
  readonly members: readonly string[] | undefined;
  readonly managers: readonly string[] | undefined;
  readonly adopt: boolean;
  readonly exists: boolean;
}

export interface DeclaredContact {
  readonly kind: "ExternalContact";
  readonly service: string;
  readonly emailAddress: string;
  readonly adopt: boolean;
  readonly exists: boolean;
}

export interface DeclaredDelegation {
  readonly kind: "Delegation";
  readonly service: string;
  /** The mailbox or the group. */
  readonly emailAddress: string;
  /** The rights by delegate. */
  readonly grants: Readonly<Record<string, readonly string[]>>;
}

/** Its home is an Exchange service. */
export type DeclaredAtExchange = DeclaredMailbox | DeclaredGroup | DeclaredContact | DeclaredDelegation;
export type Declared = DeclaredAtExchange | DeclaredAtMxPlan | DeclaredMigration;

/** Something wrong, or something worth a thought, about one declared resource. */
export interface Finding<T extends Declared = Declared> {
  readonly about: T;
  readonly message: string;
  /** Warnings and information are shown; anything else ends the preview. */
  readonly severity?: "warning" | "info";
}

export const isMailbox = (declared: Declared): declared is DeclaredMailbox =>
  declared.kind === "ExchangeAccount" || declared.kind === "SharedMailbox";
export const isGroup = (declared: Declared): declared is DeclaredGroup => declared.kind === "ContactGroup";
export const isContact = (declared: Declared): declared is DeclaredContact => declared.kind === "ExternalContact";
export const isDelegation = (declared: Declared): declared is DeclaredDelegation => declared.kind === "Delegation";

/** The addresses that belong to declared resources of some kinds. */
export function addressesOf(declared: readonly Declared[], ...kinds: readonly Declared["kind"][]): Set<string> {
  const meant = declared.filter(({ kind }) => kinds.includes(kind));
  return new Set(meant.flatMap((one) => ("emailAddress" in one ? (one.emailAddress ?? []) : [])));
}
