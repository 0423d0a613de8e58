import { isContact } from "../contacts.js";
import { noSuchService, notFound } from "../errors.js";
import { sameAddress } from "../mailbox/mailboxes.js";
import { type Call, param, type Route, route } from "../route.js";
import { domainNames, serviceOf } from "./common.js";
import type { ServiceRecord } from "./model.js";
import { domainView, serviceView } from "./views.js";

export const serviceRoutes: readonly Route[] = [
  route("GET", "/email/exchange", (call) => [...new Set(ownServices(call).map((service) => service.organization))]),
  route("GET", "/email/exchange/{organizationName}/service", listServices),
  route("GET", "~", (call) => serviceView(call.context, serviceOf(call))),
  route("GET", "~/domain", listDomains),
  route("GET", "~/domain/{domainName}", showDomain),
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

function listDomains(call: Call): string[] {
  const state = call.query.get("state");
  const service = serviceOf(call);
  if (state === null) return domainNames(service);
  return service.domains.filter((domain) => domain.fields.state === state).map((domain) => domain.fields.name);
}

function showDomain(call: Call) {
  const wanted = param(call, "domainName");
  const domain = serviceOf(call).domains.find((one) => sameAddress(one.fields.name, wanted));
  if (domain === undefined) throw notFound("This domain does not exist");
  return domainView(call.context, domain);
}
