/** What an export is made of, from what OVHcloud shows to what is written. */

import type { Kind } from "../../provider/state-texts.js";
import type { Values } from "../../provider/values.js";

/** Something that people have to be told about one object; the sentences stand in `texts.ts`. */
export interface Note {
  readonly code: NoteCode;
  /** An address, a domain or a service. */
  readonly what: string;
  /** What the sentence needs beside, such as OVHcloud's own words. */
  readonly detail?: string;
}

/** Objects that are there and are not in the program. */
export const LEFT_OUT = [
  "freeAccount",
  "notSetUp",
  "beingRemoved",
  "goneMeanwhile",
  "notDeclarable",
  "mailingLists",
  "selfRedirection",
  "notSeen",
  "domainNotSeen",
  "delegationsNotSeen",
  "rightsNotSeen",
] as const;

/** In the program, and not all of it as it is. */
export const WARNINGS = [
  "propertyLeftOut",
  "unknownDelegate",
  "rightOfFreeAccount",
  "atWork",
  "keepCopyUnknown",
  "wouldChange",
] as const;

export type NoteCode = (typeof LEFT_OUT)[number] | (typeof WARNINGS)[number];

/** An object that OVHcloud shows. */
export interface Candidate {
  readonly kind: Kind;
  /** How people call it. */
  readonly what: string;
  /** The properties that name it: without them there is no resource. */
  readonly identity: Values;
  /** All that a program can say of it, as it is. */
  readonly properties: Values;
  /** What OVHcloud gives without being asked; saying so is of no use. */
  readonly defaults: Values;
  /** What the kind's own `read` would have found. */
  readonly actual: unknown;
  readonly notes: readonly Note[];
}

/** One Exchange service, one service of the new MX Plan, one domain of the legacy one, or what others delegated. */
export interface Found {
  readonly place: Place;
  readonly candidates: readonly Candidate[];
  readonly leftOut: readonly Note[];
}

export interface Place {
  readonly type: "exchange" | "newMxPlan" | "legacyMxPlan" | "delegated";
  /** The service or the domain. */
  readonly name: string;
}

/** A resource of the program. */
export interface ExportedResource {
  readonly kind: Kind;
  /** How Pulumi calls it. */
  readonly name: string;
  /** As the program writes them. */
  readonly args: Values;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly notes: readonly Note[];
}

export interface Section {
  readonly place: Place;
  readonly resources: readonly ExportedResource[];
}
