/** What is known of a declaration while planning, one function for each kind. */

import type * as pulumi from "@pulumi/pulumi";
import type { Declared, DeclaredMailbox } from "../provider/program/declared.js";
import { isRecord, UNKNOWN, type Values } from "../provider/values.js";
import type { Kind } from "./resource.js";

/** The properties that the checks of the whole program look at. None of them is secret. */
const SPOKEN = [
  "service",
  "emailAddress",
  "emailAliases",
  "on",
  "grants",
  "members",
  "managers",
  "quotaMb",
  "license",
  "orderWhenNoneFree",
  "sizeBytes",
  "adopt",
  "asDelegate",
] as const;
/** Named as something else is elsewhere: the `from` of a responder is a date. */
const SPOKEN_OF_SOME: { readonly [K in Kind]?: readonly string[] } = {
  MxPlanRedirection: ["from", "to"],
  AccountMigration: ["source"],
};

/** Looked at where they are known; where not, the rest still tells something. */
const DETAILS_OF_SOME: { readonly [K in Kind]?: readonly string[] } = {
  AccountMigration: [
    "destination",
    "confirmIrreversible",
    "provisionalAddress",
    "copy",
    "copyDone",
    "sourceAfterwards",
  ],
};
/** Only whether they are given. */
const SECRETS = ["password", "passwordFrom", "sourcePassword", "sourcePasswordFrom"];

type Known = { readonly [Property in (typeof SPOKEN)[number] | "from" | "to" | "source" | "destination"]?: unknown };

export function detailsOf(kind: Kind): readonly string[] {
  return DETAILS_OF_SOME[kind] ?? [];
}

export function spokenOf(kind: Kind, props: pulumi.Inputs): pulumi.Inputs {
  const spoken = [...SPOKEN, ...(SPOKEN_OF_SOME[kind] ?? [])];
  return Object.fromEntries(spoken.map((property) => [property, props[property]]));
}

export interface Description {
  /** How Pulumi calls the resource. */
  readonly name?: string;
  /** All that are spoken of are known, and some of the details may be. */
  readonly values: Known;
  /** The names of the properties that the program gives, whatever their values. */
  readonly properties: readonly string[];
  readonly exists: boolean;
}

/** Undefined for values that the resource's own check will refuse. */
export function describe(kind: Kind, description: Description): Declared | undefined {
  return DESCRIBE[kind](description);
}

const DESCRIBE: { readonly [K in Kind]: (description: Description) => Declared | undefined } = {
  ExchangeAccount: (description) => mailbox("ExchangeAccount", description),
  SharedMailbox: (description) => mailbox("SharedMailbox", description),
  Delegation: delegation,
  ContactGroup: group,
  ExternalContact: contact,
  MxPlanAccount: mxPlanAccount,
  MxPlanRedirection: redirection,
  MxPlanResponder: responder,
  AccountMigration: migration,
};

function mailbox(kind: DeclaredMailbox["kind"], { values, exists }: Description): Declared | undefined {
  const place = placeIn(values);
  if (place === undefined) return undefined;
  const quota = typeof values.quotaMb === "number" ? { quotaMb: values.quotaMb } : {};
  const { orderWhenNoneFree, license } = values;
  const order = orderWhenNoneFree === undefined ? {} : { orderWhenNoneFree, ...licenseIn(license) };
  const fate = { adopt: values.adopt === true, exists };
  return { kind, ...place, aliases: texts(values.emailAliases), ...quota, ...order, ...fate };
}

function licenseIn(license: unknown): Pick<DeclaredMailbox, "license"> {
  const known = (["basic", "standard", "enterprise"] as const).find((one) => one === license);
  return known === undefined ? {} : { license: known };
}

function group({ values, exists }: Description): Declared | undefined {
  const place = placeIn(values);
  if (place === undefined) return undefined;
  const [members, managers] = [addressesIn(values.members), addressesIn(values.managers)];
  const aliases = texts(values.emailAliases);
  return { kind: "ContactGroup", ...place, aliases, members, managers, adopt: values.adopt === true, exists };
}

function contact({ values, exists }: Description): Declared | undefined {
  const place = placeIn(values);
  return place && { kind: "ExternalContact", ...place, adopt: values.adopt === true, exists };
}

function delegation({ values, exists }: Description): Declared | undefined {
  const on = isRecord(values.on) ? values.on : {};
  const grants = rightsIn(values.grants);
  const { mxPlanDomain, mxPlanAccount: account } = on;
  if (typeof mxPlanDomain === "string")
    return { kind: "MxPlanDelegation", domain: mxPlanDomain, emailAddress: undefined, grants, exists };
  if (typeof account === "string")
    return { kind: "MxPlanDelegation", domain: domainIn(account), emailAddress: account, grants, exists };
  const place = placeIn(on);
  return place && { kind: "Delegation", ...place, grants };
}

function mxPlanAccount({ values, properties, exists }: Description): Declared | undefined {
  const { emailAddress, sizeBytes, adopt, asDelegate } = values;
  if (typeof emailAddress !== "string") return undefined;
  return {
    kind: "MxPlanAccount",
    domain: domainIn(emailAddress),
    emailAddress,
    aliases: texts(values.emailAliases),
    properties,
    ...(typeof sizeBytes === "number" && { sizeBytes }),
    adopt: adopt === true,
    asDelegate: asDelegate === true,
    exists,
  };
}

function redirection({ name, values, exists }: Description): Declared | undefined {
  const { from, to, adopt } = values;
  if (typeof from !== "string" || typeof to !== "string") return undefined;
  const own = { from, to, adopt: adopt === true, exists };
  return { kind: "MxPlanRedirection", ...named(name), domain: domainIn(from), ...own };
}

function responder({ name, values, exists }: Description): Declared | undefined {
  const { emailAddress, adopt, asDelegate } = values;
  if (typeof emailAddress !== "string") return undefined;
  const domain = domainIn(emailAddress);
  return {
    kind: "MxPlanResponder",
    ...named(name),
    domain,
    emailAddress,
    adopt: adopt === true,
    asDelegate: asDelegate === true,
    exists,
  };
}

function migration({ values, properties, exists }: Description): Declared | undefined {
  const { source, destination } = values;
  if (typeof source !== "string") return undefined;
  const declared = { kind: "AccountMigration", emailAddress: source, exists } as const;
  return isRecord(destination) ? { ...declared, given: givenIn(values, properties) } : declared;
}

/** With something in the place of what is not known, and of what must not be. */
function givenIn(values: Values, properties: readonly string[]): Values {
  const told = ["source", ...detailsOf("AccountMigration"), ...SECRETS];
  const given = told.filter((property) => properties.includes(property));
  return Object.fromEntries(given.map((property) => [property, values[property] ?? UNKNOWN]));
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}

function placeIn(values: {
  readonly service?: unknown;
  readonly emailAddress?: unknown;
}): { readonly service: string; readonly emailAddress: string } | undefined {
  const { service, emailAddress } = values;
  return typeof service === "string" && typeof emailAddress === "string" ? { service, emailAddress } : undefined;
}

/** As it is written: the address is brought to its normal form before anything is made of it. */
function domainIn(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
}

function rightsIn(grants: unknown): Record<string, string[]> {
  const entries = isRecord(grants) ? Object.entries(grants) : [];
  return Object.fromEntries(entries.map(([delegate, rights]) => [delegate, texts(rights)]));
}

/** A list of addresses, or a map keyed by them. */
function addressesIn(people: unknown): string[] | undefined {
  if (people === undefined) return undefined;
  return isRecord(people) ? Object.keys(people) : texts(people);
}
