import type { z } from "zod";
import { domainQuery, postDomain } from "../api/exchange.js";
import { domain as domainModel } from "../api/exchange-directory-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import type { Context } from "../context.js";
import { badRequest, busy, notFound, ruleRefused } from "../errors.js";
import { changeNowOrLater } from "../mailbox/change.js";
import {
  addressesOf,
  domainOf,
  matchesPath,
  promisedAddresses,
  promisedContactAddresses,
  sameAddress,
} from "../mailbox/mailboxes.js";
import { taskView } from "../mailbox/views.js";
import { readQuery } from "../query.js";
import { type Call, param, type Route, route } from "../route.js";
import type { TaskRecord } from "../task-model.js";
import { pendingTasksOf, queueTask } from "../tasks.js";
import { readUpdate } from "../update.js";
import { serviceOf } from "./common.js";
import type { ExchangeDomainFields, ExchangeDomainRecord, ExchangeEffect, ServiceRecord } from "./model.js";
import { dnsRecords, newDomain } from "./new-domain.js";
import { domainView } from "./views.js";

const one = "~/domain/{domainName}";

export const domainRoutes: readonly Route[] = [
  route("GET", "~/domain", listDomains),
  route("POST", "~/domain", addDomain),
  route("GET", one, (call) => domainView(call.context, domainAt(call))),
  route("PUT", one, updateDomain),
  route("DELETE", one, removeDomain),
];

function visibleDomains({ switches, state }: Context, service: ServiceRecord): ExchangeDomainRecord[] {
  if (switches.createdIsReadable === "atOnce") return service.domains;
  const beingAdded = new Set(
    state.tasks.flatMap((task) => (task.effect.kind === "finishDomain" ? [task.targetId] : [])),
  );
  return service.domains.filter((domain) => !beingAdded.has(domain.id));
}

function listDomains(call: Call): string[] {
  const service = serviceOf(call);
  const { state, main } = readQuery(call, domainQuery);
  const found = visibleDomains(call.context, service).filter(
    ({ fields }) => (state ?? fields.state) === fields.state && (main ?? isMain(fields)) === isMain(fields),
  );
  return found.map(({ fields }) => fields.name);
}

/** OVH API schema: null where there are no organizations, after Exchange 2010. */
function isMain({ main }: ExchangeDomainFields): boolean {
  return main ?? false;
}

function domainAt(call: Call): ExchangeDomainRecord {
  const wanted = param(call, "domainName");
  const all = visibleDomains(call.context, serviceOf(call));
  const found = all.find(({ fields }) => matchesPath(call.context, fields.name, wanted));
  if (found === undefined) throw notFound("This domain does not exist");
  return found;
}

function addDomain(call: Call) {
  const { context } = call;
  const service = serviceOf(call);
  const body = readBody(call, postDomain, "creation");
  checkIsDomain(body.name);
  if (service.domains.some(({ fields }) => sameAddress(fields.name, body.name))) {
    throw ruleRefused(context.switches, "This domain is already on this service");
  }
  if (body.type === "authoritative") checkOnlyAuthority(context, service, body.name);

  const isOurs = !service.foreignDomains.some((foreign) => sameAddress(foreign, body.name));
  const domain = newDomain(context, {
    name: body.name,
    type: body.type,
    domainValidated: isOurs,
    main: body.main ?? null,
    mxRelay: body.mxRelay ?? null,
    organization2010: body.organization2010 ?? null,
    sbrDefault: body.sbrDefault ?? null,
    sendConnectorIdDefault: body.sendConnectorIdDefault ?? null,
    state: "creating",
    ...dnsOf({}),
  });
  service.domains.push(domain);
  const effect = { kind: "finishDomain", changes: isOurs ? dnsOf(body) : {} } as const;
  return taskView(context, queueDomainTask(context, service, domain, { function: "addDomain", effect }));
}

/** OVH API schema: OVHcloud writes the records that the body asks for, in zones that it hosts. */
function dnsOf(body: Partial<z.output<typeof postDomain>>) {
  const { configureMx = false, configureSPF = false, configureAutodiscover = false } = body;
  const dkim = body.autoEnableDKIM ? "active" : "disabled";
  return {
    ...dnsRecords({ mxIsValid: configureMx, spfIsValid: configureSPF, srvIsValid: configureAutodiscover }),
    dkimDiagnostics: { errorCode: null, message: null, state: body.configureDKIM ? dkim : "toConfigure" } as const,
  };
}

function checkIsDomain(name: string): void {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name)) return;
  throw badRequest("The input provided isn't valid: 'name': is not a domain");
}

/** OVH guide 'exchange_adding_domain': two platforms cannot both be authoritative for a domain. */
function checkOnlyAuthority({ state, switches }: Context, service: ServiceRecord, name: string): void {
  const others = state.exchangeServices.filter((other) => other !== service).flatMap((other) => other.domains);
  if (others.some(({ fields }) => fields.type === "authoritative" && sameAddress(fields.name, name))) {
    throw ruleRefused(switches, "Another service is authoritative for this domain");
  }
}

const domainUpdate = writable(domainModel);

function updateDomain(call: Call): null {
  const { context } = call;
  const service = serviceOf(call);
  const domain = domainAt(call);
  checkNotBusy(context, domain);
  const body = readUpdate(call, domainUpdate, domainView(context, domain));
  if (body.type === "authoritative") checkOnlyAuthority(context, service, domain.fields.name);
  const effect = { kind: "updateDomain", ...changeNowOrLater(context, domain.fields, body) } as const;
  queueDomainTask(context, service, domain, { function: "setDomain", effect });
  return null;
}

function removeDomain(call: Call) {
  const { context } = call;
  const service = serviceOf(call);
  const domain = domainAt(call);
  checkNotBusy(context, domain);
  if (hasAddresses(context, service, domain)) {
    throw ruleRefused(context.switches, "There are still addresses on this domain");
  }
  const effect = { kind: "removeDomain" } as const;
  const task = queueDomainTask(context, service, domain, { function: "deleteDomain", effect });
  domain.fields.state = "deleting";
  return taskView(context, task);
}

/**
 * OVH guide 'exchange_adding_domain': a domain goes only when no account, alias, shared account, group or external
 * contact is on it.
 */
function hasAddresses({ state }: Context, service: ServiceRecord, { fields }: ExchangeDomainRecord): boolean {
  const mine = state.mailboxes.filter((mailbox) => mailbox.service === service.name);
  const tasks = state.tasks.filter((task) => task.service === service.name);
  const promised = tasks.flatMap((task) => [...promisedAddresses(task), ...promisedContactAddresses(task)]);
  return [...mine.flatMap(addressesOf), ...promised].some((address) => sameAddress(domainOf(address), fields.name));
}

/** As with mailboxes: whether a task under way bars the way is a switch, and one that ends the domain always does. */
function checkNotBusy(context: Context, { id, fields }: ExchangeDomainRecord): void {
  const isBusy = context.switches.busyRefusesWrites && pendingTasksOf(context, id).length > 0;
  if (isBusy || fields.state === "deleting") throw busy(fields.name);
}

function queueDomainTask(
  context: Context,
  service: ServiceRecord,
  { id, fields }: ExchangeDomainRecord,
  task: { function: string; effect: ExchangeEffect },
): TaskRecord {
  return queueTask(context, { service: service.name, targetId: id, target: fields.name, subject: "", ...task });
}
