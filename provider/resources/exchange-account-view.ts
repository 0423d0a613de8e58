/** The properties of a mailbox: what each may hold, and how OVHcloud calls them. */

import { z } from "zod";
import type { Failure, FieldTable } from "../fields.js";
import { type OrderWhenNoneFree, orderWhenNoneFree } from "../order-terms.js";
import type { AccountChange, License, NewAccount } from "../ovh/exchange.js";
import type { AccountProtocol, ExchangeAccount } from "../ovh/exchange-models.js";
import {
  emailAddress,
  externalAddress,
  flag,
  label,
  oneOf,
  serviceName,
  splitAddress,
  wholeNumber,
} from "../schemas.js";
import { containsUnknown, isRecord, type Values } from "../values.js";
import { emailAliases, ownAliasRule } from "./aliases.js";
import { type PasswordInputs, passwordFields, passwordRules } from "./mailbox-password.js";

export interface Forwarding {
  readonly to: string;
  readonly keepCopy: boolean;
}

export interface SpamAndVirus {
  readonly enabled: boolean;
  readonly checkDkim: boolean;
  readonly checkSpf: boolean;
  readonly deleteSpam: boolean;
  readonly putInJunk: boolean;
  readonly tagSpam: boolean;
  readonly tagVirus: boolean;
}

export interface Protocols {
  readonly imap: boolean;
  readonly pop: boolean;
  readonly activeSync: boolean;
  readonly webMail: boolean;
}

export interface ExchangeAccountInputs extends PasswordInputs {
  readonly service: string;
  readonly emailAddress: string;
  readonly emailAliases?: readonly string[];
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly company?: string;
  readonly hiddenFromDirectory?: boolean;
  readonly license?: License;
  readonly quotaGb?: number;
  readonly forwarding?: Forwarding;
  readonly spamAndVirus?: SpamAndVirus;
  readonly protocols?: Protocols;
  readonly outlookLicense?: boolean;
  readonly deleteAtExpiration?: boolean;
  readonly renewPeriod?: "monthly" | "yearly";
  readonly deletionProtection: boolean;
  readonly adopt: boolean;
  readonly orderWhenNoneFree?: OrderWhenNoneFree;
}

const offByDefault = flag.default(false);
const onByDefault = flag.default(true);

const forwarding = z.strictObject({ to: externalAddress, keepCopy: onByDefault }).optional();

const spamAndVirus = z
  .strictObject({
    enabled: onByDefault,
    checkDkim: offByDefault,
    checkSpf: offByDefault,
    deleteSpam: offByDefault,
    putInJunk: offByDefault,
    tagSpam: offByDefault,
    tagVirus: offByDefault,
  })
  .optional();

const protocols = z
  .strictObject({ imap: onByDefault, pop: onByDefault, activeSync: onByDefault, webMail: onByDefault })
  .optional();

export const accountFields = {
  service: { schema: serviceName, change: "replace" },
  emailAddress: { schema: emailAddress, change: "update" },
  emailAliases: { schema: emailAliases, change: "update" },
  displayName: { schema: label, change: "update", cleared: "" },
  firstName: { schema: label, change: "update", cleared: "" },
  lastName: { schema: label, change: "update", cleared: "" },
  initials: { schema: label, change: "update", cleared: "" },
  company: { schema: label, change: "update", cleared: "" },
  hiddenFromDirectory: { schema: flag.optional(), change: "update", cleared: false },
  license: { schema: oneOf(["basic", "standard", "enterprise"]).optional(), change: "update" },
  quotaGb: { schema: wholeNumber("GB", 50).optional(), change: "update" },
  forwarding: { schema: forwarding, change: "update", cleared: { to: "", keepCopy: false } },
  spamAndVirus: { schema: spamAndVirus, change: "update" },
  protocols: { schema: protocols, change: "update" },
  outlookLicense: { schema: flag.optional(), change: "update", cleared: false },
  deleteAtExpiration: { schema: flag.optional(), change: "update", cleared: false },
  renewPeriod: { schema: oneOf(["monthly", "yearly"]).optional(), change: "update" },
  ...passwordFields,
  deletionProtection: { schema: onByDefault, change: "local" },
  adopt: { schema: offByDefault, change: "local" },
  orderWhenNoneFree: { schema: orderWhenNoneFree.optional(), change: "local" },
} as const satisfies FieldTable<ExchangeAccountInputs>;

const aliasRule = ownAliasRule("the mailbox");

/** Rules between properties. */
export function accountRules(inputs: Values): Failure[] {
  const { emailAddress: own, forwarding: to } = inputs;
  const forwardsToItself = isRecord(to) && !containsUnknown(to) && to.to === own;
  return [
    ...(forwardsToItself ? [{ property: "forwarding.to", reason: "a mailbox cannot forward to itself" }] : []),
    ...aliasRule(inputs),
    ...passwordRules(inputs),
  ];
}

/** The part of a mailbox that its own object shows and lets us write, in our names. */
export interface AccountView {
  readonly emailAddress: string;
  readonly displayName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly initials: string;
  readonly company: string;
  readonly hiddenFromDirectory: boolean;
  readonly license: string;
  readonly quotaGb: number;
  readonly forwarding: Forwarding;
  readonly spamAndVirus: SpamAndVirus;
  readonly outlookLicense: boolean;
  readonly deleteAtExpiration: boolean;
  readonly renewPeriod: string;
}

export function viewOf(account: ExchangeAccount): AccountView {
  const { checkDKIM, checkSPF, deleteSpam, putInJunk, tagSpam, tagVirus } = account.spamAndVirusConfiguration;
  return {
    emailAddress: account.primaryEmailAddress.toLowerCase(),
    displayName: account.displayName ?? "",
    firstName: account.firstName ?? "",
    lastName: account.lastName ?? "",
    initials: account.initial ?? "",
    company: account.company ?? "",
    hiddenFromDirectory: account.hiddenFromGAL,
    license: account.accountLicense,
    quotaGb: account.quota,
    forwarding: { to: (account.forwardingEmail ?? "").toLowerCase(), keepCopy: account.storeCopyOfEmail },
    spamAndVirus: {
      enabled: (account.mailingFilter ?? []).length > 0,
      checkDkim: checkDKIM,
      checkSpf: checkSPF,
      deleteSpam,
      putInJunk,
      tagSpam,
      tagVirus,
    },
    outlookLicense: account.outlookLicense,
    deleteAtExpiration: account.deleteAtExpiration ?? false,
    renewPeriod: account.renewPeriod ?? "",
  };
}

export function toChange(view: Partial<AccountView>): AccountChange {
  const {
    emailAddress,
    initials,
    hiddenFromDirectory,
    license,
    quotaGb,
    forwarding,
    spamAndVirus,
    renewPeriod,
    ...same
  } = view;
  return {
    ...same,
    ...(emailAddress === undefined ? {} : splitAddress(emailAddress)),
    ...(initials === undefined ? {} : { initial: initials }),
    ...(hiddenFromDirectory === undefined ? {} : { hiddenFromGAL: hiddenFromDirectory }),
    // What is wanted was checked against the values that there are.
    ...(license === undefined ? {} : { accountLicense: license as License }),
    ...(renewPeriod === undefined ? {} : { renewPeriod: renewPeriod as "monthly" | "yearly" }),
    ...(quotaGb === undefined ? {} : { quota: quotaGb }),
    ...(forwarding === undefined ? {} : { forwardingEmail: forwarding.to, storeCopyOfEmail: forwarding.keepCopy }),
    ...(spamAndVirus === undefined ? {} : filters(spamAndVirus)),
  };
}

/** OVHcloud's guide: `deleteVirus: false` is refused. */
function filters({ enabled, checkDkim, checkSpf, ...same }: SpamAndVirus) {
  return {
    mailingFilter: enabled ? (["vaderetro"] as const) : [],
    spamAndVirusConfiguration: { ...same, checkDKIM: checkDkim, checkSPF: checkSpf, deleteVirus: true },
  };
}

/** What a creation takes, under the names that it has there; the rest is for a change afterwards. */
export function toCreation(view: Partial<AccountView>): Omit<NewAccount, "login" | "domain" | "password"> {
  const {
    accountLicense = "standard",
    initial,
    login: _,
    domain: __,
    deleteAtExpiration: ___,
    renewPeriod: ____,
    ...same
  } = toChange(view);
  return { ...same, license: accountLicense, ...(initial === undefined ? {} : { initials: initial }) };
}

export function protocolsOf({ IMAP, POP, activeSync, webMail }: AccountProtocol): Protocols {
  return { imap: IMAP, pop: POP, activeSync, webMail };
}
