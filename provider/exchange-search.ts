/** Where on Exchange an address lives, over all services that the credentials see. */

import { ifPresent, ifTold } from "./if-present.js";
import { learned } from "./once.js";
import type { Clock } from "./ovh/clock.js";
import type { ExchangeClient, VisibleClient } from "./ovh/mail-api.js";
import { ReadCache } from "./ovh/read-cache.js";
import { splitAddress } from "./schemas.js";

interface SearchParts {
  readonly visible: () => VisibleClient;
  readonly open: (service: string) => { readonly api: ExchangeClient };
  readonly clock: Clock;
}

export class ExchangeSearch {
  readonly #domains: ReadCache;
  readonly #services = learned(() => this.#listServices());

  constructor(private readonly parts: SearchParts) {
    this.#domains = new ReadCache(parts.clock);
  }

  /**
   * The service that has a mailbox at this address. Undefined where there is none, or where these credentials may not ask.
   * Looked at now: lists may be minutes old.
   */
  async serviceOf(address: string): Promise<string | undefined> {
    const { domain } = splitAddress(address);
    const services = await this.#domains.get(domain, () => this.#servicesWith(domain));
    const holders = await this.#filter(services, (api) => api.getAccount(address));
    return holders[0];
  }

  async #servicesWith(domain: string): Promise<string[]> {
    return this.#filter(await this.#services(), (api) => api.domains.get(domain));
  }

  async #filter(services: readonly string[], look: (api: ExchangeClient) => Promise<unknown>): Promise<string[]> {
    const found = await Promise.all(
      services.map(async (service) => (await ifTold(ifPresent(look(this.parts.open(service).api)))) !== undefined),
    );
    return services.filter((_, index) => found[index]);
  }

  async #listServices(): Promise<string[]> {
    const api = this.parts.visible();
    const organizations = (await ifTold(api.listOrganizations())) ?? [];
    const listed = organizations.map(async (organization) =>
      ((await ifTold(api.listExchangeServices(organization))) ?? []).map((service) =>
        service === organization ? service : `${organization}/${service}`,
      ),
    );
    return (await Promise.all(listed)).flat();
  }
}
