/** A mailbox of an Exchange service: claims a free seat, sets it up, renames and changes it in place, resets it. */

import type { Definition, Intent, Place, Work } from "../definition.js";
import { declaredFields, declaredPart, differingFields, type FieldTable } from "../fields.js";
import { COMMIT_WINDOW_MS, ifPresent, onceVisible } from "../if-present.js";
import { NotFoundError, OutcomeUnknownError } from "../ovh/errors.js";
import type { AccountChange } from "../ovh/exchange.js";
import type { ExchangeAccount } from "../ovh/exchange-models.js";
import { Secret } from "../ovh/secret.js";
import { generatePassword } from "../passwords.js";
import { emailAddress, flag, label, password, serviceName, splitAddress } from "../schemas.js";
import { isFreeSeat } from "../seats.js";
import type { ExchangeSession } from "../session.js";
import { addressesOf, sendChange } from "./change-in-place.js";
import { unchangedInList } from "./in-list.js";
import { explainTakenAddress } from "./taken-address.js";

export interface ExchangeAccountInputs {
  readonly service: string;
  readonly emailAddress: string;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly company?: string;
  readonly hiddenFromDirectory?: boolean;
  readonly password?: string;
  readonly deletionProtection: boolean;
  readonly adopt: boolean;
}

export interface ExchangeAccountFacts {
  readonly accountId: number;
  readonly initialPassword?: string;
}

const fields = {
  service: { schema: serviceName, change: "replace" },
  emailAddress: { schema: emailAddress, change: "update" },
  displayName: { schema: label, change: "update", cleared: "" },
  firstName: { schema: label, change: "update", cleared: "" },
  lastName: { schema: label, change: "update", cleared: "" },
  initials: { schema: label, change: "update", cleared: "" },
  company: { schema: label, change: "update", cleared: "" },
  hiddenFromDirectory: { schema: flag.optional(), change: "update", cleared: false },
  password: { schema: password, change: "secret" },
  deletionProtection: { schema: flag.default(true), change: "local" },
  adopt: { schema: flag.default(false), change: "local" },
} as const satisfies FieldTable<ExchangeAccountInputs>;

/** The part of a mailbox that OVHcloud shows and lets us write, in our names. */
interface View {
  readonly emailAddress: string;
  readonly displayName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly initials: string;
  readonly company: string;
  readonly hiddenFromDirectory: boolean;
}

type Step =
  | { readonly do: "claim"; readonly view: Partial<View> }
  | { readonly do: "change"; readonly from: string; readonly view: Partial<View> }
  | { readonly do: "setPassword" }
  | { readonly do: "delete"; readonly emailAddress: string };

type Account = Definition<ExchangeAccountInputs, ExchangeAccountFacts, ExchangeAccount, Step>;
type AccountIntent = Intent<ExchangeAccountInputs, ExchangeAccountFacts, ExchangeAccount>;
type AccountPlace = Place<ExchangeAccountInputs, ExchangeAccountFacts>;
type AccountWork = Work<ExchangeAccountInputs, ExchangeAccountFacts>;

export const exchangeAccount: Account = {
  kind: "ExchangeAccount",
  title: ({ emailAddress }) => `mailbox ${emailAddress}`,
  service: ({ service }) => service,
  fields,
  rules: () => [],
  secretOutputs: ["password", "initialPassword"],
  holdsMail: true,
  adopts: ({ adopt }) => adopt,
  read: async (session, place) => {
    const service = session.exchange(place.inputs.service);
    const accountId = place.recorded?.facts.accountId;
    return (await inList(service, place)) ?? findAccount(service, addressesOf(place), accountId);
  },
  plan,
  perform,
  pendingTask: (account) => account.taskPendingId || undefined,
  id: ({ service }, account) => idFor(service, account),
  inputsFrom: (account, { inputs }) => ({ ...inputs, ...declaredPart(fromApi(account), inputs) }),
  factsFrom: (account, { initialPassword }, inputs) => ({
    accountId: account.id,
    ...(initialPassword === undefined || inputs.password !== undefined ? {} : { initialPassword }),
  }),
};

function idFor(service: string, account: ExchangeAccount): string {
  return `${service}/account/${account.id}`;
}

function fromApi(account: ExchangeAccount): View {
  return {
    emailAddress: account.primaryEmailAddress.toLowerCase(),
    displayName: account.displayName ?? "",
    firstName: account.firstName ?? "",
    lastName: account.lastName ?? "",
    initials: account.initial ?? "",
    company: account.company ?? "",
    hiddenFromDirectory: account.hiddenFromGAL,
  };
}

function toApi({ emailAddress, initials, hiddenFromDirectory, ...same }: Partial<View>): AccountChange {
  return {
    ...same,
    ...(emailAddress === undefined ? {} : splitAddress(emailAddress)),
    ...(initials === undefined ? {} : { initial: initials }),
    ...(hiddenFromDirectory === undefined ? {} : { hiddenFromGAL: hiddenFromDirectory }),
  };
}

async function inList(service: ExchangeSession, place: AccountPlace): Promise<ExchangeAccount | undefined> {
  if (place.purpose !== "refresh") return undefined;
  const item = (await service.api.describeAccounts())?.get(place.inputs.emailAddress);
  const isSame = ({ id, taskPendingId }: ExchangeAccount) => id === place.recorded?.facts.accountId && !taskPendingId;
  return unchangedInList(place, { item, isSame, viewOf: fromApi });
}

/**
 * By address, then by number, so that a mailbox that was renamed elsewhere is still found. Another mailbox at the
 * same address is not ours. The list asked for the number also tells "gone" from "the service does not answer".
 */
export async function findAccount(
  service: ExchangeSession,
  addresses: readonly string[],
  accountId: number | undefined,
): Promise<ExchangeAccount | undefined> {
  for (const address of addresses) {
    const account = await ifPresent(service.api.getAccount(address));
    if (account !== undefined && (accountId === undefined || account.id === accountId)) return account;
  }
  if (accountId === undefined) return undefined;
  const address = await service.directory.addressOf(accountId);
  const account = address === undefined ? undefined : await ifPresent(service.api.getAccount(address));
  return account === undefined || isFreeSeat(account) ? undefined : account;
}

function plan({ desired, actual, recorded }: AccountIntent): Step[][] {
  if (desired === undefined)
    return actual === undefined ? [] : [[{ do: "delete", emailAddress: actual.primaryEmailAddress }]];
  if (actual === undefined)
    return [[{ do: "claim", view: declaredFields(fields, desired) as Partial<View> }], [{ do: "setPassword" }]];
  const view = differingFields(fields, desired, fromApi(actual), recorded?.inputs);
  const stages: Step[][] = [];
  if (Object.keys(view).length > 0) stages.push([{ do: "change", from: actual.primaryEmailAddress, view }]);
  if (mustSetPassword(desired, recorded)) stages.push([{ do: "setPassword" }]);
  return stages;
}

/** Never for a mailbox that is being taken over: its owner would be locked out. */
function mustSetPassword(desired: ExchangeAccountInputs, recorded: AccountIntent["recorded"]): boolean {
  if (recorded === undefined) return false;
  if (recorded.memory.passwordPending === true) return true;
  return desired.password !== undefined && desired.password !== recorded.inputs.password;
}

async function perform(step: Step, work: AccountWork): Promise<void> {
  const service = work.session.exchange(work.inputs.service);
  switch (step.do) {
    case "claim":
      return claim(service, step.view, work);
    case "change":
      return change(service, step.from, step.view, work);
    case "setPassword":
      return setPassword(service, work);
    case "delete": {
      const task = await service.api.deleteAccount(step.emailAddress);
      service.directory.forget(step.emailAddress);
      return work.task(task.id, `the reset of mailbox ${step.emailAddress}`);
    }
  }
}

/** Somebody else may take a seat between our look and our claim; so many times in a row is no accident. */
const CLAIMS_MAX = 20;

async function claim(service: ExchangeSession, view: Partial<View>, work: AccountWork): Promise<void> {
  const { emailAddress } = work.inputs;
  for (let count = 0; count < CLAIMS_MAX; count++) {
    const seat = await service.seats.take();
    const claimed = await claimSeat(service, seat, view, work);
    if (!claimed) continue;
    service.directory.forget(emailAddress);
    work.accepted(idFor(work.inputs.service, seat), { accountId: seat.id });
    work.remember({ passwordPending: true });
    return;
  }
  throw new Error(`the free accounts of ${work.inputs.service} are taken faster than they can be claimed: try again`);
}

/** False when the seat is gone. */
async function claimSeat(
  service: ExchangeSession,
  seat: ExchangeAccount,
  view: Partial<View>,
  work: AccountWork,
): Promise<boolean> {
  try {
    await service.api.changeAccount(seat.primaryEmailAddress, toApi(view));
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    if (error instanceof OutcomeUnknownError && (await isClaimed(service, seat, work))) return true;
    service.seats.giveBack(seat);
    throw explainTakenAddress(error, work.inputs);
  }
}

/** After a lost answer: the seat that we wrote to carries our address, or it does not. */
async function isClaimed(service: ExchangeSession, seat: ExchangeAccount, work: AccountWork): Promise<boolean> {
  const { session, inputs } = work;
  const reading = onceVisible(session.clock, () => service.api.getAccount(inputs.emailAddress), COMMIT_WINDOW_MS);
  const account = await ifPresent(reading);
  return account?.id === seat.id;
}

async function change(service: ExchangeSession, from: string, view: Partial<View>, work: AccountWork): Promise<void> {
  await sendChange(work.inputs, () => service.api.changeAccount(from, toApi(view)));
  service.directory.forget(from);
  service.directory.forget(work.inputs.emailAddress);
}

async function setPassword(service: ExchangeSession, work: AccountWork): Promise<void> {
  const { emailAddress, password, displayName = "" } = work.inputs;
  const declared = password === undefined ? undefined : new Secret(password);
  const secret = declared ?? generatePassword(splitAddress(emailAddress).login, displayName);
  work.remember({ passwordPending: true });
  const task = await onceVisible(work.session.clock, () => service.api.changePassword(emailAddress, secret));
  work.blindTask(task.id, `the change of the password of ${emailAddress}`, () => {
    work.remember({ passwordPending: false });
    if (declared === undefined) work.learn({ initialPassword: secret.reveal() });
  });
}
