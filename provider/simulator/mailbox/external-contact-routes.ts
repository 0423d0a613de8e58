import { externalContactQuery } from "../api/exchange.js";
import type { Context } from "../context.js";
import { listAnswer } from "../expanded.js";
import { matches } from "../like.js";
import { readQuery } from "../query.js";
import { type Call, param, type Route, route } from "../route.js";
import { nextId } from "../tasks.js";
import { checkAddressFor } from "./addresses.js";
import { changeMailbox, queueMailboxTask } from "./change.js";
import { addressOf, checkIsAddress, checkWritable, mailboxAt, sameAddress, visibleMailboxes } from "./mailboxes.js";
import type { ExternalContactRecord } from "./model.js";
import { blankExternalContact } from "./new-directory-entry.js";
import { taskView } from "./views.js";

/** The external contacts of Exchange and of the new MX Plan differ in their paths and in a field of their models. */
export interface ExternalContactTree {
  /** Path of the list. */
  path: string;
  /** Name of the service that a call is about. */
  service(call: Call): string;
  view(context: Context, contact: ExternalContactRecord): object;
  /** The body of a POST, checked. */
  readNew(call: Call): Parameters<typeof blankExternalContact>[2];
  /** The body of a PUT, checked. */
  readChanges(call: Call, shown: object): { externalEmailAddress?: string | undefined };
}

const filters = ["displayName", "externalEmailAddress", "firstName", "id", "lastName"] as const;

export function externalContactRoutes(tree: ExternalContactTree): Route[] {
  const one = `${tree.path}/{externalEmailAddress}`;
  return [
    route("GET", tree.path, (call) => listContacts(call, tree)),
    route("POST", tree.path, (call) => createContact(call, tree)),
    route("GET", one, (call) => tree.view(call.context, contactOf(call, tree))),
    route("PUT", one, (call) => updateContact(call, tree)),
    route("DELETE", one, (call) => deleteContact(call, tree)),
  ];
}

function contactOf(call: Call, { service }: ExternalContactTree): ExternalContactRecord {
  const address = param(call, "externalEmailAddress");
  return mailboxAt(call.context, { kind: "externalContact", service: service(call), address });
}

function listContacts(call: Call, tree: ExternalContactTree): (string | object)[] {
  const { context } = call;
  const service = tree.service(call);
  const wanted = readQuery(call, externalContactQuery);
  const found = visibleMailboxes(context, "externalContact", service).filter(({ fields }) =>
    filters.every((name) => matches(fields[name], wanted[name], context.switches)),
  );
  return listAnswer(call, found, addressOf, (contact) => tree.view(context, contact));
}

/** Whether the address may be on a domain of the service is not documented: it may. */
function checkAddress(context: Context, contact: { service: string; id?: number }, address: string): void {
  checkIsAddress(address);
  checkAddressFor(context, { kind: "externalContact", ...contact }, address);
}

function createContact(call: Call, tree: ExternalContactTree) {
  const { context } = call;
  const service = tree.service(call);
  const body = tree.readNew(call);
  checkAddress(context, { service }, body.externalEmailAddress);

  const at = { service, id: nextId(context, "externalContact") };
  const contact = blankExternalContact(context, at, { ...body, state: "creating" });
  context.state.mailboxes.push(contact);
  const effect = { kind: "finishCreation" } as const;
  return taskView(context, queueMailboxTask(context, contact, { function: "addExternalContact", effect }));
}

function updateContact(call: Call, tree: ExternalContactTree): null {
  const { context } = call;
  const contact = contactOf(call, tree);
  checkWritable(context, contact);
  const body = tree.readChanges(call, tree.view(context, contact));
  const address = body.externalEmailAddress;
  if (address !== undefined && !sameAddress(address, addressOf(contact))) {
    checkAddress(context, { service: contact.service, id: contact.fields.id }, address);
  }
  changeMailbox(context, contact, "setExternalContact", body);
  return null;
}

/** Its places in contact groups go with it. */
function deleteContact(call: Call, tree: ExternalContactTree) {
  const { context } = call;
  const contact = contactOf(call, tree);
  checkWritable(context, contact);
  const effect = { kind: "remove" } as const;
  const task = queueMailboxTask(context, contact, { function: "deleteExternalContact", effect });
  contact.fields.state = "deleting";
  return taskView(context, task);
}
