/** Other addresses of mailboxes, shared mailboxes and mailing lists. An alias is a whole address. */

import type { Api } from "./api.js";
import { type Owner, ownerRoute, type ServiceName } from "./exchange-routes.js";
import { type Alias, alias, names, type Task, task } from "./wire.js";

export class AliasesApi {
  constructor(
    private readonly api: Api,
    private readonly service: ServiceName,
  ) {}

  list(owner: Owner): Promise<string[]> {
    return this.api.call({ method: "GET", route: ownerRoute(this.service, owner, "/alias"), answer: names });
  }

  get(owner: Owner, address: string): Promise<Alias> {
    return this.api.call({ method: "GET", route: this.#alias(owner, address), answer: alias });
  }

  add(owner: Owner, address: string): Promise<Task> {
    return this.api.call({
      method: "POST",
      route: ownerRoute(this.service, owner, "/alias"),
      body: { alias: address },
      answer: task,
    });
  }

  remove(owner: Owner, address: string): Promise<Task> {
    return this.api.call({ method: "DELETE", route: this.#alias(owner, address), answer: task });
  }

  #alias(owner: Owner, address: string) {
    return ownerRoute(this.service, owner, "/alias/{alias}", { alias: address });
  }
}
