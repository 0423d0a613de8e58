import { serviceInfos } from "../api/common-models.js";
import { service as serviceModel } from "../api/exchange-models.js";
import { writable } from "../api/types.js";
import { isContact } from "../contacts.js";
import { busy, noSuchService } from "../errors.js";
import { changeMailbox, changeNowOrLater } from "../mailbox/change.js";
import { mailboxesOf } from "../mailbox/mailboxes.js";
import { type Call, param, type Route, route } from "../route.js";
import { pendingTasksOf, queueTask } from "../tasks.js";
import { readUpdate } from "../update.js";
import { serviceOf } from "./common.js";
import { dailyLicences } from "./licences.js";
import type { ServiceRecord } from "./model.js";
import { serverView, serviceInfosView } from "./subscription-views.js";
import { serviceModelView, serviceView } from "./views.js";

export const serviceRoutes: readonly Route[] = [
  route("GET", "/email/exchange", (call) => [...new Set(ownServices(call).map((service) => service.organization))]),
  route("GET", "/email/exchange/{organizationName}/service", listServices),
  route("GET", "~", (call) => serviceView(call.context, serviceOf(call))),
  route("PUT", "~", updateService),
  route("GET", "~/serviceInfos", (call) => serviceInfosView(serviceOf(call))),
  route("PUT", "~/serviceInfos", updateServiceInfos),
  route("GET", "~/server", (call) => serverView(serviceOf(call))),
  route("GET", "~/license", (call) => dailyLicences(call, serviceOf(call))),
  route("POST", "~/updateFlagsOnAllAccounts", updateFlags),
];

function ownServices(call: Call): ServiceRecord[] {
  return call.context.state.exchangeServices.filter((service) => isContact(service.contacts, call.nichandle));
}

function listServices(call: Call): string[] {
  const organization = param(call, "organizationName");
  const services = ownServices(call).filter((service) => service.organization === organization);
  if (services.length === 0) throw noSuchService();
  return services.map((service) => service.name);
}

const serviceUpdate = writable(serviceModel);

function updateService(call: Call): null {
  const { context } = call;
  const service = serviceOf(call);
  const { id, name } = service;
  if (context.switches.busyRefusesWrites && pendingTasksOf(context, id).length > 0) throw busy(name);
  const body = readUpdate(call, serviceUpdate, serviceModelView(context, service));
  const effect = { kind: "updateService", ...changeNowOrLater(context, service.fields, body) } as const;
  queueTask(context, { function: "setService", service: name, targetId: id, target: name, subject: "", effect });
  return null;
}

const serviceInfosUpdate = writable(serviceInfos);

/** Of this model only `renew` is not read-only (OVH API schema). No task function names it, so it acts at once. */
function updateServiceInfos(call: Call): null {
  const service = serviceOf(call);
  const { renew } = readUpdate(call, serviceInfosUpdate, serviceInfosView(service));
  if (renew !== undefined) service.renew = renew;
  return null;
}

/**
 * OVH API schema: "Update spam and virus flags on all active accounts". Which flags is not said: here those of the
 * service, by a task for each account.
 */
function updateFlags(call: Call): null {
  const { context } = call;
  const service = serviceOf(call);
  const active = mailboxesOf(context, "account", service.name).filter(
    ({ fields }) => fields.configured && fields.state === "ok",
  );
  const { spamAndVirusConfiguration } = service.fields;
  for (const account of active) {
    changeMailbox(context, account, "setAccount", { spamAndVirusConfiguration: { ...spamAndVirusConfiguration } });
  }
  return null;
}
