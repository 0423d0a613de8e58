/** OVHcloud's e-mail API for programs of your own: `pulumi-ovh-mail/client`. It knows nothing of Pulumi. */

export { Api, type ApiOptions, type Call } from "./ovh/api.js";
export type {
  AccessTokenCredentials,
  ApplicationCredentials,
  Credentials,
  OAuth2Credentials,
} from "./ovh/authorization.js";
export { type Clock, systemClock } from "./ovh/clock.js";
export { DomainApi, DomainsApi } from "./ovh/domain.js";
export * from "./ovh/errors.js";
export { ExchangeApi } from "./ovh/exchange.js";
export { ExchangeServicesApi } from "./ovh/exchange-services.js";
export { type Fetch, fetchTransport } from "./ovh/fetch-transport.js";
export { createHttpsTransport } from "./ovh/https-transport.js";
export { createMailApi, type ExchangeClient, type MailApi } from "./ovh/mail-api.js";
export { MxPlanApi, MxPlanServicesApi } from "./ovh/mxplan.js";
export { type Route, route } from "./ovh/route.js";
export { Secret, scrub } from "./ovh/secret.js";
export { type Awaited, type TaskSource, TaskWatcher, type TaskWatcherOptions } from "./ovh/tasks.js";
export { type HttpRequest, type HttpResponse, type Method, type Transport, TransportError } from "./ovh/transport.js";
