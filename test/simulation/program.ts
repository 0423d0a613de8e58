/** Programs: some of a dozen resources of all kinds, each in one of many forms, and what each says when it is declared. */

import type { Values } from "../../provider/values.js";
import type { Resource } from "./stack.js";
import { CUSTOMER, MOVER_PASSWORD, SERVICE } from "./world.js";

/** A resource of a program, by its name, in a form that is drawn. */
export type Forms = ReadonlyMap<SlotName, number>;

export type SlotName =
  | "anna"
  | "bob"
  | "carl"
  | "support"
  | "john"
  | "sales"
  | "rights"
  | "annasRights"
  | "lea"
  | "mia"
  | "norasRights"
  | "managers"
  | "info"
  | "away"
  | "move";

interface Slot {
  readonly kind: string;
  readonly needs: readonly SlotName[];
  /** Different numbers in one form. `addressOf`: where a resource of the program is, if it is in it. */
  readonly props: (form: Form, addressOf: (name: SlotName) => string | undefined) => Values;
}

/** Choices drawn from one number, always the same. */
class Form {
  constructor(private rest: number) {}

  pick<T>(...choices: readonly T[]): T {
    const index = this.rest % choices.length;
    this.rest = Math.floor(this.rest / choices.length);
    return choices[index] as T;
  }
}

/** Those that change their address in place. */
export const MOVABLE: readonly SlotName[] = ["anna", "bob", "carl", "support", "john", "mia"];
const ADDRESS_CHOICES = 3;

/** The form in which one of {@link MOVABLE} has its other address, and all else is as it was. */
export function renamed(form: number): number {
  const choice = form % ADDRESS_CHOICES;
  return form - choice + (choice === ADDRESS_CHOICES - 1 ? 0 : ADDRESS_CHOICES - 1);
}

/** The first of all choices, and often drawn the same: {@link renamed} draws another one. */
function address(form: Form, usual: string, other: string): string {
  return form.pick(usual, usual, other);
}

const PASSWORDS = ["Canari-Lundi-42", "Canari-Mardi-43", undefined] as const;
const loose = (form: Form) => ({ deletionProtection: form.pick(false, false, false, true) });

function mailbox(first: string, second: string) {
  return (form: Form): Values => ({
    service: SERVICE,
    emailAddress: address(form, first, second),
    displayName: form.pick("One", "Two", undefined),
    password: form.pick(...PASSWORDS),
    emailAliases: form.pick(undefined, [`info.${first}`], [`info.${first}`, `sales.${first}`]),
    ...loose(form),
  });
}

const SLOTS: Readonly<Record<SlotName, Slot>> = {
  anna: { kind: "ExchangeAccount", needs: [], props: mailbox("anna@example.com", "anne@example.com") },
  bob: { kind: "ExchangeAccount", needs: [], props: mailbox("bob@example.com", "rob@example.com") },
  carl: { kind: "ExchangeAccount", needs: [], props: mailbox("carl@example.com", "karl@example.com") },
  support: {
    kind: "SharedMailbox",
    needs: [],
    props: (form) => ({
      service: SERVICE,
      emailAddress: address(form, "support@example.com", "help@example.com"),
      quotaMb: form.pick(100, 200),
      displayName: form.pick("Support", "Help", undefined),
      emailAliases: form.pick(undefined, ["aid@example.com"]),
      ...loose(form),
    }),
  },
  john: {
    kind: "ExternalContact",
    needs: [],
    props: (form) => ({
      service: SERVICE,
      emailAddress: address(form, "john@example.edu", "jo@example.edu"),
      displayName: form.pick("John", "Johnny"),
    }),
  },
  sales: {
    kind: "ContactGroup",
    needs: ["anna", "bob", "john"],
    props: (form, addressOf) => ({
      service: SERVICE,
      emailAddress: "sales@example.com",
      displayName: form.pick("Sales", "Team"),
      members: among(form, addressOf("anna"), addressOf("john"), "fred@example.com"),
      managers: form.pick(undefined, among(form, addressOf("bob"), "fiona@example.com")),
    }),
  },
  rights: {
    kind: "Delegation",
    needs: ["anna", "bob", "support"],
    props: (form, addressOf) => ({
      on: { service: SERVICE, emailAddress: form.pick(addressOf("support"), undefined) ?? "archive@example.com" },
      grants: grantsTo(form, addressOf("anna"), addressOf("bob"), "fred@example.com"),
      mode: form.pick("additive", "exclusive"),
    }),
  },
  annasRights: {
    kind: "Delegation",
    needs: ["anna", "carl"],
    props: (form, addressOf) => ({
      on: { service: SERVICE, emailAddress: addressOf("anna") ?? "fred@example.com" },
      grants: grantsTo(form, addressOf("carl"), "fiona@example.com"),
      mode: form.pick("exclusive", "additive"),
    }),
  },
  lea: {
    kind: "MxPlanAccount",
    needs: [],
    props: (form) => ({
      emailAddress: address(form, "lea@example.org", "leo@example.org"),
      description: form.pick("One", "Two", undefined),
      sizeBytes: form.pick(undefined, 25_000_000),
      password: form.pick(...PASSWORDS),
      ...loose(form),
      replaceOnRename: form.pick(true, false),
    }),
  },
  mia: {
    kind: "MxPlanAccount",
    needs: [],
    props: (form) => ({
      emailAddress: address(form, "mia@example.net", "mya@example.net"),
      displayName: form.pick("Mia", "Mya", undefined),
      password: form.pick(...PASSWORDS),
      emailAliases: form.pick(undefined, ["contact@example.net"]),
      ...loose(form),
    }),
  },
  norasRights: {
    kind: "Delegation",
    needs: ["mia"],
    props: (form, addressOf) => ({
      on: { mxPlanAccount: "nora@example.net" },
      grants: grantsTo(form, addressOf("mia")),
      mode: form.pick("exclusive", "additive"),
    }),
  },
  managers: {
    kind: "Delegation",
    needs: [],
    props: (form) => ({
      on: form.pick({ mxPlanDomain: "example.org" }, { mxPlanAccount: "frank@example.org" }),
      grants: form.pick({ [CUSTOMER]: ["manage"] }, {}),
      mode: form.pick("exclusive", "additive"),
    }),
  },
  info: {
    kind: "MxPlanRedirection",
    needs: [],
    props: (form) => ({
      from: address(form, "info@example.org", "contact@example.org"),
      to: form.pick("fred@example.com", "fiona@example.com"),
      keepCopy: form.pick(false, true),
    }),
  },
  away: {
    kind: "MxPlanResponder",
    needs: [],
    props: (form) => ({
      emailAddress: "frank@example.org",
      content: form.pick("Away", "Back soon"),
      to: form.pick("2026-08-01T00:00:00+02:00", undefined),
      keepCopy: form.pick(true, false),
    }),
  },
  move: {
    kind: "AccountMigration",
    needs: [],
    props: () => ({
      source: "mover@example.com",
      destination: { service: SERVICE },
      password: MOVER_PASSWORD,
      confirmIrreversible: true,
    }),
  },
};

export const SLOT_NAMES = Object.keys(SLOTS) as SlotName[]; // the keys of our own table

function among(form: Form, ...people: readonly (string | undefined)[]): string[] {
  return people.filter((one): one is string => form.pick(true, true, false) && one !== undefined);
}

function grantsTo(form: Form, ...people: readonly (string | undefined)[]): Values {
  const grants: Values = {};
  for (const person of people) {
    const rights = form.pick(["fullAccess"], ["sendAs"], ["sendOnBehalf"], ["fullAccess", "sendAs"], undefined);
    if (person !== undefined && rights !== undefined) grants[person] = rights;
  }
  return grants;
}

/** The program as Pulumi gets it. `changed`: what somebody has to add to some of them, such as `adopt`. */
export function declare(forms: Forms, changed: (name: string) => Values = () => ({})): Resource[] {
  const own = (name: SlotName) => propsOf(name, forms);
  return SLOT_NAMES.filter((name) => forms.has(name)).map((name) => ({
    name,
    kind: SLOTS[name].kind,
    props: { ...own(name), ...changed(name) },
    dependsOn: SLOTS[name].needs.filter((needed) => forms.has(needed)),
  }));
}

function propsOf(name: SlotName, forms: Forms): Values {
  const addressOf = (other: SlotName) => {
    const address = forms.has(other) ? propsOf(other, forms).emailAddress : undefined;
    return typeof address === "string" ? address : undefined;
  };
  return SLOTS[name].props(new Form(forms.get(name) ?? 0), addressOf);
}
