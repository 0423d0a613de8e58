/** The properties of a contact group: what each may hold, and how OVHcloud calls them. */

import type { Failure, FieldTable } from "../fields.js";
import type { MailingListChange } from "../ovh/exchange.js";
import type { MailingList } from "../ovh/exchange-models.js";
import { emailAddress, flag, label, oneOf, serviceName, wholeNumber } from "../schemas.js";
import { isRecord, type Values } from "../values.js";
import { emailAliases, ownAliasRule } from "./aliases.js";
import { declaredNumbers, type Numbers, type People, people } from "./people.js";

export interface ContactGroupInputs {
  readonly service: string;
  readonly emailAddress: string;
  readonly emailAliases?: readonly string[];
  readonly displayName?: string;
  readonly company?: string;
  readonly joinPolicy: "open" | "moderated" | "closed";
  readonly leavePolicy: "open" | "closed";
  readonly maxReceiveSizeMb?: number;
  readonly maxSendSizeMb?: number;
  readonly hiddenFromDirectory?: boolean;
  readonly authenticationRequired?: boolean;
  readonly members?: People;
  readonly managers?: People;
  readonly adopt: boolean;
  /** The numbers of people whom the program declares as resources: one that is made anew is added again. */
  readonly __accounts?: Numbers;
}

const SIZE_EXAMPLE_MB = 50;
const sizeMb = wholeNumber("MB", SIZE_EXAMPLE_MB).optional();
/** OVHcloud's panel: 100 MB at most, and null or 0 mean as large as that. */
const SIZE_MAX_MB = 100;

export const groupFields = {
  service: { schema: serviceName, change: "replace" },
  emailAddress: { schema: emailAddress, change: "update" },
  emailAliases: { schema: emailAliases, change: "update" },
  displayName: { schema: label, change: "update", cleared: "" },
  company: { schema: label, change: "update", cleared: "" },
  joinPolicy: { schema: oneOf(["open", "moderated", "closed"]).default("closed"), change: "update" },
  leavePolicy: { schema: oneOf(["open", "closed"]).default("closed"), change: "update" },
  maxReceiveSizeMb: { schema: sizeMb, change: "update", cleared: SIZE_MAX_MB },
  maxSendSizeMb: { schema: sizeMb, change: "update", cleared: SIZE_MAX_MB },
  hiddenFromDirectory: { schema: flag.optional(), change: "update", cleared: false },
  authenticationRequired: { schema: flag.optional(), change: "update", cleared: false },
  members: { schema: people, change: "update" },
  managers: { schema: people, change: "update" },
  adopt: { schema: flag.default(false), change: "local" },
  __accounts: declaredNumbers,
} as const satisfies FieldTable<ContactGroupInputs>;

const aliasRule = ownAliasRule("the group");
/** OVHcloud's guide. */
export const MEMBERS_MAX = 10_000;

export function groupRules(inputs: Values): Failure[] {
  const { emailAddress: own, members } = inputs;
  const holdsItself = typeof own === "string" && isRecord(members) && own in members;
  const count = isRecord(members) ? Object.keys(members).length : 0;
  const tooMany = `${count} members are too many: OVHcloud allows ${MEMBERS_MAX} in a group; make two groups of them`;
  return [
    ...(count > MEMBERS_MAX ? [{ property: "members", reason: tooMany }] : []),
    ...(holdsItself ? [{ property: "members", reason: "a group cannot be a member of itself" }] : []),
    ...aliasRule(inputs),
  ];
}

/** The part of a group that its own object shows and lets us write, in our names. */
export interface GroupView {
  readonly emailAddress: string;
  readonly displayName: string;
  readonly company: string;
  readonly joinPolicy: string;
  readonly leavePolicy: string;
  readonly maxReceiveSizeMb: number;
  readonly maxSendSizeMb: number;
  readonly hiddenFromDirectory: boolean;
  readonly authenticationRequired: boolean;
}

const MODERATED = "approvalRequired";

export function viewOf(group: MailingList): GroupView {
  return {
    emailAddress: group.mailingListAddress.toLowerCase(),
    displayName: group.displayName ?? "",
    company: group.company ?? "",
    joinPolicy: group.joinRestriction === MODERATED ? "moderated" : group.joinRestriction,
    leavePolicy: group.departRestriction,
    maxReceiveSizeMb: group.maxReceiveSize || SIZE_MAX_MB,
    maxSendSizeMb: group.maxSendSize || SIZE_MAX_MB,
    hiddenFromDirectory: group.hiddenFromGAL,
    authenticationRequired: group.senderAuthentification,
  };
}

export function toApi(view: Partial<GroupView>): MailingListChange {
  const { emailAddress, joinPolicy, leavePolicy, maxReceiveSizeMb, maxSendSizeMb, ...rest } = view;
  const { hiddenFromDirectory, authenticationRequired, ...same } = rest;
  return {
    ...same,
    ...(emailAddress === undefined ? {} : { mailingListAddress: emailAddress }),
    ...(joinPolicy === undefined ? {} : { joinRestriction: joinRestriction(joinPolicy) }),
    ...(leavePolicy === undefined ? {} : { departRestriction: leavePolicy === "open" ? "open" : "closed" }),
    ...(maxReceiveSizeMb === undefined ? {} : { maxReceiveSize: maxReceiveSizeMb }),
    ...(maxSendSizeMb === undefined ? {} : { maxSendSize: maxSendSizeMb }),
    ...(hiddenFromDirectory === undefined ? {} : { hiddenFromGAL: hiddenFromDirectory }),
    ...(authenticationRequired === undefined ? {} : { senderAuthentification: authenticationRequired }),
  };
}

export function joinRestriction(policy: string): "approvalRequired" | "closed" | "open" {
  if (policy === "moderated") return MODERATED;
  return policy === "open" ? "open" : "closed";
}
