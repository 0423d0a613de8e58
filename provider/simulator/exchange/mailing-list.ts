import { mailingListQuery, postMailingList } from "../api/exchange.js";
import { mailingList } from "../api/exchange-directory-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import type { Context } from "../context.js";
import { badRequest } from "../errors.js";
import { listAnswer } from "../expanded.js";
import { matches } from "../like.js";
import { changeMailbox, queueMailboxTask } from "../mailbox/change.js";
import { addressOf, checkWritable, sameAddress, visibleMailboxes } from "../mailbox/mailboxes.js";
import type { MailingListRecord } from "../mailbox/model.js";
import { blankMailingList } from "../mailbox/new-directory-entry.js";
import { taskView } from "../mailbox/views.js";
import { readQuery } from "../query.js";
import { type Call, type Route, route } from "../route.js";
import { nextId } from "../tasks.js";
import { readUpdate } from "../update.js";
import { checkNewAddress } from "./addresses.js";
import { mailingListOf, mailingListPath as one, serviceOf } from "./common.js";
import { mailingListView } from "./views.js";

export const mailingListRoutes: readonly Route[] = [
  route("GET", "~/mailingList", listMailingLists),
  route("POST", "~/mailingList", createMailingList),
  route("GET", one, (call) => mailingListView(call.context, mailingListOf(call))),
  route("PUT", one, updateMailingList),
  route("DELETE", one, deleteMailingList),
];

function listMailingLists(call: Call): (string | object)[] {
  const { context } = call;
  const service = serviceOf(call);
  const wanted = readQuery(call, mailingListQuery);
  const found = visibleMailboxes(context, "mailingList", service.name).filter(
    ({ fields }) =>
      matches(fields.mailingListAddress, wanted.mailingListAddress, context.switches) &&
      matches(fields.company, wanted.company, context.switches),
  );
  return listAnswer(call, found, addressOf, (list) => mailingListView(context, list));
}

function createMailingList(call: Call) {
  const { context } = call;
  const service = serviceOf(call);
  const body = readBody(call, postMailingList, "creation");
  checkNewAddress(context, service, { kind: "mailingList" }, body.mailingListAddress);

  const at = { service: service.name, id: nextId(context, "mailingList") };
  const list = blankMailingList(context, at, { ...body, ...sizes(context, body), state: "creating" });
  context.state.mailboxes.push(list);
  const effect = { kind: "finishCreation" } as const;
  return taskView(context, queueMailboxTask(context, list, { function: "addDistributionGroup", effect }));
}

const mailingListUpdate = writable(mailingList);

function updateMailingList(call: Call): null {
  const { context } = call;
  const list = mailingListOf(call);
  checkWritable(context, list);
  const body = readUpdate(call, mailingListUpdate, mailingListView(context, list));
  const address = body.mailingListAddress;
  if (address !== undefined && !sameAddress(address, addressOf(list))) {
    checkNewAddress(context, serviceOf(call), { kind: "mailingList", id: list.fields.id }, address);
  }
  changeMailbox(context, list, "setDistributionGroup", { ...body, ...sizes(context, body) });
  return null;
}

type Sizes = Partial<Pick<MailingListRecord["fields"], "maxReceiveSize" | "maxSendSize">>;
/** MB. OVH panel: from 0, which it reads as unlimited, to 100, which it calls the maximum value and sends as null. */
const sizeMaxMb = 100;

function sizes({ switches }: Context, body: Sizes): Sizes {
  const names = (["maxReceiveSize", "maxSendSize"] as const).filter((name) => body[name] !== undefined);
  const entries = names.map((name) => {
    const sizeMb = body[name] ?? null;
    if (sizeMb !== null && (sizeMb < 0 || sizeMb > sizeMaxMb)) {
      throw badRequest(`The input provided isn't valid: '${name}' must be from 0 to ${sizeMaxMb}`);
    }
    return [name, sizeMb === 0 && switches.zeroListSize === "null" ? null : sizeMb];
  });
  return Object.fromEntries(entries);
}

function deleteMailingList(call: Call) {
  const { context } = call;
  const list = mailingListOf(call);
  checkWritable(context, list);
  const effect = { kind: "remove" } as const;
  const task = queueMailboxTask(context, list, { function: "deleteDistributionGroup", effect });
  list.fields.state = "deleting";
  return taskView(context, task);
}
