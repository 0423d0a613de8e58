import { notFound } from "../../errors.js";
import { sameAddress } from "../../mailboxes.js";
import type { ServiceRecord } from "../../model.js";
import { type Call, param, type Route, route } from "../../route.js";
import { domainState, domainView, serviceView } from "../../views.js";
import { serviceOf } from "./common.js";

export const serviceRoutes: readonly Route[] = [
  route("GET", "/email/exchange", (call) => [...new Set(ownServices(call).map((service) => service.organization))]),
  route("GET", "/email/exchange/{organizationName}/service", listServices),
  route("GET", "~", (call) => serviceView(serviceOf(call))),
  route("GET", "~/domain", listDomains),
  route("GET", "~/domain/{domainName}", showDomain),
];

function ownServices(call: Call): ServiceRecord[] {
  return call.context.state.services.filter((service) => service.owner === call.nichandle);
}

function listServices(call: Call): string[] {
  const organization = param(call, "organizationName");
  const services = ownServices(call).filter((service) => service.organization === organization);
  if (services.length === 0) throw notFound("This service does not exist");
  return services.map((service) => service.name);
}

function listDomains(call: Call): string[] {
  const state = call.query.get("state");
  const { domains } = serviceOf(call);
  return state === null || state === domainState ? domains : [];
}

function showDomain(call: Call) {
  const wanted = param(call, "domainName");
  const name = serviceOf(call).domains.find((domain) => sameAddress(domain, wanted));
  if (name === undefined) throw notFound("This domain does not exist");
  return domainView(name);
}
