/** What a preview means for people. The JSON of `ovh-mail plan --json`; its schema is published with the package. */

import { z } from "zod";

const strings = z.array(z.string());

export const accessRight = z
  .enum(["fullAccess", "sendAs", "sendOnBehalf", "manage", "receive", "manageGroup"])
  .describe(
    "fullAccess: open and read; sendAs: send as it; sendOnBehalf: send on its behalf; manage: manage it as another OVHcloud " +
      "customer (legacy MX Plan); receive: get its mail (members of a group, targets of redirections); manageGroup: manage a group",
  );

export type AccessRight = z.output<typeof accessRight>;

const rights = z.array(accessRight);

const holder = z.strictObject({
  person: z.string().describe("address, or identifier of an OVHcloud customer"),
  rights,
  outside: z.boolean().describe("not of the organisation"),
});

export type Holder = z.output<typeof holder>;

const personAccess = z.strictObject({
  on: z.string().describe("address, or domain of a legacy MX Plan with all its accounts"),
  rights,
  unmanaged: z.boolean().describe("Pulumi has never seen it: it was given by other means"),
  ability: z.string().describe("what that lets them do, as a sentence in the language of the command"),
});

export type PersonAccess = z.output<typeof personAccess>;

const personChange = z.enum(["none", "created", "renamed", "deleted"]);

const person = z.strictObject({
  person: z.string().describe("address after the change, or identifier of an OVHcloud customer"),
  formerAddress: z.string().optional(),
  change: personChange,
  outside: z.boolean().describe("not of the organisation"),
  gained: z.array(personAccess),
  lost: z.array(personAccess),
});

export type Person = z.output<typeof person>;

export const boxKinds = [
  "account",
  "sharedMailbox",
  "group",
  "mxPlanAccount",
  "mxPlanDomain",
  "redirection",
  "unknown",
] as const;

const boxChange = z.enum(["none", "created", "renamed", "deleted", "released", "migrated"]);

const mailbox = z.strictObject({
  address: z.string(),
  formerAddress: z.string().optional(),
  kind: z.enum(boxKinds),
  change: boxChange.describe("released: taken out of the program, left as it is"),
  reachChanges: z.boolean().describe("whether anybody gains or loses a right on it"),
  before: z.array(holder),
  after: z.array(holder),
  afterKnown: z.boolean().describe("false: some of it is known only when it is applied"),
  orphaned: z
    .boolean()
    .describe("this plan leaves it with nobody who may open it, or a group with nobody who gets its mail"),
  revokedUnmanaged: z.array(holder).describe("rights that Pulumi has never seen and that exclusive mode takes back"),
});

export type Mailbox = z.output<typeof mailbox>;

const migration = z.strictObject({
  from: z.string(),
  to: z.string(),
  change: z.enum(["begins", "changes", "forgotten"]),
});

const contact = z.strictObject({
  address: z.string(),
  change: z.enum(["created", "deleted", "renamed"]),
  outside: z.boolean(),
});

const note = z.strictObject({
  code: z.enum(["offline", "elsewhere", "unchangedAbsent", "unknownValue"]),
  subject: z.string(),
  message: z.string(),
});

export const conditions = ["external", "orphaned", "full-access", "revoked", "deleted", "unknown"] as const;

export type Condition = (typeof conditions)[number];

export const planSchema = z
  .strictObject({
    version: z.literal(1),
    project: z.string(),
    stack: z.string(),
    live: z.boolean().describe("whether the rights that are really there were read"),
    changes: z.boolean().describe("whether anything in this document changes"),
    people: z.array(person).describe("who gains, loses or changes something"),
    mailboxes: z.array(mailbox),
    migrations: z.array(migration),
    contacts: z.array(contact),
    conditions: z
      .record(z.enum(conditions), strings)
      .describe("by what --fail-on can name: the people or mailboxes concerned"),
    notes: z.array(note),
  })
  .describe("What a Pulumi preview means for people: ovh-mail plan --json");

export type Plan = z.output<typeof planSchema>;
export type Note = Plan["notes"][number];

/** Without the sentences, which the language decides. */
export type NoteCode = Note["code"];
