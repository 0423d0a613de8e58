/** Redirections and responders of a domain. OVHcloud marks the routes of redirections as ALPHA. */

import type { Api } from "./api.js";
import type { NewRedirection, NewResponder, RedirectionFilter, ResponderChange } from "./domain-bodies.js";
import * as model from "./domain-models.js";
import { type Route, route } from "./route.js";
import { names, nothing } from "./wire.js";

/** Also for domains of the new MX Plan, which has no routes for redirections. */
export class RedirectionsApi {
  constructor(
    private readonly api: Api,
    private readonly domain: string,
  ) {}

  list(filter: RedirectionFilter = {}): Promise<string[]> {
    const redirections = route("/email/domain/{domain}/redirection", { domain: this.domain });
    return this.api.call({ method: "GET", route: redirections, query: { ...filter }, answer: names });
  }

  get(id: string): Promise<model.Redirection> {
    return this.api.call({ method: "GET", route: this.#redirection(id), answer: model.redirection });
  }

  /** Answers the task; the redirection gets an id of its own. */
  create(body: NewRedirection): Promise<model.SpecialTask> {
    const redirections = route("/email/domain/{domain}/redirection", { domain: this.domain });
    return this.api.call({ method: "POST", route: redirections, body, answer: model.specialTask });
  }

  changeTarget(id: string, to: string): Promise<model.SpecialTask> {
    const change = route("/email/domain/{domain}/redirection/{id}/changeRedirection", { domain: this.domain, id });
    return this.api.call({ method: "POST", route: change, body: { to }, answer: model.specialTask });
  }

  delete(id: string): Promise<model.SpecialTask> {
    return this.api.call({ method: "DELETE", route: this.#redirection(id), answer: model.specialTask });
  }

  #redirection(id: string): Route {
    return route("/email/domain/{domain}/redirection/{id}", { domain: this.domain, id });
  }
}

/** A responder goes by what stands before the @ of its mailbox. */
export class RespondersApi {
  constructor(
    private readonly api: Api,
    private readonly domain: string,
  ) {}

  list(filter: { readonly account?: string } = {}): Promise<string[]> {
    const responders = route("/email/domain/{domain}/responder", { domain: this.domain });
    return this.api.call({ method: "GET", route: responders, query: filter, answer: names });
  }

  get(account: string): Promise<model.Responder> {
    return this.api.call({ method: "GET", route: this.#responder(account), answer: model.responder });
  }

  create(body: NewResponder): Promise<model.SpecialTask> {
    const responders = route("/email/domain/{domain}/responder", { domain: this.domain });
    return this.api.call({ method: "POST", route: responders, body, answer: model.specialTask });
  }

  /** `copy` and `copyTo` stay as they were created. */
  change(account: string, body: ResponderChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#responder(account), body, answer: nothing });
  }

  delete(account: string): Promise<model.SpecialTask> {
    return this.api.call({ method: "DELETE", route: this.#responder(account), answer: model.specialTask });
  }

  #responder(account: string): Route {
    return route("/email/domain/{domain}/responder/{account}", { domain: this.domain, account });
  }
}
