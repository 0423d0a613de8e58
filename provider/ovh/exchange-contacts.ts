/** External contacts: people elsewhere who stand in the address book and may be members of mailing lists. */

import type { Api } from "./api.js";
import type { ExternalContactChange, NewExternalContact } from "./exchange-bodies.js";
import * as model from "./exchange-models.js";
import { SERVICE, type ServiceName } from "./exchange-routes.js";
import { type Route, route } from "./route.js";

export interface ExternalContactFilter {
  readonly externalEmailAddress?: string;
  readonly id?: number;
}

export class ExternalContactsApi {
  constructor(
    private readonly api: Api,
    private readonly service: ServiceName,
  ) {}

  list(filter: ExternalContactFilter = {}): Promise<string[]> {
    const contacts = route(`${SERVICE}/externalContact`, this.service);
    return this.api.call({ method: "GET", route: contacts, query: { ...filter }, answer: model.addresses });
  }

  get(address: string): Promise<model.ExternalContact> {
    return this.api.call({ method: "GET", route: this.#contact(address), answer: model.externalContact });
  }

  create(body: NewExternalContact): Promise<model.Task> {
    const contacts = route(`${SERVICE}/externalContact`, this.service);
    return this.api.call({ method: "POST", route: contacts, body, answer: model.task });
  }

  change(address: string, body: ExternalContactChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#contact(address), body, answer: model.nothing });
  }

  delete(address: string): Promise<model.Task> {
    return this.api.call({ method: "DELETE", route: this.#contact(address), answer: model.task });
  }

  #contact(externalEmailAddress: string): Route {
    return route(`${SERVICE}/externalContact/{externalEmailAddress}`, { ...this.service, externalEmailAddress });
  }
}
