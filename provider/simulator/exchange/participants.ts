import {
  postMailingListManagerAccount,
  postMailingListMemberAccount,
  postMailingListMemberContact,
} from "../api/exchange.js";
import { readBody } from "../body.js";
import { type Context, now } from "../context.js";
import { badRequest, notFound, ruleRefused } from "../errors.js";
import { queueMailboxTask } from "../mailbox/change.js";
import { checkWritable, findMailboxById } from "../mailbox/mailboxes.js";
import type { Mailbox, MailingListRecord, Participant, Role } from "../mailbox/model.js";
import { findParticipant } from "../mailbox/participants.js";
import { idParam } from "../mailbox/routes.js";
import { participantSubject, taskView } from "../mailbox/views.js";
import { type Call, type Route, route } from "../route.js";
import { pendingTasksOf } from "../tasks.js";
import { mailingListOf, mailingListPath } from "./common.js";
import { managerView, memberView } from "./views.js";

/** One way to be in a contact group, as its path names it. */
interface Place {
  role: Role;
  kind: Participant["kind"];
  path: string;
  idName: "memberAccountId" | "memberContactId" | "managerAccountId";
  functionEnd: string;
  /** Whom a POST adds. */
  read(call: Call): Whom;
  view(context: Context, list: MailingListRecord, participant: Participant): object;
}

type Whom = Pick<Participant, "kind" | "id">;

const memberIds = { account: "memberAccountId", externalContact: "memberContactId" } as const;

function memberPlace(kind: Participant["kind"], path: string): Place {
  return {
    role: "member",
    kind,
    path,
    idName: memberIds[kind],
    functionEnd: "DistributionGroupMember",
    read: (call) => readMember(call, kind),
    view: memberView,
  };
}

const places: readonly Place[] = [
  memberPlace("account", "member/account"),
  memberPlace("externalContact", "member/contact"),
  {
    role: "manager",
    kind: "account",
    path: "manager/account",
    idName: "managerAccountId",
    functionEnd: "DistributionGroupManager",
    read: readManager,
    view: managerView,
  },
];

/** OVH guide 'feature_groups'. */
const membersMax = 10_000;

export const participantRoutes: readonly Route[] = places.flatMap((place) => {
  const all = `${mailingListPath}/${place.path}`;
  const one = `${all}/{${place.idName}}`;
  return [
    route("GET", all, (call) => shown(call, mailingListOf(call), place).map(({ id }) => id)),
    route("POST", all, (call) => add(call, place)),
    route("GET", one, (call) => show(call, place)),
    route("DELETE", one, (call) => remove(call, place)),
  ];
});

function readManager(call: Call): Whom {
  return { kind: "account", id: readBody(call, postMailingListManagerAccount, "creation").managerAccountId };
}

/** OVH API schema: both bodies have both ids, and neither is required. The one that the path names is meant. */
function readMember(call: Call, kind: Participant["kind"]): Whom {
  const otherKind = kind === "account" ? "externalContact" : "account";
  const shape = kind === "account" ? postMailingListMemberAccount : postMailingListMemberContact;
  const body = readBody(call, shape, "creation");
  const [id, otherId] = [body[memberIds[kind]], body[memberIds[otherKind]]];
  if (otherId !== undefined && call.context.switches.memberIdOfOtherKind === "refused") {
    throw badRequest(`The input provided isn't valid: '${memberIds[otherKind]}' does not belong here`);
  }
  if (id !== undefined) return { kind, id };
  if (otherId !== undefined) return { kind: otherKind, id: otherId };
  throw badRequest(`The input provided isn't valid: '${memberIds[kind]}' is a required property`);
}

function shown({ context }: Call, list: MailingListRecord, { role, kind }: Place): Participant[] {
  const isAtOnce = context.switches.createdIsReadable === "atOnce";
  return list.participants.filter((one) => one.role === role && one.kind === kind && (one.inForce || isAtOnce));
}

function shownOne(call: Call, list: MailingListRecord, place: Place): Participant {
  const found = findParticipant(list, place.role, idParam(call, place.idName));
  const isShown = found?.inForce || call.context.switches.createdIsReadable === "atOnce";
  if (found === undefined || found.kind !== place.kind || !isShown) {
    throw notFound(`This ${place.role} does not exist`);
  }
  return found;
}

function show(call: Call, place: Place) {
  const list = mailingListOf(call);
  return place.view(call.context, list, shownOne(call, list, place));
}

function add(call: Call, { role, functionEnd, read }: Place) {
  const { context } = call;
  const list = mailingListOf(call);
  checkWritable(context, list);
  const whom = read(call);
  const person = personOf(context, list, whom);
  const present = findParticipant(list, role, whom.id);
  if (present !== undefined && context.switches.secondGrant === "refused" && !isLeaving(context, list, present)) {
    throw ruleRefused(context.switches, `This is a ${role} already`);
  }
  const participant: Participant = { role, ...whom, creationDate: now(context), inForce: false };
  if (present === undefined) {
    if (role === "member") checkMembersMax(context, list);
    if (person.fields.state !== "deleting") list.participants.push(participant);
  }
  const effect = { kind: "addParticipant", participant } as const;
  const task = { function: `add${functionEnd}`, subject: participantSubject(participant), effect };
  return taskView(context, queueMailboxTask(context, list, task));
}

/** OVH panel: the choice is among the accounts and the external contacts of the same service. */
function personOf(context: Context, list: MailingListRecord, { kind, id }: Whom): Mailbox {
  const person = findMailboxById(context, id);
  if (person?.kind === kind && person.service === list.service) return person;
  const noun = kind === "account" ? "account" : "external contact";
  throw ruleRefused(context.switches, `There is no ${noun} ${id} on this service`);
}

function checkMembersMax({ switches }: Context, { participants }: MailingListRecord): void {
  // Managers are few, so most groups need no counting.
  if (participants.length < membersMax) return;
  if (participants.filter(({ role }) => role === "member").length < membersMax) return;
  throw ruleRefused(switches, `A contact group has ${membersMax} members at most`);
}

function isLeaving(context: Context, { fields }: MailingListRecord, participant: Participant): boolean {
  const subject = participantSubject(participant);
  const last = pendingTasksOf(context, fields.id).findLast((task) => task.subject === subject);
  return last?.effect.kind === "removeParticipant";
}

function remove(call: Call, place: Place) {
  const { context } = call;
  const { role } = place;
  const list = mailingListOf(call);
  checkWritable(context, list);
  const id = idParam(call, place.idName);
  if (context.switches.missingGrant === "notFound") shownOne(call, list, place);
  const task = {
    function: `delete${place.functionEnd}`,
    subject: participantSubject({ role, id }),
    effect: { kind: "removeParticipant", role, id },
  } as const;
  return taskView(context, queueMailboxTask(context, list, task));
}
