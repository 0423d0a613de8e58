/** The whole client behind one interface, so that another one can be handed in. */

import { Api, type ApiOptions } from "./api.js";
import { type Caller, getCaller } from "./caller.js";
import type { Clock } from "./clock.js";
import { DomainApi, DomainsApi } from "./domain.js";
import { DelegatedAccountsApi } from "./domain-delegated.js";
import { ExchangeApi, type ServiceName } from "./exchange.js";
import type { AliasesApi } from "./exchange-aliases.js";
import type { ExternalContactsApi } from "./exchange-contacts.js";
import type { ExchangeDomainsApi } from "./exchange-domains.js";
import type { MailingListsApi } from "./exchange-mailing-lists.js";
import { ExchangeOrdersApi } from "./exchange-orders.js";
import { ExchangeServicesApi } from "./exchange-services.js";
import { MyOrdersApi } from "./me-orders.js";
import { MxPlanApi, MxPlanServicesApi } from "./mxplan.js";

/** The calls on one Exchange service that the resources make. */
export type ExchangeClient = Pick<
  ExchangeApi,
  | "listAccounts"
  | "listTasksOf"
  | "describeAccounts"
  | "getAccount"
  | "changeAccount"
  | "deleteAccount"
  | "changePassword"
  | "listSharedAccounts"
  | "describeSharedAccounts"
  | "createSharedAccount"
  | "getSharedAccount"
  | "changeSharedAccount"
  | "deleteSharedAccount"
  | "getSharedAccountQuota"
  | "getService"
  | "getServiceInfos"
  | "getServer"
  | "createAccount"
  | "getAccountProtocol"
  | "changeAccountProtocol"
  | "listGrants"
  | "grant"
  | "revoke"
  | "listTasks"
  | "getTask"
> & {
  readonly aliases: Pick<AliasesApi, "list" | "add" | "remove">;
  readonly mailingLists: MailingListsApi;
  readonly contacts: ExternalContactsApi;
  readonly domains: Pick<ExchangeDomainsApi, "list" | "get">;
};

/** The calls on one domain of MX Plan that the resources make: all of the legacy one, and redirections of both. */
export type DomainClient = Pick<
  DomainApi,
  | "getService"
  | "getServiceInfos"
  | "getQuota"
  | "getSummary"
  | "listAccounts"
  | "createAccount"
  | "getAccount"
  | "changeAccount"
  | "deleteAccount"
  | "changePassword"
  | "listMailingLists"
  | "listRecommendedDnsRecords"
  | "listMxRecords"
  | "acl"
  | "delegation"
  | "migration"
  | "redirections"
  | "responders"
  | "tasks"
>;

/** The calls on one service of the new MX Plan that the resources make. */
export type MxPlanClient = Pick<
  MxPlanApi,
  | "getService"
  | "listDomains"
  | "getDomain"
  | "listAccounts"
  | "getAccount"
  | "changeAccount"
  | "deleteAccount"
  | "getCapabilities"
  | "changePassword"
  | "listAliases"
  | "addAlias"
  | "removeAlias"
  | "listGrants"
  | "grant"
  | "revoke"
  | "listTasksOf"
  | "listTasks"
  | "getTask"
>;

export type DelegatedAccountsClient = Pick<
  DelegatedAccountsApi,
  | "list"
  | "get"
  | "change"
  | "changePassword"
  | "getResponder"
  | "createResponder"
  | "changeResponder"
  | "deleteResponder"
>;

/** Ordering accounts for one Exchange service. */
export type ExchangeOrdersClient = Pick<ExchangeOrdersApi, "listDurations" | "getQuote" | "placeOrder">;

/** The caller's orders. */
export type MyOrdersClient = Pick<MyOrdersApi, "list" | "get" | "getStatus" | "listDetails" | "getDetail" | "pay">;

/** What the caller may see at all. Programs name their services; asked where an address may have moved to another one. */
export interface VisibleClient {
  listOrganizations: ExchangeServicesApi["listOrganizations"];
  listExchangeServices: ExchangeServicesApi["listServices"];
  /** Domains of MX Plan, of both generations. */
  listDomains: DomainsApi["list"];
  /** Services of the new MX Plan. */
  listMxPlanServices: MxPlanServicesApi["list"];
}

/** What the resources need of OVHcloud. */
export interface MailApi {
  readonly clock: Clock;
  exchange(service: ServiceName): ExchangeClient;
  exchangeOrders(service: ServiceName): ExchangeOrdersClient;
  readonly orders: MyOrdersClient;
  domain(domain: string): DomainClient;
  mxPlan(service: string): MxPlanClient;
  readonly delegatedAccounts: DelegatedAccountsClient;
  readonly visible: VisibleClient;
  getCaller(): Promise<Caller>;
}

/** OVHcloud's own API over HTTP: signed, limited, retried, checked. */
export function createMailApi(options: ApiOptions): MailApi {
  return mailApiOver(new Api(options));
}

/** For who makes calls of their own beside it, through the same limits. */
export function mailApiOver(api: Api): MailApi {
  const [services, domains, mxPlans] = [new ExchangeServicesApi(api), new DomainsApi(api), new MxPlanServicesApi(api)];
  return {
    clock: api.clock,
    exchange: (service) => new ExchangeApi(api, service),
    exchangeOrders: (service) => new ExchangeOrdersApi(api, service),
    orders: new MyOrdersApi(api),
    domain: (domain) => new DomainApi(api, domain),
    mxPlan: (service) => new MxPlanApi(api, service),
    delegatedAccounts: new DelegatedAccountsApi(api),
    visible: {
      listOrganizations: () => services.listOrganizations(),
      listExchangeServices: (organization) => services.listServices(organization),
      listDomains: () => domains.list(),
      listMxPlanServices: () => mxPlans.list(),
    },
    getCaller: () => getCaller(api),
  };
}
