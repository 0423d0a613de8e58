import { serviceInfos } from "../api/common-models.js";
import { writable } from "../api/types.js";
import { badRequest } from "../errors.js";
import { type Call, type Route, route } from "../route.js";
import { readUpdate } from "../update.js";
import { domainOf, ownDomainOf, sees } from "./access.js";
import { domainView, serviceInfosView, summaryView } from "./views.js";

const one = "/email/domain/{domain}";

/** The routes that no domain is part of; they must stand before those with `{domain}`. */
export const generalRoutes: readonly Route[] = [
  route("GET", "/email/domain", (call) =>
    call.context.state.domains.filter((domain) => sees(domain, call.nichandle)).map((domain) => domain.domain),
  ),
  // OVH API schema: needs no authentication.
  { ...route("GET", "/email/domain/mailingListLimits", showListLimits), anonymous: true },
];

export const serviceRoutes: readonly Route[] = [
  route("GET", one, (call) => domainView(domainOf(call))),
  route("GET", `${one}/quota`, (call) => domainOf(call).quota),
  route("GET", `${one}/summary`, (call) => summaryView(call.context, domainOf(call))),
  route("GET", `${one}/serviceInfos`, (call) => serviceInfosView(domainOf(call))),
  route("PUT", `${one}/serviceInfos`, updateServiceInfos),
  route("GET", `${one}/dnsMXFilter`, (call) => domainOf(call).dns.mxFilter),
  route("GET", `${one}/dnsMXRecords`, (call) => mxRecords(call)),
  route("GET", `${one}/recommendedDNSRecords`, (call) => domainOf(call).dns.recommendedRecords),
];

/** OVHcloud publishes no figure. */
const subscribersMax = 250;

function showListLimits(call: Call) {
  const moderated = call.query.get("moderatorMessage");
  if (moderated === "true" || moderated === "false") return { subscribers: subscribersMax };
  throw badRequest("The input provided isn't valid: 'moderatorMessage' is a required property");
}

/** Only the domain itself has mail here, none of its subdomains. */
function mxRecords(call: Call): string[] {
  const { dns } = domainOf(call);
  return (call.query.get("subDomain") ?? "") === "" ? dns.mxRecords : [];
}

function updateServiceInfos(call: Call): null {
  const domain = ownDomainOf(call);
  const body = readUpdate(call, writable(serviceInfos), serviceInfosView(domain));
  if (body.renew !== undefined) domain.renew = body.renew;
  return null;
}
