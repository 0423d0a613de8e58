/** The domains of one Exchange service, with what OVHcloud finds in their DNS. */

import type { Api } from "./api.js";
import type { ExchangeDomainChange, NewExchangeDomain } from "./exchange-bodies.js";
import * as model from "./exchange-models.js";
import { SERVICE, type ServiceName } from "./exchange-routes.js";
import { type Route, route } from "./route.js";

export class ExchangeDomainsApi {
  constructor(
    private readonly api: Api,
    private readonly service: ServiceName,
  ) {}

  list(filter: { readonly state?: "ok" } = {}): Promise<string[]> {
    const domains = route(`${SERVICE}/domain`, this.service);
    return this.api.call({ method: "GET", route: domains, query: filter, answer: model.addresses });
  }

  get(name: string): Promise<model.ExchangeDomain> {
    return this.api.call({ method: "GET", route: this.#domain(name), answer: model.exchangeDomain });
  }

  create(body: NewExchangeDomain): Promise<model.Task> {
    const domains = route(`${SERVICE}/domain`, this.service);
    return this.api.call({ method: "POST", route: domains, body, answer: model.task });
  }

  change(name: string, body: ExchangeDomainChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#domain(name), body, answer: model.nothing });
  }

  /** Refused while anything has an address in it. */
  delete(name: string): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#domain(name), answer: model.task });
  }

  #domain(domainName: string): Route {
    return route(`${SERVICE}/domain/{domainName}`, { ...this.service, domainName });
  }
}
