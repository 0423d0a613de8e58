/** A person elsewhere who stands in the service's address book and may be in its groups. */

import type { Definition, Intent, Place, Work } from "../definition.js";
import { declaredFields, declaredPart, differingFields, type FieldTable, isAsDeclared } from "../fields.js";
import { ifPresent } from "../if-present.js";
import type { ExternalContactChange } from "../ovh/exchange.js";
import type { ExternalContact } from "../ovh/exchange-models.js";
import { externalAddress, flag, label, serviceName } from "../schemas.js";
import type { ExchangeSession } from "../session.js";
import { addressesOf, sendChange } from "./change-in-place.js";
import { isMadeSince, sendCreation } from "./creation.js";
import { foundAfterEarlierWork } from "./earlier-work.js";

export interface ExternalContactInputs {
  readonly service: string;
  readonly emailAddress: string;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly hiddenFromDirectory?: boolean;
  readonly adopt: boolean;
}

export interface ExternalContactFacts {
  readonly contactId: number;
}

const fields = {
  service: { schema: serviceName, change: "replace" },
  emailAddress: { schema: externalAddress, change: "update" },
  displayName: { schema: label, change: "update", cleared: "" },
  firstName: { schema: label, change: "update", cleared: "" },
  lastName: { schema: label, change: "update", cleared: "" },
  initials: { schema: label, change: "update", cleared: "" },
  hiddenFromDirectory: { schema: flag.optional(), change: "update", cleared: false },
  adopt: { schema: flag.default(false), change: "local" },
} as const satisfies FieldTable<ExternalContactInputs>;

interface View {
  readonly emailAddress: string;
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

type ContactPlace = Place<ExternalContactInputs, ExternalContactFacts>;
type ContactWork = Work<ExternalContactInputs, ExternalContactFacts>;

export const externalContact: Definition<ExternalContactInputs, ExternalContactFacts, ExternalContact, Step> = {
  kind: "ExternalContact",
  title: ({ emailAddress }) => `external contact ${emailAddress}`,
  tasks: (session, { service }) => session.exchange(service).tasks,
  fields,
  rules: () => [],
  secretOutputs: [],
  holdsMail: false,
  adopts: ({ adopt }) => adopt,
  read: (session, place) => {
    const service = session.exchange(place.inputs.service);
    return foundAfterEarlierWork(service, {
      title: externalContact.title(place.inputs),
      recorded: place.recorded,
      purpose: place.purpose,
      look: () => findContact(service, addressesOf(place), contactIdOf(place)),
    });
  },
  isAsAsked: (contact, { inputs, memory }) =>
    isMadeSince(contact, memory.unsureSince) && isAsDeclared(fields, inputs, fromApi(contact)),
  plan,
  perform,
  pendingTask: (contact) => contact.taskPendingId || undefined,
  id: ({ service }, contact) => `${service}/externalContact/${contact.id}`,
  inputsFrom: (contact, { inputs }) => ({ ...inputs, ...declaredPart(fromApi(contact), inputs) }),
  factsFrom: (contact) => ({ contactId: contact.id }),
};

function contactIdOf({ recorded }: ContactPlace): number | undefined {
  return recorded?.facts.contactId;
}

function fromApi(contact: ExternalContact): View {
  return {
    emailAddress: contact.externalEmailAddress.toLowerCase(),
    displayName: contact.displayName,
    firstName: contact.firstName ?? "",
    lastName: contact.lastName ?? "",
    initials: contact.initials ?? "",
    hiddenFromDirectory: contact.hiddenFromGAL,
  };
}

function toApi({ emailAddress, hiddenFromDirectory, ...same }: Partial<View>): ExternalContactChange {
  return {
    ...same,
    ...(emailAddress === undefined ? {} : { externalEmailAddress: emailAddress }),
    ...(hiddenFromDirectory === undefined ? {} : { hiddenFromGAL: hiddenFromDirectory }),
  };
}

/** `?id=` is a "like" filter: 1 also finds 10 to 19. */
const SIMILAR_MAX = 50;

/** By address, then by number: a contact that was given another address elsewhere is still found. */
async function findContact(
  { api }: ExchangeSession,
  addresses: readonly string[],
  contactId: number | undefined,
): Promise<ExternalContact | undefined> {
  for (const address of addresses) {
    const contact = await ifPresent(api.contacts.get(address));
    if (contact !== undefined && (contactId === undefined || contact.id === contactId)) return contact;
  }
  if (contactId === undefined) return undefined;
  for (const address of (await api.contacts.list({ id: contactId })).slice(0, SIMILAR_MAX)) {
    const contact = await ifPresent(api.contacts.get(address));
    if (contact?.id === contactId) return contact;
  }
  return undefined;
}

function plan({
  desired,
  actual,
  recorded,
}: Intent<ExternalContactInputs, ExternalContactFacts, ExternalContact>): Step[][] {
  if (desired === undefined)
    return actual === undefined ? [] : [[{ do: "delete", emailAddress: actual.externalEmailAddress }]];
  if (actual === undefined) return [[{ do: "create" }]];
  const view = differingFields(fields, desired, fromApi(actual), recorded?.inputs);
  return Object.keys(view).length === 0 ? [] : [[{ do: "change", from: actual.externalEmailAddress, view }]];
}

async function perform(step: Step, work: ContactWork): Promise<void> {
  const { api } = work.session.exchange(work.inputs.service);
  switch (step.do) {
    case "create":
      return create(work);
    case "change":
      return sendChange(work, () => api.contacts.change(step.from, toApi(step.view)));
    case "delete": {
      const task = await api.contacts.delete(step.emailAddress);
      return work.task(task.id, `the removal of external contact ${step.emailAddress}`);
    }
  }
}

function create(work: ContactWork): Promise<void> {
  const { inputs } = work;
  const { api } = work.session.exchange(inputs.service);
  const declared = toApi(declaredFields(fields, inputs) as Partial<View>);
  work.forget("contactId");
  return sendCreation(work, {
    id: `${inputs.service}/externalContact/${inputs.emailAddress}`,
    doing: `the creation of external contact ${inputs.emailAddress}`,
    send: () => api.contacts.create({ ...declared, externalEmailAddress: inputs.emailAddress }),
    read: () => api.contacts.get(inputs.emailAddress),
    isAsAsked: (contact) => isAsDeclared(fields, inputs, fromApi(contact)),
    factsOf: (contact) => ({ contactId: contact.id }),
  });
}
