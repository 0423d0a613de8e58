/** The properties of a mailbox of MX Plan: what each may hold, in which generation it is, and how OVHcloud calls it. */

import { z } from "zod";
import type { Failure, FieldTable } from "../fields.js";
import type { DomainAccountChange } from "../ovh/domain.js";
import type { DomainAccount } from "../ovh/domain-models.js";
import type { MxPlanAccountChange } from "../ovh/mxplan.js";
import type { MxPlanAccount } from "../ovh/mxplan-models.js";
import { fromAscii, toAscii } from "../punycode.js";
import { emailAddress, flag, label, splitAddress, wholeNumber } from "../schemas.js";
import type { Values } from "../values.js";
import { emailAliases, ownAliasRule } from "./aliases.js";
import { type PasswordInputs, passwordFields, passwordRules } from "./mailbox-password.js";

export interface MxPlanAccountInputs extends PasswordInputs {
  readonly emailAddress: string;
  readonly sizeBytes?: number;
  readonly description?: string;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly hiddenFromDirectory?: boolean;
  readonly quotaGb?: number;
  readonly emailAliases?: readonly string[];
  readonly deletionProtection: boolean;
  readonly adopt: boolean;
  readonly replaceOnRename: boolean;
  readonly asDelegate: boolean;
}

/** OVHcloud's panel, which counts after it has written the text in punycode. */
const DESCRIPTION_LENGTH_MAX = 32;
const DESCRIPTION = /^[^:§⁼]*$/;

const description = label
  .refine((text = "") => onWire(text).length <= DESCRIPTION_LENGTH_MAX, {
    error: `at most ${DESCRIPTION_LENGTH_MAX} characters, and fewer with letters that are not in ASCII`,
  })
  .refine((text = "") => DESCRIPTION.test(text), { error: "a description cannot hold : § or ⁼" });

const wantedGb = "expected a number of GB above 0, such as 5";
const quotaGb = z.number({ error: wantedGb }).positive({ error: wantedGb }).optional();

const offByDefault = flag.default(false);

export const mxPlanAccountFields = {
  emailAddress: { schema: emailAddress, change: "update" },
  sizeBytes: { schema: wholeNumber("bytes", 5_000_000_000).optional(), change: "update" },
  description: { schema: description, change: "update", cleared: "" },
  displayName: { schema: label, change: "update", cleared: "" },
  firstName: { schema: label, change: "update", cleared: "" },
  lastName: { schema: label, change: "update", cleared: "" },
  initials: { schema: label, change: "update", cleared: "" },
  hiddenFromDirectory: { schema: flag.optional(), change: "update", cleared: false },
  quotaGb: { schema: quotaGb, change: "update" },
  emailAliases: { schema: emailAliases, change: "update" },
  ...passwordFields,
  deletionProtection: { schema: flag.default(true), change: "local" },
  adopt: { schema: offByDefault, change: "local" },
  replaceOnRename: { schema: offByDefault, change: "local" },
  asDelegate: { schema: offByDefault, change: "local" },
} as const satisfies FieldTable<MxPlanAccountInputs>;

export type GenerationName = "legacy" | "new";

/** Where each property is, and what comes closest to it in the other generation. */
const OF_GENERATION = {
  sizeBytes: { generation: "legacy", instead: "use quotaGb" },
  description: { generation: "legacy", instead: "use displayName" },
  displayName: { generation: "new", instead: "use description" },
  firstName: { generation: "new", instead: "use description" },
  lastName: { generation: "new", instead: "use description" },
  initials: { generation: "new", instead: "use description" },
  hiddenFromDirectory: { generation: "new", instead: "leave it out, there is no directory" },
  quotaGb: { generation: "new", instead: "use sizeBytes" },
  emailAliases: { generation: "new", instead: "declare an MxPlanRedirection from each of them" },
} as const satisfies Partial<Record<keyof MxPlanAccountInputs, { generation: GenerationName; instead: string }>>;

/** The declared properties that mailboxes of this generation do not have. */
export function foreignProperties(inputs: Values, generation: GenerationName): Failure[] {
  return Object.entries(OF_GENERATION)
    .filter(([name, of]) => of.generation !== generation && inputs[name] !== undefined)
    .map(([property, { instead }]) => ({ property, reason: instead }));
}

const aliasRule = ownAliasRule("the mailbox");

export function mxPlanAccountRules(inputs: Values): Failure[] {
  const hasDelegateRules = inputs.asDelegate === true;
  return [...aliasRule(inputs), ...passwordRules(inputs), ...(hasDelegateRules ? delegateRules : bothRules)(inputs)];
}

/** OVHcloud's API gives a delegate the password, the size and the description alone. */
function delegateRules(inputs: Values): Failure[] {
  const reason = "with asDelegate there are only emailAddress, the password, sizeBytes and description: leave it out";
  const foreign = foreignProperties(inputs, "legacy").map(({ property }) => ({ property, reason }));
  return [...foreign, ...(inputs.replaceOnRename === true ? [{ property: "replaceOnRename", reason }] : [])];
}

/** Whatever the generation is, one of the two is wrong. */
function bothRules(inputs: Values): Failure[] {
  const [ofNew] = foreignProperties(inputs, "legacy");
  return foreignProperties(inputs, "new")
    .filter(() => ofNew !== undefined)
    .map(({ property }) => ({
      property,
      reason:
        `only the legacy MX Plan has ${property}, and only the new one has ${ofNew?.property}: ` +
        "a mailbox is in one of the two, leave out what belongs to the other",
    }));
}

/** What a mailbox of the legacy MX Plan shows and lets us write, in our names. */
export interface LegacyView {
  readonly sizeBytes: number;
  readonly description: string;
}

/** What one of the new MX Plan shows and lets us write, in our names. */
export interface NewView {
  readonly emailAddress: string;
  readonly displayName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly initials: string;
  readonly hiddenFromDirectory: boolean;
  readonly quotaGb: number;
}

/** OVHcloud's panel writes punycode; with an @ it would lose a part of the text, which then goes as it is. */
function onWire(text: string): string {
  return text.includes("@") ? text : toAscii(text);
}

/** Whether OVHcloud shows the text, or the punycode that was sent, is not known: either is the declared one. */
export function legacyView({ size, description: shown }: DomainAccount, { description: declared }: Values): LegacyView {
  const isDeclared = typeof declared === "string" && (shown === declared || shown === onWire(declared));
  return { sizeBytes: size, description: isDeclared ? declared : fromAscii(shown) };
}

export function toLegacyChange({ sizeBytes, description }: Partial<LegacyView>): DomainAccountChange {
  return {
    ...(sizeBytes === undefined ? {} : { size: sizeBytes }),
    ...(description === undefined ? {} : { description: onWire(description) }),
  };
}

export function newView(account: MxPlanAccount): NewView {
  return {
    emailAddress: account.primaryEmailAddress.toLowerCase(),
    displayName: account.displayName ?? "",
    firstName: account.firstName ?? "",
    lastName: account.lastName ?? "",
    initials: account.initial ?? "",
    hiddenFromDirectory: account.hiddenFromGAL,
    quotaGb: account.quota,
  };
}

export function toNewChange(view: Partial<NewView>): MxPlanAccountChange {
  const { emailAddress: address, initials, hiddenFromDirectory, quotaGb: quota, ...same } = view;
  return {
    ...same,
    ...(address === undefined ? {} : splitAddress(address)),
    ...(initials === undefined ? {} : { initial: initials }),
    ...(hiddenFromDirectory === undefined ? {} : { hiddenFromGAL: hiddenFromDirectory }),
    ...(quota === undefined ? {} : { quota }),
  };
}
