import { externalContactQuery, postExternalContact } from "../api/exchange.js";
import { externalContact } from "../api/exchange-directory-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import { listAnswer } from "../expanded.js";
import { matches } from "../like.js";
import { checkAddressFor } from "../mailbox/addresses.js";
import { changeMailbox, queueMailboxTask } from "../mailbox/change.js";
import { addressOf, checkIsAddress, checkWritable, sameAddress, visibleMailboxes } from "../mailbox/mailboxes.js";
import { blankExternalContact } from "../mailbox/new-directory-entry.js";
import { taskView } from "../mailbox/views.js";
import { readQuery } from "../query.js";
import { type Call, type Route, route } from "../route.js";
import { nextId } from "../tasks.js";
import { readUpdate } from "../update.js";
import { externalContactOf, externalContactPath as one, serviceOf } from "./common.js";
import { externalContactView } from "./views.js";

export const externalContactRoutes: readonly Route[] = [
  route("GET", "~/externalContact", listContacts),
  route("POST", "~/externalContact", createContact),
  route("GET", one, (call) => externalContactView(call.context, externalContactOf(call))),
  route("PUT", one, updateContact),
  route("DELETE", one, deleteContact),
];

function listContacts(call: Call): (string | object)[] {
  const { context } = call;
  const service = serviceOf(call);
  const wanted = readQuery(call, externalContactQuery);
  const found = visibleMailboxes(context, "externalContact", service.name).filter(({ fields }) =>
    filters.every((name) => matches(fields[name], wanted[name], context.switches)),
  );
  return listAnswer(call, found, addressOf, (contact) => externalContactView(context, contact));
}

const filters = ["displayName", "externalEmailAddress", "firstName", "id", "lastName"] as const;

/** Whether the address may be on a domain of the service is not documented: it may. */
function createContact(call: Call) {
  const { context } = call;
  const service = serviceOf(call).name;
  const body = readBody(call, postExternalContact, "creation");
  checkIsAddress(body.externalEmailAddress);
  checkAddressFor(context, { kind: "externalContact", service }, body.externalEmailAddress);

  const at = { service, id: nextId(context, "externalContact") };
  const contact = blankExternalContact(context, at, { ...body, state: "creating" });
  context.state.mailboxes.push(contact);
  const effect = { kind: "finishCreation" } as const;
  return taskView(context, queueMailboxTask(context, contact, { function: "addExternalContact", effect }));
}

const externalContactUpdate = writable(externalContact);

function updateContact(call: Call): null {
  const { context } = call;
  const contact = externalContactOf(call);
  checkWritable(context, contact);
  const body = readUpdate(call, externalContactUpdate, externalContactView(context, contact));
  const address = body.externalEmailAddress;
  if (address !== undefined && !sameAddress(address, addressOf(contact))) {
    checkIsAddress(address);
    const { kind, service, fields } = contact;
    checkAddressFor(context, { kind, service, id: fields.id }, address);
  }
  changeMailbox(context, contact, "setExternalContact", body);
  return null;
}

/** Its places in contact groups go with it. */
function deleteContact(call: Call) {
  const { context } = call;
  const contact = externalContactOf(call);
  checkWritable(context, contact);
  const effect = { kind: "remove" } as const;
  const task = queueMailboxTask(context, contact, { function: "deleteExternalContact", effect });
  contact.fields.state = "deleting";
  return taskView(context, task);
}
