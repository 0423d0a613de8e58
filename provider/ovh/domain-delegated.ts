/** The other side of a delegation: mailboxes of others that the caller may manage. They go by their whole address. */

import type { Api } from "./api.js";
import type {
  DelegatedAccountFilter,
  DomainAccountChange,
  NewDelegatedResponder,
  ResponderChange,
} from "./domain-bodies.js";
import * as model from "./domain-models.js";
import { route } from "./route.js";
import type { Secret } from "./secret.js";
import { names, nothing } from "./wire.js";

const DELEGATED = "/email/domain/delegatedAccount";

export class DelegatedAccountsApi {
  constructor(private readonly api: Api) {}

  list(filter: DelegatedAccountFilter = {}): Promise<string[]> {
    return this.api.call({ method: "GET", route: route(DELEGATED, {}), query: { ...filter }, answer: names });
  }

  get(email: string): Promise<model.DelegatedAccount> {
    const account = route(`${DELEGATED}/{email}`, { email });
    return this.api.call({ method: "GET", route: account, answer: model.delegatedAccount });
  }

  change(email: string, body: DomainAccountChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: route(`${DELEGATED}/{email}`, { email }), body, answer: nothing });
  }

  changePassword(email: string, password: Secret): Promise<model.PopTask> {
    const change = route(`${DELEGATED}/{email}/changePassword`, { email });
    return this.api.call({ method: "POST", route: change, body: { password }, answer: model.popTask });
  }

  /** A POST here, a GET for the owner; it reads and changes nothing. */
  getUsage(email: string): Promise<model.AccountUsage> {
    const usage = route(`${DELEGATED}/{email}/usage`, { email });
    return this.api.call({ method: "POST", route: usage, answer: model.accountUsage });
  }

  updateUsage(email: string): Promise<undefined> {
    const update = route(`${DELEGATED}/{email}/updateUsage`, { email });
    return this.api.call({ method: "POST", route: update, answer: nothing });
  }

  listFilters(email: string): Promise<string[]> {
    return this.api.call({ method: "GET", route: route(`${DELEGATED}/{email}/filter`, { email }), answer: names });
  }

  getFilter(email: string, name: string): Promise<model.Filter> {
    const one = route(`${DELEGATED}/{email}/filter/{name}`, { email, name });
    return this.api.call({ method: "GET", route: one, answer: model.filter });
  }

  getResponder(email: string): Promise<model.Responder> {
    const one = route(`${DELEGATED}/{email}/responder`, { email });
    return this.api.call({ method: "GET", route: one, answer: model.responder });
  }

  createResponder(email: string, body: NewDelegatedResponder): Promise<model.SpecialTask> {
    const one = route(`${DELEGATED}/{email}/responder`, { email });
    return this.api.call({ method: "POST", route: one, body, answer: model.specialTask });
  }

  /** `copy` and `copyTo` stay as they were created. */
  changeResponder(email: string, body: ResponderChange): Promise<undefined> {
    const one = route(`${DELEGATED}/{email}/responder`, { email });
    return this.api.call({ method: "PUT", route: one, body, answer: nothing });
  }

  deleteResponder(email: string): Promise<model.SpecialTask> {
    const one = route(`${DELEGATED}/{email}/responder`, { email });
    return this.api.call({ method: "DELETE", route: one, answer: model.specialTask });
  }
}
