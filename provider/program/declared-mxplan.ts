/** What a program declares at MX Plan. Its home is the domain, of whichever generation. */

import type { MigrationInputs } from "../resources/migration/inputs.js";
import { splitAddress } from "../schemas.js";
import type { Values } from "../values.js";

interface Declaration {
  /** How Pulumi calls the resource, where somebody may have to be told. */
  readonly name?: string;
  /** Of the address that it is about. */
  readonly domain: string;
  /** It is in the stack's state. */
  readonly exists: boolean;
}

export interface DeclaredMxPlanAccount extends Declaration {
  readonly kind: "MxPlanAccount";
  readonly emailAddress: string;
  readonly aliases: readonly string[];
  /** The names of all properties that the program gives, whatever their values. */
  readonly properties: readonly string[];
  readonly sizeBytes?: number;
  readonly adopt: boolean;
  /** By somebody to whom the account was delegated, who sees neither the domain nor its other accounts. */
  readonly asDelegate: boolean;
}

export interface DeclaredRedirection extends Declaration {
  readonly kind: "MxPlanRedirection";
  readonly from: string;
  readonly to: string;
  readonly adopt: boolean;
}

export interface DeclaredResponder extends Declaration {
  readonly kind: "MxPlanResponder";
  /** Of the mailbox that it answers for. */
  readonly emailAddress: string;
  readonly adopt: boolean;
  readonly asDelegate: boolean;
}

export interface DeclaredMxPlanDelegation extends Declaration {
  readonly kind: "MxPlanDelegation";
  /** Undefined: on all accounts of the domain. */
  readonly emailAddress: string | undefined;
  /** The rights by delegate: customer identifiers (nichandles), or addresses on the new MX Plan. */
  readonly grants: Readonly<Record<string, readonly string[]>>;
}

export type DeclaredAtMxPlan =
  | DeclaredMxPlanAccount
  | DeclaredRedirection
  | DeclaredResponder
  | DeclaredMxPlanDelegation;

/** Moves one address from MX Plan to Exchange. */
export interface DeclaredMigration {
  readonly kind: "AccountMigration";
  /** The address that moves. */
  readonly emailAddress: string;
  readonly exists: boolean;
  /**
   * As the program writes it, once its destination is known. `UNKNOWN` stands for what is not known yet and for
   * every password.
   */
  readonly given?: Values;
  /** The same as the resource's own check leaves it; undefined where that refuses it, or too little is known. */
  readonly inputs?: MigrationInputs;
}

type Any = { readonly kind: string };

export const isMxPlanAccount = (one: Any): one is DeclaredMxPlanAccount => one.kind === "MxPlanAccount";
export const isRedirection = (one: Any): one is DeclaredRedirection => one.kind === "MxPlanRedirection";
export const isResponder = (one: Any): one is DeclaredResponder => one.kind === "MxPlanResponder";
export const isMxPlanDelegation = (one: Any): one is DeclaredMxPlanDelegation => one.kind === "MxPlanDelegation";

export const isMigration = (one: Any): one is DeclaredMigration => one.kind === "AccountMigration";

export const isAtMxPlan = (one: Any): one is DeclaredAtMxPlan =>
  isMxPlanAccount(one) || isRedirection(one) || isResponder(one) || isMxPlanDelegation(one);

/** Reached by way of a delegation that somebody else gave. */
export function isAsDelegate(one: Any): boolean {
  return (isMxPlanAccount(one) || isResponder(one)) && one.asDelegate;
}

export function asDelegateIn(declared: readonly Any[]): (DeclaredMxPlanAccount | DeclaredResponder)[] {
  return declared.filter((one) => isMxPlanAccount(one) || isResponder(one)).filter(isAsDelegate);
}

/** How a finding calls its place: what the program wrote. */
export function placeOf(one: DeclaredAtMxPlan): { readonly property: string; readonly value: string } {
  if (isRedirection(one)) return { property: "from", value: one.from };
  if (isMxPlanDelegation(one)) return { property: "on", value: one.emailAddress ?? one.domain };
  return { property: "emailAddress", value: one.emailAddress };
}

export function domainOf(address: string): string {
  return splitAddress(address).domain;
}
