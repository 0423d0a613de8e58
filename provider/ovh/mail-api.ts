/** The whole client behind one interface, so that another one can be handed in. */

import { Api, type ApiOptions } from "./api.js";
import type { Clock } from "./clock.js";
import { ExchangeApi, type ServiceName } from "./exchange.js";
import type { AliasesApi } from "./exchange-aliases.js";
import type { ExternalContactsApi } from "./exchange-contacts.js";
import type { ExchangeDomainsApi } from "./exchange-domains.js";
import type { MailingListsApi } from "./exchange-mailing-lists.js";

/** The calls on one Exchange service that the resources make. */
export type ExchangeClient = Pick<
  ExchangeApi,
  | "listAccounts"
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

/** What the resources need of OVHcloud. */
export interface MailApi {
  readonly clock: Clock;
  exchange(service: ServiceName): ExchangeClient;
}

/** OVHcloud's own API over HTTP: signed, limited, retried, checked. */
export function createMailApi(options: ApiOptions): MailApi {
  const api = new Api(options);
  return { clock: api.clock, exchange: (service) => new ExchangeApi(api, service) };
}
