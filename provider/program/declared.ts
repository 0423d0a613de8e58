/** What a program declares, as far as it is known while planning. */

export interface DeclaredMailbox {
  readonly kind: "ExchangeAccount" | "SharedMailbox";
  readonly service: string;
  readonly emailAddress: string;
  readonly aliases: readonly string[];
  readonly quotaMb?: number;
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

export type Declared = DeclaredMailbox | DeclaredGroup | DeclaredContact | DeclaredDelegation;

/** Something wrong, or something worth a thought, about one declared resource. */
export interface Finding<T extends Declared = Declared> {
  readonly about: T;
  readonly message: string;
  /** A warning is shown; anything else ends the preview. */
  readonly severity?: "warning";
}

export const isMailbox = (declared: Declared): declared is DeclaredMailbox =>
  declared.kind === "ExchangeAccount" || declared.kind === "SharedMailbox";
export const isGroup = (declared: Declared): declared is DeclaredGroup => declared.kind === "ContactGroup";
export const isContact = (declared: Declared): declared is DeclaredContact => declared.kind === "ExternalContact";
export const isDelegation = (declared: Declared): declared is DeclaredDelegation => declared.kind === "Delegation";

/** The addresses that belong to declared resources of some kinds. */
export function addressesOf(declared: readonly Declared[], ...kinds: readonly Declared["kind"][]): Set<string> {
  return new Set(declared.filter(({ kind }) => kinds.includes(kind)).map(({ emailAddress }) => emailAddress));
}
