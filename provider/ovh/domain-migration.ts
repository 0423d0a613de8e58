/**
 * Moving a mailbox of the old MX Plan to Email Pro or Exchange: OVHcloud has no way back and marks these routes as BETA.
 * The destination is a free account; the migration gives it the address of the mailbox.
 */

import type { Api } from "./api.js";
import type { Migration, MigrationServiceType } from "./domain-bodies.js";
import * as model from "./domain-models.js";
import { route } from "./route.js";
import type { Secret } from "./secret.js";
import { names } from "./wire.js";

const MIGRATE = "/email/domain/{domain}/account/{accountName}/migrate";
const DESTINATIONS = `${MIGRATE}/{destinationServiceName}/destinationEmailAddress` as const;
const DESTINATION = `${DESTINATIONS}/{destinationEmailAddress}` as const;

export class DomainMigrationApi {
  constructor(
    private readonly api: Api,
    private readonly domain: string,
  ) {}

  listServices(accountName: string, filter: { readonly type?: MigrationServiceType } = {}): Promise<string[]> {
    const services = route(MIGRATE, { domain: this.domain, accountName });
    return this.api.call({ method: "GET", route: services, query: filter, answer: names });
  }

  getService(accountName: string, destinationServiceName: string): Promise<model.MigrationService> {
    const parameters = { domain: this.domain, accountName, destinationServiceName };
    const service = route(`${MIGRATE}/{destinationServiceName}`, parameters);
    return this.api.call({ method: "GET", route: service, answer: model.migrationService });
  }

  listDestinations(accountName: string, destinationServiceName: string): Promise<string[]> {
    const destinations = route(DESTINATIONS, { domain: this.domain, accountName, destinationServiceName });
    return this.api.call({ method: "GET", route: destinations, answer: names });
  }

  getDestination(migration: Migration): Promise<model.MigrationAccount> {
    const destination = route(DESTINATION, { domain: this.domain, ...migration });
    return this.api.call({ method: "GET", route: destination, answer: model.migrationAccount });
  }

  check(migration: Migration): Promise<model.MigrationCheck> {
    const check = route(`${DESTINATION}/checkMigrate`, { domain: this.domain, ...migration });
    return this.api.call({ method: "GET", route: check, answer: model.migrationCheck });
  }

  /** The sources disagree on the password: give the mailbox's present one, which the new account is to have. */
  start(migration: Migration, password: Secret): Promise<model.PopTask> {
    const start = route(`${DESTINATION}/migrate`, { domain: this.domain, ...migration });
    return this.api.call({ method: "POST", route: start, body: { password }, answer: model.popTask });
  }
}
