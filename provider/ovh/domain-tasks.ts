/**
 * What is under way in a domain. Most of these tasks have no state, no end and no error: they have ended when their list
 * does not name them any more.
 */

import type { Api } from "./api.js";
import * as model from "./domain-models.js";
import { route } from "./route.js";
import { ids, names } from "./wire.js";

const TASK = "/email/domain/{domain}/task";

/** What stands before the @ of the mailbox that one asks for. */
export interface TaskFilter {
  readonly account?: string;
}

export class DomainTasksApi {
  constructor(
    private readonly api: Api,
    private readonly domain: string,
  ) {}

  /** Tasks of mailboxes, migrations among them. The one list that calls its filter `name`. */
  listOfAccounts(filter: { readonly name?: string } = {}): Promise<number[]> {
    const tasks = route(`${TASK}/account`, { domain: this.domain });
    return this.api.call({ method: "GET", route: tasks, query: filter, answer: ids });
  }

  getOfAccount(id: number): Promise<model.PopTask> {
    const task = route(`${TASK}/account/{id}`, { domain: this.domain, id });
    return this.api.call({ method: "GET", route: task, answer: model.popTask });
  }

  listOfFilters(filter: TaskFilter = {}): Promise<number[]> {
    const tasks = route(`${TASK}/filter`, { domain: this.domain });
    return this.api.call({ method: "GET", route: tasks, query: { ...filter }, answer: ids });
  }

  getOfFilter(id: number): Promise<model.FilterTask> {
    const task = route(`${TASK}/filter/{id}`, { domain: this.domain, id });
    return this.api.call({ method: "GET", route: task, answer: model.filterTask });
  }

  listOfMailingLists(filter: TaskFilter = {}): Promise<number[]> {
    const tasks = route(`${TASK}/mailinglist`, { domain: this.domain });
    return this.api.call({ method: "GET", route: tasks, query: { ...filter }, answer: ids });
  }

  getOfMailingList(id: number): Promise<model.MailingListTask> {
    const task = route(`${TASK}/mailinglist/{id}`, { domain: this.domain, id });
    return this.api.call({ method: "GET", route: task, answer: model.mailingListTask });
  }

  /** These ids are texts. */
  listOfRedirections(filter: TaskFilter = {}): Promise<string[]> {
    const tasks = route(`${TASK}/redirection`, { domain: this.domain });
    return this.api.call({ method: "GET", route: tasks, query: { ...filter }, answer: names });
  }

  getOfRedirection(id: string): Promise<model.SpecialTask> {
    const task = route(`${TASK}/redirection/{id}`, { domain: this.domain, id });
    return this.api.call({ method: "GET", route: task, answer: model.specialTask });
  }

  /** Numbers here, and a text in the task itself. */
  listOfResponders(filter: TaskFilter = {}): Promise<number[]> {
    const tasks = route(`${TASK}/responder`, { domain: this.domain });
    return this.api.call({ method: "GET", route: tasks, query: { ...filter }, answer: ids });
  }

  getOfResponder(id: number): Promise<model.SpecialTask> {
    const task = route(`${TASK}/responder/{id}`, { domain: this.domain, id });
    return this.api.call({ method: "GET", route: task, answer: model.specialTask });
  }

  /** Tasks with a state. OVHcloud does not say whether those of mailboxes are among them. */
  listAll(): Promise<number[]> {
    return this.api.call({ method: "GET", route: route(`${TASK}/all`, { domain: this.domain }), answer: ids });
  }

  getAny(id: number): Promise<model.DomainTask> {
    const task = route(`${TASK}/all/{id}`, { domain: this.domain, id });
    return this.api.call({ method: "GET", route: task, answer: model.domainTask });
  }
}
