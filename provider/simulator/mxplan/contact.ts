import { postExternalContact } from "../api/mxplan.js";
import { externalContact as contactModel } from "../api/mxplan-models.js";
import { long, optional, string, writable } from "../api/types.js";
import { readBody } from "../body.js";
import { listAnswer } from "../expanded.js";
import { matches } from "../like.js";
import { checkAddressFor } from "../mailbox/addresses.js";
import { changeMailbox, queueMailboxTask } from "../mailbox/change.js";
import {
  addressOf,
  checkIsAddress,
  checkWritable,
  mailboxAt,
  sameAddress,
  visibleMailboxes,
} from "../mailbox/mailboxes.js";
import type { ExternalContactRecord } from "../mailbox/model.js";
import { blankExternalContact } from "../mailbox/new-directory-entry.js";
import { taskView } from "../mailbox/views.js";
import { readQuery } from "../query.js";
import { type Call, param, type Route, route } from "../route.js";
import { nextId } from "../tasks.js";
import { readUpdate } from "../update.js";
import { serviceOf, servicePath } from "./common.js";
import { contactView } from "./views.js";

const all = `${servicePath}/externalContact`;
const one = `${all}/{externalEmailAddress}`;

export const contactRoutes: readonly Route[] = [
  route("GET", all, listContacts),
  route("POST", all, createContact),
  route("GET", one, (call) => contactView(call.context, contactOf(call))),
  route("PUT", one, updateContact),
  route("DELETE", one, removeContact),
];

function contactOf(call: Call): ExternalContactRecord {
  const address = param(call, "externalEmailAddress");
  return mailboxAt(call.context, { kind: "externalContact", service: serviceOf(call).name, address });
}

const filters = {
  displayName: optional(string),
  externalEmailAddress: optional(string),
  firstName: optional(string),
  id: optional(long),
  lastName: optional(string),
};
const filterNames = ["displayName", "externalEmailAddress", "firstName", "id", "lastName"] as const;

function listContacts(call: Call): (string | object)[] {
  const { context } = call;
  const { name } = serviceOf(call);
  const wanted = readQuery(call, filters);
  const found = visibleMailboxes(context, "externalContact", name).filter(({ fields }) =>
    filterNames.every((filter) => matches(fields[filter], wanted[filter], context.switches)),
  );
  return listAnswer(call, found, addressOf, (contact) => contactView(context, contact));
}

function checkAddress(call: Call, contact: { service: string; id?: number }, address: string): void {
  checkIsAddress(address);
  checkAddressFor(call.context, { kind: "externalContact", ...contact }, address);
}

function createContact(call: Call) {
  const { context } = call;
  const service = serviceOf(call).name;
  const body = readBody(call, postExternalContact, "creation");
  checkAddress(call, { service }, body.externalEmailAddress);
  const contact = blankExternalContact(context, { service, id: nextId(context, "externalContact") }, body);
  contact.fields.state = "creating";
  context.state.mailboxes.push(contact);
  const effect = { kind: "finishCreation" } as const;
  return taskView(context, queueMailboxTask(context, contact, { function: "addExternalContact", effect }));
}

const contactUpdate = writable(contactModel);

function updateContact(call: Call): null {
  const { context } = call;
  const contact = contactOf(call);
  checkWritable(context, contact);
  const body = readUpdate(call, contactUpdate, contactView(context, contact));
  const address = body.externalEmailAddress;
  if (address !== undefined && !sameAddress(address, addressOf(contact))) {
    checkAddress(call, { service: contact.service, id: contact.fields.id }, address);
  }
  changeMailbox(context, contact, "setExternalContact", body);
  return null;
}

function removeContact(call: Call) {
  const { context } = call;
  const contact = contactOf(call);
  checkWritable(context, contact);
  const task = queueMailboxTask(context, contact, { function: "deleteExternalContact", effect: { kind: "remove" } });
  contact.fields.state = "deleting";
  return taskView(context, task);
}
