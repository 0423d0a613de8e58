/** A mailbox without a password, reached by those who hold a right on it. */

import type { Definition, Intent, Place, Work } from "../definition.js";
import { declaredFields, declaredPart, differingFields, type FieldTable, isAsDeclared } from "../fields.js";
import { ifPresent, withParts } from "../if-present.js";
import type { NewSharedAccount, SharedAccountChange } from "../ovh/exchange.js";
import type { SharedAccount } from "../ovh/exchange-models.js";
import { emailAddress, flag, label, serviceName, wholeNumber } from "../schemas.js";
import type { ExchangeSession, Session } from "../session.js";
import {
  type AliasStep,
  aliasSteps,
  concernsAliases,
  emailAliases,
  ownAliasRule,
  performAlias,
  readAliases,
} from "./aliases.js";
import { type ArriveStep, addressesOf, arrival, arrive, sendChange } from "./change-in-place.js";
import { isMadeSince, sendCreation } from "./creation.js";
import { foundAfterEarlierWork, tasksOn } from "./earlier-work.js";
import { unchangedInList } from "./in-list.js";

export interface SharedMailboxInputs {
  readonly service: string;
  readonly emailAddress: string;
  readonly emailAliases?: readonly string[];
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
  emailAliases: { schema: emailAliases, change: "update" },
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
  | ArriveStep
  | AliasStep
  | { readonly do: "delete"; readonly emailAddress: string };

/** Aliases are read only where the program speaks of them. */
interface LiveShared {
  readonly shared: SharedAccount;
  readonly emailAliases?: readonly string[];
}

type Shared = Definition<SharedMailboxInputs, SharedMailboxFacts, LiveShared, Step>;
type SharedIntent = Intent<SharedMailboxInputs, SharedMailboxFacts, LiveShared>;
type SharedPlace = Place<SharedMailboxInputs, SharedMailboxFacts>;
type SharedWork = Work<SharedMailboxInputs, SharedMailboxFacts>;

export const sharedMailbox: Shared = {
  kind: "SharedMailbox",
  title: ({ emailAddress }) => `shared mailbox ${emailAddress}`,
  tasks: (session, { service }) => session.exchange(service).tasks,
  fields,
  rules: ownAliasRule("the shared mailbox"),
  secretOutputs: [],
  holdsMail: true,
  adopts: ({ adopt }) => adopt,
  read,
  isAsAsked: ({ shared }, { inputs, memory }) =>
    isMadeSince(shared, memory.unsureSince) && isAsDeclared(fields, inputs, fromApi(shared)),
  plan,
  perform,
  pendingTask: ({ shared }) => shared.taskPendingId || undefined,
  id: ({ service }, { shared }) => `${service}/sharedAccount/${shared.id}`,
  inputsFrom: ({ shared, emailAliases }, { inputs }) => ({
    ...inputs,
    ...declaredPart({ ...fromApi(shared), ...(emailAliases && { emailAliases }) }, inputs),
  }),
  factsFrom: ({ shared }) => ({ mailboxId: shared.id }),
};

function read(session: Session, place: SharedPlace): Promise<LiveShared | undefined> {
  const service = session.exchange(place.inputs.service);
  const readsAliases = place.purpose !== "removal" && concernsAliases(place.inputs, place.recorded);
  return withParts(
    session.clock,
    () => find(service, place),
    async (shared) => {
      if (!readsAliases) return { shared };
      const owner = { type: "shared", emailAddress: shared.sharedEmailAddress } as const;
      return { shared, emailAliases: await readAliases(service.api.aliases, owner) };
    },
  );
}

function find(service: ExchangeSession, place: SharedPlace): Promise<SharedAccount | undefined> {
  const mailboxId = place.recorded?.facts.mailboxId;
  return foundAfterEarlierWork(service, {
    title: sharedMailbox.title(place.inputs),
    recorded: place.recorded,
    purpose: place.purpose,
    look: async () => (await inList(service, place)) ?? findShared(service, addressesOf(place), mailboxId),
    ownerOf: ({ sharedEmailAddress }) => ({ type: "shared", emailAddress: sharedEmailAddress }),
  });
}

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

function plan({ desired, actual, recorded }: SharedIntent): Step[][] {
  if (desired === undefined)
    return actual === undefined ? [] : [[{ do: "delete", emailAddress: actual.shared.sharedEmailAddress }]];
  const owner = { type: "shared", emailAddress: desired.emailAddress } as const;
  const aliases = aliasSteps(owner, desired, actual?.emailAliases ?? [], recorded);
  const stages: Step[][] =
    actual === undefined
      ? [[{ do: "create" }], aliases]
      : [
          ownChange(desired, actual, recorded?.inputs),
          arrival(desired.emailAddress, actual.shared.sharedEmailAddress, actual.shared.id, aliases),
          aliases,
        ];
  return stages.filter((stage) => stage.length > 0);
}

function ownChange(
  desired: SharedMailboxInputs,
  { shared }: LiveShared,
  before: SharedMailboxInputs | undefined,
): Step[] {
  const view = differingFields(fields, desired, fromApi(shared), before);
  return Object.keys(view).length === 0 ? [] : [{ do: "change", from: shared.sharedEmailAddress, view }];
}

async function perform(step: Step, work: SharedWork): Promise<void> {
  const service = work.session.exchange(work.inputs.service);
  switch (step.do) {
    case "create":
      return create(service, work);
    case "change":
      return sendChange(work, () => service.api.changeSharedAccount(step.from, toApi(step.view)));
    case "arrive":
      return arrive(step, work, () => service.api.getSharedAccount(work.inputs.emailAddress));
    case "addAlias":
    case "removeAlias":
      return performAlias(service.api.aliases, step, work, (owner) => tasksOn(service, owner));
    case "delete": {
      const task = await service.api.deleteSharedAccount(step.emailAddress);
      return work.task(task.id, `the deletion of shared mailbox ${step.emailAddress}`);
    }
  }
}

function create(service: ExchangeSession, work: SharedWork): Promise<void> {
  const { inputs } = work;
  work.forget("mailboxId");
  return sendCreation(work, {
    id: `${inputs.service}/sharedAccount/${inputs.emailAddress}`,
    doing: `the creation of shared mailbox ${inputs.emailAddress}`,
    send: () => service.api.createSharedAccount(newSharedAccount(inputs)),
    read: () => service.api.getSharedAccount(inputs.emailAddress),
    isAsAsked: (shared) => isAsDeclared(fields, inputs, fromApi(shared)),
    factsOf: (shared) => ({ mailboxId: shared.id }),
  });
}

function newSharedAccount(inputs: SharedMailboxInputs): NewSharedAccount {
  const { emailAddress: sharedEmailAddress, quotaMb: quota } = inputs;
  const { emailAliases: _, ...own } = declaredFields(fields, inputs);
  return { ...toApi(own as Partial<View>), sharedEmailAddress, quota };
}
