/** The whole client behind one interface, so that another one can be handed in. */

import { Api, type ApiOptions } from "./api.js";
import type { Clock } from "./clock.js";
import { ExchangeApi, type ServiceName } from "./exchange.js";

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
  | "listGrants"
  | "grant"
  | "revoke"
  | "listTasks"
  | "getTask"
>;

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
