/** Mailing lists (the panel's "groups"), their members and managers. They have no list of tasks of their own. */

import type { Api } from "./api.js";
import type { MailingListChange, NewMailingList } from "./exchange-bodies.js";
import * as model from "./exchange-models.js";
import { ownerRoute, SERVICE, type ServiceName } from "./exchange-routes.js";
import { type Route, route } from "./route.js";

/** An account of the service, or an external contact: each kind counts its own numbers. */
export interface Member {
  readonly type: "account" | "contact";
  readonly id: number;
}

const MEMBER_ID = { account: "memberAccountId", contact: "memberContactId" } as const;

export class MailingListsApi {
  constructor(
    private readonly api: Api,
    private readonly service: ServiceName,
  ) {}

  list(filter: { readonly mailingListAddress?: string } = {}): Promise<string[]> {
    const lists = route(`${SERVICE}/mailingList`, this.service);
    return this.api.call({ method: "GET", route: lists, query: filter, answer: model.addresses });
  }

  get(address: string): Promise<model.MailingList> {
    return this.api.call({ method: "GET", route: this.#list(address), answer: model.mailingList });
  }

  create(body: NewMailingList): Promise<model.Task> {
    const lists = route(`${SERVICE}/mailingList`, this.service);
    return this.api.call({ method: "POST", route: lists, body, answer: model.task });
  }

  change(address: string, body: MailingListChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#list(address), body, answer: model.nothing });
  }

  delete(address: string): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#list(address), answer: model.task });
  }

  listMembers(address: string, type: Member["type"]): Promise<number[]> {
    return this.api.call({ method: "GET", route: this.#list(address, `/member/${type}`), answer: model.ids });
  }

  getMember(address: string, member: Member): Promise<model.MailingListMember> {
    return this.api.call({ method: "GET", route: this.#member(address, member), answer: model.mailingListMember });
  }

  addMember(address: string, { type, id }: Member): Promise<model.Task> {
    const body = { [MEMBER_ID[type]]: id };
    return this.api.call({ method: "POST", route: this.#list(address, `/member/${type}`), body, answer: model.task });
  }

  removeMember(address: string, member: Member): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#member(address, member), answer: model.task });
  }

  listManagers(address: string): Promise<number[]> {
    return this.api.call({ method: "GET", route: this.#list(address, "/manager/account"), answer: model.ids });
  }

  getManager(address: string, accountId: number): Promise<model.MailingListManager> {
    return this.api.call({ method: "GET", route: this.#manager(address, accountId), answer: model.mailingListManager });
  }

  addManager(address: string, accountId: number): Promise<model.Task> {
    const body = { managerAccountId: accountId };
    return this.api.call({ method: "POST", route: this.#list(address, "/manager/account"), body, answer: model.task });
  }

  removeManager(address: string, accountId: number): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#manager(address, accountId), answer: model.task });
  }

  #list(address: string, below = "", parameters: Readonly<Record<string, number>> = {}): Route {
    return ownerRoute(this.service, { type: "mailingList", emailAddress: address }, below, parameters);
  }

  #member(address: string, { type, id }: Member): Route {
    return this.#list(address, `/member/${type}/{${MEMBER_ID[type]}}`, { [MEMBER_ID[type]]: id });
  }

  #manager(address: string, managerAccountId: number): Route {
    return this.#list(address, "/manager/account/{managerAccountId}", { managerAccountId });
  }
}
