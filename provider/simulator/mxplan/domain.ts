import { domain as domainModel, objectState } from "../api/mxplan-models.js";
import { optional, writable } from "../api/types.js";
import { notFound } from "../errors.js";
import { changeNowOrLater } from "../mailbox/change.js";
import { matchesPath } from "../mailbox/mailboxes.js";
import { readQuery } from "../query.js";
import { type Call, param, type Route, route } from "../route.js";
import { queueTask } from "../tasks.js";
import { readUpdate } from "../update.js";
import { checkIdle, serviceOf, servicePath } from "./common.js";
import type { MxplanDomainRecord } from "./model.js";
import { domainView } from "./views.js";

const all = `${servicePath}/domain`;
const one = `${all}/{domainName}`;

export const domainRoutes: readonly Route[] = [
  route("GET", all, listDomains),
  route("GET", one, (call) => domainView(call.context, domainOf(call))),
  route("PUT", one, updateDomain),
];

function listDomains(call: Call): string[] {
  const { domains } = serviceOf(call);
  const { state } = readQuery(call, { state: optional(objectState) });
  return domains.filter(({ fields }) => state === undefined || fields.state === state).map(({ fields }) => fields.name);
}

function domainOf(call: Call): MxplanDomainRecord {
  const wanted = param(call, "domainName");
  const found = serviceOf(call).domains.find(({ fields }) => matchesPath(call.context, fields.name, wanted));
  if (found === undefined) throw notFound("This domain does not exist");
  return found;
}

const domainUpdate = writable(domainModel);

function updateDomain(call: Call): null {
  const { context } = call;
  const domain = domainOf(call);
  checkIdle(context, domain.id, domain.fields.name);
  const body = readUpdate(call, domainUpdate, domainView(context, domain));
  queueTask(context, {
    function: "setDomain",
    service: serviceOf(call).name,
    targetId: domain.id,
    target: domain.fields.name,
    subject: "",
    effect: { kind: "updateMxplanDomain", ...changeNowOrLater(context, domain.fields, body) },
  });
  return null;
}
