/**
 * One service in `/email/mxplan`, the new MX Plan. Its accounts can be neither made nor removed: they are claimed and
 * given back, as in hosted Exchange. Redirections of its domains stand in `/email/domain`.
 */

import type { Api } from "./api.js";
import { grantBody } from "./exchange-routes.js";
import * as model from "./mxplan-models.js";
import { type Route, route } from "./route.js";
import type { Secret } from "./secret.js";
import type { SpamAndVirusConfiguration } from "./wire.js";
import { type Alias, alias, type Grant, grant, ids, names, nothing, type Task, task } from "./wire.js";

const SERVICE = "/email/mxplan/{service}";

export type MxPlanRight = "fullAccess" | "sendAs" | "sendOnBehalfTo";

export interface MxPlanAccountFilter {
  /** A "like" filter, as `id` is. */
  readonly primaryEmailAddress?: string;
  readonly id?: number;
}

/** A field that is left out stays as it is. */
export interface MxPlanAccountChange {
  readonly login?: string;
  readonly domain?: string;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initial?: string;
  readonly hiddenFromGAL?: boolean;
  /** GB, one of the account's capabilities. */
  readonly quota?: number;
  readonly spamAndVirusConfiguration?: SpamAndVirusConfiguration;
}

export interface MxPlanDomainChange {
  readonly type?: "authoritative" | "nonAuthoritative";
  /** Where mail to addresses that do not exist goes. */
  readonly mxRelay?: string;
}

/** Which services of the new MX Plan the caller may see. */
export class MxPlanServicesApi {
  constructor(private readonly api: Api) {}

  list(): Promise<string[]> {
    return this.api.call({ method: "GET", route: route("/email/mxplan", {}), answer: names });
  }
}

export class MxPlanApi {
  constructor(
    private readonly api: Api,
    private readonly service: string,
  ) {}

  getService(): Promise<model.MxPlanService> {
    return this.api.call({ method: "GET", route: this.#service(), answer: model.mxPlanService });
  }

  getServer(): Promise<model.MxPlanServer> {
    return this.api.call({ method: "GET", route: this.#service("/server"), answer: model.mxPlanServer });
  }

  listDomains(filter: { readonly state?: "ok" } = {}): Promise<string[]> {
    return this.api.call({ method: "GET", route: this.#service("/domain"), query: filter, answer: names });
  }

  getDomain(domainName: string): Promise<model.MxPlanDomain> {
    const domain = this.#service("/domain/{domainName}", { domainName });
    return this.api.call({ method: "GET", route: domain, answer: model.mxPlanDomain });
  }

  changeDomain(domainName: string, body: MxPlanDomainChange): Promise<undefined> {
    const domain = this.#service("/domain/{domainName}", { domainName });
    return this.api.call({ method: "PUT", route: domain, body, answer: nothing });
  }

  listAccounts(filter: MxPlanAccountFilter = {}): Promise<string[]> {
    return this.api.call({ method: "GET", route: this.#service("/account"), query: { ...filter }, answer: names });
  }

  getAccount(email: string): Promise<model.MxPlanAccount> {
    return this.api.call({ method: "GET", route: this.#account(email), answer: model.mxPlanAccount });
  }

  changeAccount(email: string, body: MxPlanAccountChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#account(email), body, answer: nothing });
  }

  /** Gives the account back: it stays, its mail and its name are lost. */
  deleteAccount(email: string): Promise<Task> {
    return this.api.call({ method: "DELETE", route: this.#account(email), answer: task });
  }

  getCapabilities(email: string): Promise<model.AccountCapabilities> {
    const capabilities = this.#account(email, "/capabilities");
    return this.api.call({ method: "GET", route: capabilities, answer: model.accountCapabilities });
  }

  changePassword(email: string, password: Secret): Promise<Task> {
    const change = this.#account(email, "/changePassword");
    return this.api.call({ method: "POST", route: change, body: { password }, answer: task });
  }

  listAliases(email: string): Promise<string[]> {
    return this.api.call({ method: "GET", route: this.#account(email, "/alias"), answer: names });
  }

  getAlias(email: string, address: string): Promise<Alias> {
    const one = this.#account(email, "/alias/{alias}", { alias: address });
    return this.api.call({ method: "GET", route: one, answer: alias });
  }

  addAlias(email: string, address: string): Promise<Task> {
    const body = { alias: address };
    return this.api.call({ method: "POST", route: this.#account(email, "/alias"), body, answer: task });
  }

  removeAlias(email: string, address: string): Promise<Task> {
    const one = this.#account(email, "/alias/{alias}", { alias: address });
    return this.api.call({ method: "DELETE", route: one, answer: task });
  }

  listGrants(email: string, right: MxPlanRight): Promise<number[]> {
    return this.api.call({ method: "GET", route: this.#account(email, `/${right}`), answer: ids });
  }

  getGrant(email: string, right: MxPlanRight, accountId: number): Promise<Grant> {
    return this.api.call({ method: "GET", route: this.#grant(email, right, accountId), answer: grant });
  }

  grant(email: string, right: MxPlanRight, accountId: number): Promise<Task> {
    const body = grantBody(right, accountId);
    return this.api.call({ method: "POST", route: this.#account(email, `/${right}`), body, answer: task });
  }

  revoke(email: string, right: MxPlanRight, accountId: number): Promise<Task> {
    return this.api.call({ method: "DELETE", route: this.#grant(email, right, accountId), answer: task });
  }

  listTasks(): Promise<number[]> {
    return this.api.call({ method: "GET", route: this.#service("/task"), answer: ids });
  }

  getTask(id: number): Promise<Task> {
    return this.api.call({ method: "GET", route: this.#service("/task/{id}", { id }), answer: task });
  }

  /** `task` here, `tasks` in Exchange: OVHcloud's names. */
  listTasksOf(email: string): Promise<number[]> {
    return this.api.call({ method: "GET", route: this.#account(email, "/task"), answer: ids });
  }

  getTaskOf(email: string, id: number): Promise<Task> {
    return this.api.call({ method: "GET", route: this.#account(email, "/task/{id}", { id }), answer: task });
  }

  #service(below = "", parameters: Readonly<Record<string, string | number>> = {}): Route {
    const template: string = SERVICE + below;
    return route(template, { service: this.service, ...parameters });
  }

  #account(email: string, below = "", parameters: Readonly<Record<string, string | number>> = {}): Route {
    return this.#service(`/account/{email}${below}`, { email, ...parameters });
  }

  #grant(email: string, right: MxPlanRight, allowedAccountId: number): Route {
    return this.#account(email, `/${right}/{allowedAccountId}`, { allowedAccountId });
  }
}
