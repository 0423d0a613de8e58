/** Who may do what on what, as the resources declare it. */

import { RIGHTS } from "../../provider/resources/rights.js";
import { normalAddress } from "../../provider/schemas.js";
import { containsUnknown, isRecord, UNKNOWN, type Values } from "../../provider/values.js";
import type { AccessRight, Mailbox } from "./model.js";
import { keysOf, type ResourceChange } from "./read-preview.js";

/** What somebody holds on one target. */
export interface Held {
  readonly person: string;
  readonly right: AccessRight;
}

/** What one resource gives on one target. */
export interface Given {
  readonly target: Target;
  readonly held: readonly Held[];
  /** What is not listed is taken back. */
  readonly isExclusive: boolean;
  /** What is known only when it is applied: of all, or of some. */
  readonly unclear: "all" | ReadonlySet<string>;
}

export interface Target {
  /** An address, or the domain of a legacy MX Plan. */
  readonly key: string;
  readonly kind: TargetKind;
  /** The Exchange service, where it is on one. */
  readonly service?: string;
  /** What the state recorded of it: a preview may hold nothing else about it. */
  readonly recordedKind?: Mailbox["kind"];
}

export type TargetKind = "exchange" | "mxPlanAccount" | "mxPlanDomain" | "group" | "redirection" | "unknown";

/** An address as it is compared; what is none stays as it is. */
export function normalName(name: string): string {
  return normalAddress(name) ?? name.trim().toLowerCase();
}

export function givenBy({ kind, name }: ResourceChange, values: Values | undefined): Given | undefined {
  if (values === undefined) return undefined;
  if (kind === "Delegation") return delegated(name, values);
  if (kind === "ContactGroup") return membership(name, values);
  if (kind === "MxPlanRedirection") return redirected(name, values);
  return undefined;
}

const RECORDED_KINDS: Readonly<Record<string, Mailbox["kind"]>> = {
  account: "account",
  shared: "sharedMailbox",
  mailingList: "group",
};

function delegated(name: string, { on, grants, mode, targetType }: Values): Given {
  const recordedKind = RECORDED_KINDS[String(targetType)];
  const entries = isRecord(grants) ? Object.entries(grants) : [];
  const unclear = new Set(entries.filter(([, rights]) => containsUnknown(rights)).map(([who]) => normalName(who)));
  return {
    target: { ...targetOf(name, on), ...(recordedKind !== undefined && { recordedKind }) },
    held: entries.flatMap(([who, rights]) => heldBy(who, rights)),
    isExclusive: mode !== "additive",
    unclear: grants === UNKNOWN ? "all" : unclear,
  };
}

function heldBy(who: string, rights: unknown): Held[] {
  const listed: readonly unknown[] = Array.isArray(rights) ? rights : [];
  return RIGHTS.filter((right) => listed.includes(right)).map((right) => ({ person: normalName(who), right }));
}

function targetOf(name: string, on: unknown): Target {
  const unknown: Target = { key: unknownKey(name), kind: "unknown" };
  if (!isRecord(on)) return unknown;
  const { service, emailAddress, mxPlanAccount, mxPlanDomain } = on;
  if (isKnown(mxPlanDomain)) return { key: mxPlanDomain.trim().toLowerCase(), kind: "mxPlanDomain" };
  if (isKnown(mxPlanAccount)) return { key: normalName(mxPlanAccount), kind: "mxPlanAccount" };
  if (!isKnown(emailAddress)) return unknown;
  return { key: normalName(emailAddress), kind: "exchange", ...(isKnown(service) && { service }) };
}

/** What Pulumi calls something whose address is known only when it is applied. */
export function unknownKey(name: string): string {
  return `(${name})`;
}

export function isKnown(value: unknown): value is string {
  return typeof value === "string" && value !== UNKNOWN && value !== "";
}

function membership(name: string, { emailAddress, service, members, managers }: Values): Given {
  const target: Target = {
    key: isKnown(emailAddress) ? normalName(emailAddress) : unknownKey(name),
    kind: "group",
    ...(isKnown(service) && { service }),
  };
  const of = (people: unknown, right: AccessRight): Held[] =>
    keysOf(people).map((person) => ({ person: normalName(person), right }));
  return {
    target,
    held: [...of(members, "receive"), ...of(managers, "manageGroup")],
    isExclusive: true,
    unclear: members === UNKNOWN || managers === UNKNOWN ? "all" : new Set(),
  };
}

function redirected(name: string, { from, to }: Values): Given {
  return {
    target: { key: isKnown(from) ? normalName(from) : unknownKey(name), kind: "redirection" },
    held: isKnown(to) ? [{ person: normalName(to), right: "receive" }] : [],
    // One address may have several redirections.
    isExclusive: false,
    unclear: isKnown(to) ? new Set() : "all",
  };
}
