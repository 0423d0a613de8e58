/** The routes of `/email/exchange` that the product uses. Each is a path and a body; there is no logic here. */

import type { Api } from "./api.js";
import * as model from "./exchange-models.js";
import { type Route, route } from "./route.js";
import type { Secret } from "./secret.js";

const SERVICE = "/email/exchange/{organizationName}/service/{exchangeService}";

/** A hosted service has one name for both; others may have two. */
export interface ServiceName {
  readonly organizationName: string;
  readonly exchangeService: string;
}

/** What rights can be given on. */
export type TargetType = "account" | "shared";
/** OVHcloud's names of the three rights, as they stand in its routes. */
export type ApiRight = "fullAccess" | "sendAs" | "sendOnBehalfTo";

export interface Target {
  readonly type: TargetType;
  readonly emailAddress: string;
}

export interface AccountChange {
  readonly login?: string;
  readonly domain?: string;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initial?: string;
  readonly company?: string;
  readonly hiddenFromGAL?: boolean;
}

export interface SharedAccountChange {
  readonly sharedEmailAddress?: string;
  readonly quota?: number;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initials?: string;
  readonly hiddenFromGAL?: boolean;
}

export interface NewSharedAccount extends SharedAccountChange {
  readonly sharedEmailAddress: string;
  readonly quota: number;
}

export class ExchangeApi {
  constructor(
    private readonly api: Api,
    private readonly service: ServiceName,
  ) {}

  getService(): Promise<model.ExchangeService> {
    return this.api.call({ method: "GET", route: route(SERVICE, this.service), answer: model.exchangeService });
  }

  listAccounts(filter: { primaryEmailAddress?: string; id?: number } = {}): Promise<string[]> {
    return this.api.call({
      method: "GET",
      route: route(`${SERVICE}/account`, this.service),
      query: filter,
      answer: model.addresses,
    });
  }

  getAccount(address: string): Promise<model.ExchangeAccount> {
    return this.api.call({ method: "GET", route: this.#account(address), answer: model.exchangeAccount });
  }

  changeAccount(address: string, body: AccountChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#account(address), body, answer: model.nothing });
  }

  /** On a hosted service this resets: the seat stays, its mail and its name are lost. */
  deleteAccount(address: string): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#account(address), answer: model.task });
  }

  changePassword(address: string, password: Secret): Promise<model.Task> {
    return this.api.call({
      method: "POST",
      route: route(`${SERVICE}/account/{primaryEmailAddress}/changePassword`, {
        ...this.service,
        primaryEmailAddress: address,
      }),
      body: { password },
      answer: model.task,
    });
  }

  listSharedAccounts(): Promise<string[]> {
    return this.api.call({
      method: "GET",
      route: route(`${SERVICE}/sharedAccount`, this.service),
      answer: model.addresses,
    });
  }

  createSharedAccount(body: NewSharedAccount): Promise<model.Task> {
    return this.api.call({
      method: "POST",
      route: route(`${SERVICE}/sharedAccount`, this.service),
      body,
      answer: model.task,
    });
  }

  getSharedAccount(address: string): Promise<model.SharedAccount> {
    return this.api.call({ method: "GET", route: this.#sharedAccount(address), answer: model.sharedAccount });
  }

  changeSharedAccount(address: string, body: SharedAccountChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#sharedAccount(address), body, answer: model.nothing });
  }

  deleteSharedAccount(address: string): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#sharedAccount(address), answer: model.task });
  }

  getSharedAccountQuota(): Promise<model.SharedAccountQuota> {
    return this.api.call({
      method: "GET",
      route: route(`${SERVICE}/sharedAccountQuota`, this.service),
      answer: model.sharedAccountQuota,
    });
  }

  listGrants(target: Target, right: ApiRight): Promise<number[]> {
    return this.api.call({ method: "GET", route: this.#grants(target, right), answer: model.ids });
  }

  grant(target: Target, right: ApiRight, accountId: number): Promise<model.Task> {
    // Two spellings in OVHcloud's schema: "allowed" for fullAccess, "allow" for the two others.
    const body = right === "fullAccess" ? { allowedAccountId: accountId } : { allowAccountId: accountId };
    return this.api.call({ method: "POST", route: this.#grants(target, right), body, answer: model.task });
  }

  revoke(target: Target, right: ApiRight, allowedAccountId: number): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#grant(target, right, allowedAccountId), answer: model.task });
  }

  getTask(id: number): Promise<model.Task> {
    return this.api.call({
      method: "GET",
      route: route(`${SERVICE}/task/{id}`, { ...this.service, id }),
      answer: model.task,
    });
  }

  #account(primaryEmailAddress: string): Route {
    return route(`${SERVICE}/account/{primaryEmailAddress}`, { ...this.service, primaryEmailAddress });
  }

  #sharedAccount(sharedEmailAddress: string): Route {
    return route(`${SERVICE}/sharedAccount/{sharedEmailAddress}`, { ...this.service, sharedEmailAddress });
  }

  #grants({ type, emailAddress }: Target, right: ApiRight): Route {
    return type === "account"
      ? route(`${SERVICE}/account/{primaryEmailAddress}/${right}`, {
          ...this.service,
          primaryEmailAddress: emailAddress,
        })
      : route(`${SERVICE}/sharedAccount/{sharedEmailAddress}/${right}`, {
          ...this.service,
          sharedEmailAddress: emailAddress,
        });
  }

  #grant({ type, emailAddress }: Target, right: ApiRight, allowedAccountId: number): Route {
    const ids = { ...this.service, allowedAccountId };
    return type === "account"
      ? route(`${SERVICE}/account/{primaryEmailAddress}/${right}/{allowedAccountId}`, {
          ...ids,
          primaryEmailAddress: emailAddress,
        })
      : route(`${SERVICE}/sharedAccount/{sharedEmailAddress}/${right}/{allowedAccountId}`, {
          ...ids,
          sharedEmailAddress: emailAddress,
        });
  }
}
