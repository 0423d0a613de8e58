import { service as serviceModel } from "../api/mxplan-models.js";
import { writable } from "../api/types.js";
import { isContact } from "../contacts.js";
import { changeMailbox, changeNowOrLater } from "../mailbox/change.js";
import { mailboxesOf } from "../mailbox/mailboxes.js";
import { type Call, type Route, route } from "../route.js";
import { queueTask } from "../tasks.js";
import { readUpdate } from "../update.js";
import { checkIdle, serviceOf, servicePath } from "./common.js";
import { checkServiceLimits } from "./service-limits.js";
import { exampleServer, serviceView } from "./views.js";

export const serviceRoutes: readonly Route[] = [
  route("GET", "/email/mxplan", listServices),
  route("GET", servicePath, (call) => ({ ...serviceView(call.context, serviceOf(call)), iam: null })),
  route("PUT", servicePath, updateService),
  route("GET", `${servicePath}/server`, showServer),
  route("POST", `${servicePath}/updateFlagsOnAllAccounts`, updateFlags),
];

function listServices({ context, nichandle }: Call): string[] {
  return context.state.mxplanServices.filter((one) => isContact(one.contacts, nichandle)).map((one) => one.name);
}

function showServer(call: Call) {
  serviceOf(call);
  return exampleServer;
}

const serviceUpdate = writable(serviceModel);

function updateService(call: Call): null {
  const { context } = call;
  const service = serviceOf(call);
  checkIdle(context, service.id, service.name);
  const body = readUpdate(call, serviceUpdate, serviceView(context, service));
  checkServiceLimits(context.switches, { ...service.fields, ...body });
  const { name, id, fields } = service;
  queueTask(context, {
    function: "setService",
    service: name,
    targetId: id,
    target: name,
    subject: "",
    effect: { kind: "updateMxplanService", ...changeNowOrLater(context, fields, body) },
  });
  return null;
}

/** OVH API schema: "Update spam and virus flags on all active accounts". What is active is a guess: configured, and ok. */
function updateFlags(call: Call): null {
  const { context } = call;
  const { name, fields } = serviceOf(call);
  for (const account of mailboxesOf(context, "mxplanAccount", name)) {
    if (!account.fields.configured || account.fields.state !== "ok") continue;
    const spamAndVirusConfiguration = { ...fields.spamAndVirusConfiguration };
    changeMailbox(context, account, "setAccount", { spamAndVirusConfiguration });
  }
  return null;
}
