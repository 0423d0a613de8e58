/** A mailbox of an Exchange service: claims a free seat or makes one, sets it up, renames and changes it in place. */

import type { Definition, Intent, Place, Work } from "../definition.js";
import { declaredFields, declaredPart, differingFields } from "../fields.js";
import { withParts } from "../if-present.js";
import type { ExchangeAccount } from "../ovh/exchange-models.js";
import type { ExchangeSession, Session } from "../session.js";
import { sameValue } from "../values.js";
import { type AliasStep, aliasSteps, concernsAliases, readAliases } from "./aliases.js";
import { type ArriveStep, arrival } from "./change-in-place.js";
import { isMadeSince } from "./creation.js";
import { foundAfterEarlierWork } from "./earlier-work.js";
import {
  type AccountView,
  accountRules,
  type ExchangeAccountInputs,
  accountFields as fields,
  type Protocols,
  protocolsOf,
  viewOf,
} from "./exchange-account-view.js";
import { performAccountStep, preparePassword } from "./exchange-account-write.js";
import { findOwn, identityOf, recordOf } from "./find-account.js";
import { unchangedInList } from "./in-list.js";
import { mustSetPassword } from "./mailbox-password.js";

export type { ExchangeAccountInputs } from "./exchange-account-view.js";

export interface ExchangeAccountFacts {
  readonly accountId: number;
  readonly initialPassword?: string | undefined;
  /** When its password was last set after we had changed it: see `find-account.ts`. */
  readonly passwordLastUpdate?: string | undefined;
}

/** A mailbox as OVHcloud shows it. What hangs on it is read only where the program speaks of it. */
export interface LiveAccount {
  readonly account: ExchangeAccount;
  readonly emailAliases?: readonly string[];
  readonly protocols?: Protocols;
}

export type AccountStep =
  | { readonly do: "make"; readonly view: Partial<AccountView> }
  | { readonly do: "change"; readonly from: string; readonly view: Partial<AccountView> }
  | { readonly do: "setPassword"; readonly formerUpdate: string | null | undefined }
  | { readonly do: "setProtocols"; readonly protocols: Protocols }
  | ArriveStep
  | AliasStep
  | { readonly do: "delete"; readonly emailAddress: string };

type AccountIntent = Intent<ExchangeAccountInputs, ExchangeAccountFacts, LiveAccount>;
type AccountPlace = Place<ExchangeAccountInputs, ExchangeAccountFacts>;
export type AccountWork = Work<ExchangeAccountInputs, ExchangeAccountFacts>;

export const exchangeAccount: Definition<ExchangeAccountInputs, ExchangeAccountFacts, LiveAccount, AccountStep> = {
  kind: "ExchangeAccount",
  title: ({ emailAddress }) => `mailbox ${emailAddress}`,
  tasks: (session, { service }) => session.exchange(service).tasks,
  fields,
  rules: accountRules,
  secretOutputs: ["password", "initialPassword"],
  holdsMail: true,
  adopts: ({ adopt }) => adopt,
  read,
  isAsAsked: ({ account }, { memory }) => isMadeSince(account, memory.unsureSince),
  plan,
  prepare: preparePassword,
  perform: performAccountStep,
  pendingTask: ({ account }) => account.taskPendingId || undefined,
  id: ({ service }, { account }) => accountResourceId(service, account.id),
  inputsFrom: (live, { inputs }) => ({ ...inputs, ...declaredPart(shownBy(live), inputs) }),
  factsFrom: ({ account }, { accountId, initialPassword, passwordLastUpdate }, { password, passwordFrom }) => ({
    ...identityOf(account, { accountId, passwordLastUpdate }),
    ...(initialPassword === undefined || password !== undefined || passwordFrom !== undefined
      ? {}
      : { initialPassword }),
  }),
};

export function accountResourceId(service: string, accountId: number): string {
  return `${service}/account/${accountId}`;
}

function shownBy({ account, emailAliases, protocols }: LiveAccount): object {
  return {
    ...viewOf(account),
    ...(emailAliases === undefined ? {} : { emailAliases }),
    ...(protocols === undefined ? {} : { protocols }),
  };
}

async function read(session: Session, place: AccountPlace): Promise<LiveAccount | undefined> {
  if (isNotMadeYet(place)) return undefined;
  const service = session.exchange(place.inputs.service);
  return withParts(
    session.clock,
    () => find(service, place),
    async (account) => (place.purpose === "removal" ? { account } : readParts(service, place, account)),
  );
}

function find(service: ExchangeSession, place: AccountPlace): Promise<ExchangeAccount | undefined> {
  const accountId = place.recorded?.facts.accountId;
  return foundAfterEarlierWork(service, {
    title: exchangeAccount.title(place.inputs),
    recorded: place.recorded,
    purpose: place.purpose,
    look: async () => (await inList(service, place)) ?? (await findOwn(service, place, accountId)),
    ownerOf: ({ primaryEmailAddress }) => ({ type: "account", emailAddress: primaryEmailAddress }),
  });
}

async function readParts(
  service: ExchangeSession,
  { inputs, recorded }: AccountPlace,
  account: ExchangeAccount,
): Promise<LiveAccount> {
  const [emailAliases, protocols] = await Promise.all([
    concernsAliases(inputs, recorded)
      ? readAliases(service.api.aliases, { type: "account", emailAddress: account.primaryEmailAddress })
      : undefined,
    inputs.protocols === undefined ? undefined : readProtocols(service, account),
  ]);
  return { account, ...(emailAliases && { emailAliases }), ...(protocols && { protocols }) };
}

/** Without an account nothing is ours: what is at the address belongs to somebody, and is taken over if asked alone. */
function isNotMadeYet({ inputs, recorded, purpose }: AccountPlace): boolean {
  if (recorded?.memory.awaitsAccount === undefined) return false;
  return purpose !== "change" || !inputs.adopt;
}

async function readProtocols({ api }: ExchangeSession, { primaryEmailAddress }: ExchangeAccount): Promise<Protocols> {
  return protocolsOf(await api.getAccountProtocol(primaryEmailAddress));
}

async function inList(service: ExchangeSession, place: AccountPlace): Promise<ExchangeAccount | undefined> {
  if (place.purpose !== "refresh") return undefined;
  const item = (await service.api.describeAccounts())?.get(place.inputs.emailAddress);
  const isSame = ({ id, taskPendingId }: ExchangeAccount) => id === place.recorded?.facts.accountId && !taskPendingId;
  return unchangedInList(place, { item, isSame, viewOf });
}

/** What a claim or a creation can carry; aliases and protocols need a mailbox that is there. */
function ownProperties(desired: ExchangeAccountInputs): Partial<AccountView> {
  const { emailAliases: _, protocols: __, ...own } = declaredFields(fields, desired);
  return own;
}

function plan({ desired, actual, recorded }: AccountIntent): AccountStep[][] {
  if (desired === undefined)
    return actual === undefined ? [] : [[{ do: "delete", emailAddress: actual.account.primaryEmailAddress }]];
  const stages = actual === undefined ? forNew(desired) : changes(desired, actual, recorded);
  return stages.filter((stage) => stage.length > 0);
}

function forNew(desired: ExchangeAccountInputs): AccountStep[][] {
  const { protocols } = desired;
  const owner = { type: "account", emailAddress: desired.emailAddress } as const;
  return [
    [{ do: "make", view: ownProperties(desired) }],
    [
      ...(protocols === undefined ? [] : [{ do: "setProtocols" as const, protocols }]),
      ...aliasSteps(owner, desired, [], undefined),
    ],
  ];
}

function changes(
  desired: ExchangeAccountInputs,
  live: LiveAccount,
  recorded: AccountIntent["recorded"],
): AccountStep[][] {
  const hanging = hangingOn(desired, live, recorded);
  const { id, primaryEmailAddress } = live.account;
  const arriving = arrival(desired.emailAddress, primaryEmailAddress, id, hanging);
  return [...ownChanges(desired, live, recorded), arriving, hanging];
}

function ownChanges(
  desired: ExchangeAccountInputs,
  { account }: LiveAccount,
  recorded: AccountIntent["recorded"],
): AccountStep[][] {
  const view = differingFields(fields, desired, viewOf(account), recorded?.inputs);
  return Object.keys(view).length === 0 ? [] : [[{ do: "change", from: account.primaryEmailAddress, view }]];
}

/** All of them name the mailbox by the address that it has by then. */
function hangingOn(
  desired: ExchangeAccountInputs,
  { account, emailAliases = [], protocols }: LiveAccount,
  recorded: AccountIntent["recorded"],
): AccountStep[] {
  const owner = { type: "account", emailAddress: desired.emailAddress } as const;
  const wanted = desired.protocols;
  return [
    ...(mustSetPassword(desired, recordOf(account, recorded), account)
      ? [{ do: "setPassword" as const, formerUpdate: account.passwordLastUpdate }]
      : []),
    ...(wanted === undefined || sameValue(wanted, protocols)
      ? []
      : [{ do: "setProtocols" as const, protocols: wanted }]),
    ...aliasSteps(owner, desired, emailAliases, recorded),
  ];
}
