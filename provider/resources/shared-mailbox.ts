/** A mailbox without a password, reached by those who hold a right on it. */

import type { Definition, Intent, Place, Work } from "../definition.js";
import { declaredFields, declaredPart, differingFields, type FieldTable } from "../fields.js";
import { COMMIT_WINDOW_MS, ifPresent, onceVisible } from "../if-present.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import type { NewSharedAccount, SharedAccountChange } from "../ovh/exchange.js";
import type { SharedAccount } from "../ovh/exchange-models.js";
import { emailAddress, flag, label, serviceName, wholeNumber } from "../schemas.js";
import type { ExchangeSession } from "../session.js";
import { addressesOf, sendChange } from "./change-in-place.js";
import { unchangedInList } from "./in-list.js";
import { explainTakenAddress } from "./taken-address.js";

export interface SharedMailboxInputs {
  readonly service: string;
  readonly emailAddress: string;
  readonly quotaMb: number;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly hiddenFromDirectory?: boolean;
  readonly deletionProtection: boolean;
  readonly adopt: boolean;
}

export interface SharedMailboxFacts {
  readonly mailboxId: number;
}

const fields = {
  service: { schema: serviceName, change: "replace" },
  emailAddress: { schema: emailAddress, change: "update" },
  quotaMb: { schema: wholeNumber("MB", 2048), change: "update" },
  displayName: { schema: label, change: "update", cleared: "" },
  firstName: { schema: label, change: "update", cleared: "" },
  lastName: { schema: label, change: "update", cleared: "" },
  initials: { schema: label, change: "update", cleared: "" },
  hiddenFromDirectory: { schema: flag.optional(), change: "update", cleared: false },
  deletionProtection: { schema: flag.default(true), change: "local" },
  adopt: { schema: flag.default(false), change: "local" },
} as const satisfies FieldTable<SharedMailboxInputs>;

interface View {
  readonly emailAddress: string;
  readonly quotaMb: number;
  readonly displayName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly initials: string;
  readonly hiddenFromDirectory: boolean;
}

type Step =
  | { readonly do: "create" }
  | { readonly do: "change"; readonly from: string; readonly view: Partial<View> }
  | { readonly do: "delete"; readonly emailAddress: string };

type Shared = Definition<SharedMailboxInputs, SharedMailboxFacts, SharedAccount, Step>;
type SharedPlace = Place<SharedMailboxInputs, SharedMailboxFacts>;
type SharedWork = Work<SharedMailboxInputs, SharedMailboxFacts>;

export const sharedMailbox: Shared = {
  kind: "SharedMailbox",
  title: ({ emailAddress }) => `shared mailbox ${emailAddress}`,
  service: ({ service }) => service,
  fields,
  rules: () => [],
  secretOutputs: [],
  holdsMail: true,
  adopts: ({ adopt }) => adopt,
  read: async (session, place) => {
    const service = session.exchange(place.inputs.service);
    const mailboxId = place.recorded?.facts.mailboxId;
    return (await inList(service, place)) ?? findShared(service, addressesOf(place), mailboxId);
  },
  plan,
  perform,
  pendingTask: (shared) => shared.taskPendingId || undefined,
  id: ({ service }, shared) => `${service}/sharedAccount/${shared.id}`,
  inputsFrom: (shared, { inputs }) => ({ ...inputs, ...declaredPart(fromApi(shared), inputs) }),
  factsFrom: (shared) => ({ mailboxId: shared.id }),
};

function fromApi(shared: SharedAccount): View {
  return {
    emailAddress: shared.sharedEmailAddress.toLowerCase(),
    quotaMb: shared.quota,
    displayName: shared.displayName ?? "",
    firstName: shared.firstName ?? "",
    lastName: shared.lastName ?? "",
    initials: shared.initials ?? "",
    hiddenFromDirectory: shared.hiddenFromGAL,
  };
}

function toApi({ emailAddress, quotaMb, hiddenFromDirectory, ...same }: Partial<View>): SharedAccountChange {
  return {
    ...same,
    ...(emailAddress === undefined ? {} : { sharedEmailAddress: emailAddress }),
    ...(quotaMb === undefined ? {} : { quota: quotaMb }),
    ...(hiddenFromDirectory === undefined ? {} : { hiddenFromGAL: hiddenFromDirectory }),
  };
}

async function inList(service: ExchangeSession, place: SharedPlace): Promise<SharedAccount | undefined> {
  if (place.purpose !== "refresh") return undefined;
  const item = (await service.api.describeSharedAccounts())?.get(place.inputs.emailAddress);
  const isSame = ({ id, taskPendingId }: SharedAccount) => id === place.recorded?.facts.mailboxId && !taskPendingId;
  return unchangedInList(place, { item, isSame, viewOf: fromApi });
}

/** More shared mailboxes than this are not searched one by one for one that was renamed elsewhere. */
const SEARCHED_MAX = 200;

/** By address, then through the list, which also tells "gone" from "the service does not answer". */
export async function findShared(
  service: ExchangeSession,
  addresses: readonly string[],
  mailboxId: number | undefined,
): Promise<SharedAccount | undefined> {
  for (const address of addresses) {
    const shared = await ifPresent(service.api.getSharedAccount(address));
    if (shared !== undefined && (mailboxId === undefined || shared.id === mailboxId)) return shared;
  }
  if (mailboxId === undefined) return undefined;
  for (const address of (await service.api.listSharedAccounts()).slice(0, SEARCHED_MAX)) {
    const shared = await ifPresent(service.api.getSharedAccount(address));
    if (shared?.id === mailboxId) return shared;
  }
  return undefined;
}

function plan({ desired, actual, recorded }: Intent<SharedMailboxInputs, SharedMailboxFacts, SharedAccount>): Step[][] {
  if (desired === undefined)
    return actual === undefined ? [] : [[{ do: "delete", emailAddress: actual.sharedEmailAddress }]];
  if (actual === undefined) return [[{ do: "create" }]];
  const view = differingFields(fields, desired, fromApi(actual), recorded?.inputs);
  return Object.keys(view).length === 0 ? [] : [[{ do: "change", from: actual.sharedEmailAddress, view }]];
}

async function perform(step: Step, work: SharedWork): Promise<void> {
  const service = work.session.exchange(work.inputs.service);
  switch (step.do) {
    case "create":
      return create(service, work);
    case "change":
      return sendChange(work.inputs, () => service.api.changeSharedAccount(step.from, toApi(step.view)));
    case "delete": {
      const task = await service.api.deleteSharedAccount(step.emailAddress);
      return work.task(task.id, `the deletion of shared mailbox ${step.emailAddress}`);
    }
  }
}

async function create(service: ExchangeSession, work: SharedWork): Promise<void> {
  const { inputs } = work;
  const startedAt = work.session.clock.now();
  // Provisional: its number is known when it can be read.
  const id = `${inputs.service}/sharedAccount/${inputs.emailAddress}`;
  try {
    const task = await service.api.createSharedAccount(newSharedAccount(inputs));
    work.accepted(id, {});
    work.task(task.id, `the creation of shared mailbox ${inputs.emailAddress}`);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw explainTakenAddress(error, inputs);
    const made = await madeByLostCall(service, work, startedAt);
    if (made === undefined) throw error;
    work.accepted(id, { mailboxId: made.id });
  }
}

/** OVHcloud's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** After a lost answer: one that is as we asked for and was not there before is ours; any other belongs to somebody. */
async function madeByLostCall(
  service: ExchangeSession,
  { inputs, session }: SharedWork,
  startedAt: number,
): Promise<SharedAccount | undefined> {
  const reading = onceVisible(session.clock, () => service.api.getSharedAccount(inputs.emailAddress), COMMIT_WINDOW_MS);
  const found = await ifPresent(reading);
  if (found?.creationDate == null || Date.parse(found.creationDate) < startedAt - CLOCK_SKEW_MS) return undefined;
  const different = differingFields(fields, inputs, fromApi(found), undefined);
  return Object.keys(different).length === 0 ? found : undefined;
}

function newSharedAccount(inputs: SharedMailboxInputs): NewSharedAccount {
  const { emailAddress: sharedEmailAddress, quotaMb: quota } = inputs;
  return { ...toApi(declaredFields(fields, inputs) as Partial<View>), sharedEmailAddress, quota };
}
