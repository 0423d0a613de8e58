/** One Exchange service in `/email/exchange`. Each route is a path and a body; there is no logic here. */

import type { Api } from "./api.js";
import { AliasesApi } from "./exchange-aliases.js";
import type * as body from "./exchange-bodies.js";
import { ExternalContactsApi } from "./exchange-contacts.js";
import { ExchangeDomainsApi } from "./exchange-domains.js";
import { MailingListsApi } from "./exchange-mailing-lists.js";
import * as model from "./exchange-models.js";
import { grantBody, ownerRoute, SERVICE, type ServiceName } from "./exchange-routes.js";
import { expandedList } from "./expanded-list.js";
import { type Route, route } from "./route.js";
import type { Secret } from "./secret.js";
import { type Grant, grant, type ServiceInfos, serviceInfos } from "./wire.js";

export type * from "./exchange-bodies.js";
export type { ServiceName } from "./exchange-routes.js";

export class ExchangeApi {
  readonly aliases: AliasesApi;
  readonly mailingLists: MailingListsApi;
  readonly contacts: ExternalContactsApi;
  readonly domains: ExchangeDomainsApi;

  constructor(
    private readonly api: Api,
    private readonly service: ServiceName,
  ) {
    this.aliases = new AliasesApi(api, service);
    this.mailingLists = new MailingListsApi(api, service);
    this.contacts = new ExternalContactsApi(api, service);
    this.domains = new ExchangeDomainsApi(api, service);
  }

  getService(): Promise<model.ExchangeService> {
    return this.api.call({ method: "GET", route: route(SERVICE, this.service), answer: model.exchangeService });
  }

  changeService(body: body.ServiceChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: route(SERVICE, this.service), body, answer: model.nothing });
  }

  getServiceInfos(): Promise<ServiceInfos> {
    const infos = route(`${SERVICE}/serviceInfos`, this.service);
    return this.api.call({ method: "GET", route: infos, answer: serviceInfos });
  }

  getServer(): Promise<model.ExchangeServer> {
    const server = route(`${SERVICE}/server`, this.service);
    return this.api.call({ method: "GET", route: server, answer: model.exchangeServer });
  }

  listAccounts(filter: body.AccountFilter = {}): Promise<string[]> {
    const accounts = route(`${SERVICE}/account`, this.service);
    return this.api.call({ method: "GET", route: accounts, query: { ...filter }, answer: model.addresses });
  }

  /** All accounts by address in one call, where OVHcloud answers so; see `expanded-list.ts` for what it is good for. */
  describeAccounts(): Promise<ReadonlyMap<string, model.ExchangeAccount> | undefined> {
    return expandedList(this.api, {
      route: route(`${SERVICE}/account`, this.service),
      item: model.exchangeAccount,
      keyOf: ({ primaryEmailAddress }) => primaryEmailAddress,
    });
  }

  /** All shared accounts by address in one call, where OVHcloud answers so. */
  describeSharedAccounts(): Promise<ReadonlyMap<string, model.SharedAccount> | undefined> {
    return expandedList(this.api, {
      route: route(`${SERVICE}/sharedAccount`, this.service),
      item: model.sharedAccount,
      keyOf: ({ sharedEmailAddress }) => sharedEmailAddress,
    });
  }

  /** For services whose accounts are not ordered: `dedicated` and `dedicatedCluster`. */
  createAccount(body: body.NewAccount): Promise<model.Task> {
    const accounts = route(`${SERVICE}/account`, this.service);
    return this.api.call({ method: "POST", route: accounts, body, answer: model.task });
  }

  getAccount(address: string): Promise<model.ExchangeAccount> {
    return this.api.call({ method: "GET", route: this.#account(address), answer: model.exchangeAccount });
  }

  changeAccount(address: string, body: body.AccountChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#account(address), body, answer: model.nothing });
  }

  /** On a hosted service this resets: the seat stays, its mail and its name are lost. */
  deleteAccount(address: string): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#account(address), answer: model.task });
  }

  /** The seat ends with what is paid for. Answers a text that OVHcloud says nothing about. */
  terminateAccount(address: string): Promise<undefined> {
    return this.api.call({ method: "POST", route: this.#account(address, "/terminate"), answer: model.ignoredText });
  }

  changePassword(address: string, password: Secret): Promise<model.Task> {
    const body = { password };
    return this.api.call({
      method: "POST",
      route: this.#account(address, "/changePassword"),
      body,
      answer: model.task,
    });
  }

  getAccountProtocol(address: string): Promise<model.AccountProtocol> {
    return this.api.call({ method: "GET", route: this.#account(address, "/protocol"), answer: model.accountProtocol });
  }

  changeAccountProtocol(address: string, body: body.ProtocolChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#account(address, "/protocol"), body, answer: model.nothing });
  }

  listSharedAccounts(filter: body.SharedAccountFilter = {}): Promise<string[]> {
    const accounts = route(`${SERVICE}/sharedAccount`, this.service);
    return this.api.call({ method: "GET", route: accounts, query: { ...filter }, answer: model.addresses });
  }

  createSharedAccount(body: body.NewSharedAccount): Promise<model.Task> {
    const accounts = route(`${SERVICE}/sharedAccount`, this.service);
    return this.api.call({ method: "POST", route: accounts, body, answer: model.task });
  }

  getSharedAccount(address: string): Promise<model.SharedAccount> {
    return this.api.call({ method: "GET", route: this.#sharedAccount(address), answer: model.sharedAccount });
  }

  changeSharedAccount(address: string, body: body.SharedAccountChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#sharedAccount(address), body, answer: model.nothing });
  }

  deleteSharedAccount(address: string): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#sharedAccount(address), answer: model.task });
  }

  getSharedAccountQuota(): Promise<model.SharedAccountQuota> {
    const quota = route(`${SERVICE}/sharedAccountQuota`, this.service);
    return this.api.call({ method: "GET", route: quota, answer: model.sharedAccountQuota });
  }

  listGrants(target: body.Target, right: body.ApiRight): Promise<number[]> {
    return this.api.call({ method: "GET", route: ownerRoute(this.service, target, `/${right}`), answer: model.ids });
  }

  getGrant(target: body.Target, right: body.ApiRight, accountId: number): Promise<Grant> {
    return this.api.call({ method: "GET", route: this.#grant(target, right, accountId), answer: grant });
  }

  grant(target: body.Target, right: body.ApiRight, accountId: number): Promise<model.Task> {
    const grants = ownerRoute(this.service, target, `/${right}`);
    return this.api.call({ method: "POST", route: grants, body: grantBody(right, accountId), answer: model.task });
  }

  revoke(target: body.Target, right: body.ApiRight, accountId: number): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#grant(target, right, accountId), answer: model.task });
  }

  /** What is under way, for the whole service. */
  listTasks(): Promise<number[]> {
    const tasks = route(`${SERVICE}/task`, this.service);
    return this.api.call({ method: "GET", route: tasks, answer: model.ids, lane: "poll" });
  }

  getTask(id: number): Promise<model.Task> {
    const one = route(`${SERVICE}/task/{id}`, { ...this.service, id });
    return this.api.call({ method: "GET", route: one, answer: model.task, lane: "poll" });
  }

  /** What is under way for one mailbox. */
  listTasksOf(target: body.Target): Promise<number[]> {
    return this.api.call({ method: "GET", route: ownerRoute(this.service, target, "/tasks"), answer: model.ids });
  }

  getTaskOf(target: body.Target, id: number): Promise<model.Task> {
    const one = ownerRoute(this.service, target, "/tasks/{id}", { id });
    return this.api.call({ method: "GET", route: one, answer: model.task });
  }

  #account(emailAddress: string, below = ""): Route {
    return ownerRoute(this.service, { type: "account", emailAddress }, below);
  }

  #sharedAccount(emailAddress: string): Route {
    return ownerRoute(this.service, { type: "shared", emailAddress });
  }

  #grant(target: body.Target, right: body.ApiRight, allowedAccountId: number): Route {
    return ownerRoute(this.service, target, `/${right}/{allowedAccountId}`, { allowedAccountId });
  }
}
