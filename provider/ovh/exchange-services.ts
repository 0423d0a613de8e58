/** Which Exchange services the caller may see. */

import type { Api } from "./api.js";
import { route } from "./route.js";
import { names } from "./wire.js";

export class ExchangeServicesApi {
  constructor(private readonly api: Api) {}

  listOrganizations(): Promise<string[]> {
    return this.api.call({ method: "GET", route: route("/email/exchange", {}), answer: names });
  }

  listServices(organizationName: string): Promise<string[]> {
    const services = route("/email/exchange/{organizationName}/service", { organizationName });
    return this.api.call({ method: "GET", route: services, answer: names });
  }
}
