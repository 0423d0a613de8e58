import { now } from "../context.js";
import { addressOf, sameAddress } from "../mailbox/mailboxes.js";
import type {
  ExternalContactReadOnly,
  ExternalContactRecord,
  ExternalContactView,
  ExternalContactWritable,
  MailingListReadOnly,
  MailingListRecord,
  MailingListView,
  MailingListWritable,
  Participant,
  Role,
} from "../mailbox/model.js";
import { blankExternalContact, blankMailingList } from "../mailbox/new-directory-entry.js";
import { dropParticipant, findParticipant, putParticipant } from "../mailbox/participants.js";
import { mailboxesNow, mailboxOfKindNow, optionalView } from "../mailbox/world-look-ups.js";
import { nextId } from "../tasks.js";
import type { WorldAccess } from "../world-access.js";
import { externalContactView, mailingListView } from "./views.js";
import { serviceNow } from "./world.js";

/** Somebody in a contact group. */
export interface ParticipantSummary {
  address: string;
  id: number;
  kind: Participant["kind"];
  /** False until the task that adds them is done. */
  inForce: boolean;
}

/** Contact groups, which OVHcloud's API calls mailing lists, and people outside. */
export interface DirectoryWorld {
  mailingLists(service?: string): MailingListView[];
  mailingList(address: string): MailingListView | undefined;
  members(list: string): ParticipantSummary[];
  managers(list: string): ParticipantSummary[];
  externalContacts(service?: string): ExternalContactView[];
  externalContact(address: string): ExternalContactView | undefined;

  /** Closed both ways, unless the fields say otherwise. */
  addMailingList(
    service: string,
    fields: Partial<MailingListWritable> & Pick<MailingListWritable, "mailingListAddress">,
  ): void;
  editMailingList(address: string, changes: Partial<MailingListWritable & MailingListReadOnly>): void;
  /** `address` is that of an account or of an external contact of the group's service. */
  addMember(list: string, address: string): void;
  removeMember(list: string, address: string): void;
  addManager(list: string, address: string): void;
  removeManager(list: string, address: string): void;
  addExternalContact(
    service: string,
    fields: Partial<ExternalContactWritable> & Pick<ExternalContactWritable, "externalEmailAddress">,
  ): void;
  editExternalContact(address: string, changes: Partial<ExternalContactWritable & ExternalContactReadOnly>): void;
}

export function createDirectoryWorld(access: WorldAccess): DirectoryWorld {
  const { context, edit } = access;
  const listAt = (address: string) => mailboxOfKindNow(access, "mailingList", address);
  const contactAt = (address: string) => mailboxOfKindNow(access, "externalContact", address);
  const listView = (list: MailingListRecord) => mailingListView(context, list);
  const contactView = (contact: ExternalContactRecord) => externalContactView(context, contact);
  return {
    mailingLists: (service) => mailboxesNow(access, "mailingList", service).map(listView),
    mailingList: (address) => optionalView(access, "mailingList", address, listView),
    externalContacts: (service) => mailboxesNow(access, "externalContact", service).map(contactView),
    externalContact: (address) => optionalView(access, "externalContact", address, contactView),
    addMailingList: (service, fields) =>
      edit(() => {
        const at = { service: serviceNow(access, service).name, id: nextId(context, "mailingList") };
        const closed = { joinRestriction: "closed", departRestriction: "closed" } as const;
        context.state.mailboxes.push(blankMailingList(context, at, { ...closed, ...fields }));
      }),
    editMailingList: (address, changes) => edit(() => Object.assign(listAt(address).fields, changes)),
    addExternalContact: (service, fields) =>
      edit(() => {
        const at = { service: serviceNow(access, service).name, id: nextId(context, "externalContact") };
        context.state.mailboxes.push(blankExternalContact(context, at, fields));
      }),
    editExternalContact: (address, changes) => edit(() => Object.assign(contactAt(address).fields, changes)),
    ...participantEdits(access),
  };
}

type ParticipantEdits = "members" | "managers" | "addMember" | "removeMember" | "addManager" | "removeManager";

function participantEdits(access: WorldAccess): Pick<DirectoryWorld, ParticipantEdits> {
  const { context, edit } = access;
  const listAt = (address: string) => mailboxOfKindNow(access, "mailingList", address);

  function summaries(list: string, role: Role): ParticipantSummary[] {
    const inRole = listAt(list).participants.filter((one) => one.role === role);
    const addresses = new Map(context.state.mailboxes.map((one) => [one.fields.id, addressOf(one)]));
    return inRole.map(({ id, kind, inForce }) => ({ address: addresses.get(id) ?? "", id, kind, inForce }));
  }

  function personAt(list: string, role: Role, address: string): Pick<Participant, "kind" | "id"> {
    const { service } = listAt(list);
    const kinds = role === "member" ? (["account", "externalContact"] as const) : (["account"] as const);
    const people = kinds.flatMap((kind) => mailboxesNow(access, kind, service));
    const found = people.find((one) => sameAddress(addressOf(one), address));
    if (found === undefined) throw new Error(`${address} is nobody who can be a ${role} of ${list}`);
    return { kind: found.kind, id: found.fields.id };
  }

  const put = (list: string, role: Role, address: string) =>
    edit(() => {
      const person = personAt(list, role, address);
      putParticipant(context, listAt(list), { role, ...person, creationDate: now(context), inForce: true });
    });
  const drop = (list: string, role: Role, address: string) =>
    edit(() => {
      const { id } = personAt(list, role, address);
      if (findParticipant(listAt(list), role, id) === undefined) throw new Error(`${address} is no ${role} of ${list}`);
      dropParticipant(listAt(list), role, id);
    });

  return {
    members: (list) => summaries(list, "member"),
    managers: (list) => summaries(list, "manager"),
    addMember: (list, address) => put(list, "member", address),
    removeMember: (list, address) => drop(list, "member", address),
    addManager: (list, address) => put(list, "manager", address),
    removeManager: (list, address) => drop(list, "manager", address),
  };
}
