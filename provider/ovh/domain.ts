/** One domain in `/email/domain`, the old MX Plan. Each route is a path and a body; there is no logic here. */

import type { Api } from "./api.js";
import type { DomainAccountChange, DomainAccountFilter, NewDomainAccount } from "./domain-bodies.js";
import { AccountDelegationApi, DomainAclApi } from "./domain-delegation.js";
import { RedirectionsApi, RespondersApi } from "./domain-mail.js";
import { DomainMigrationApi } from "./domain-migration.js";
import * as model from "./domain-models.js";
import { DomainTasksApi } from "./domain-tasks.js";
import { type Route, route } from "./route.js";
import type { Secret } from "./secret.js";
import { names, nothing, type ServiceInfos, serviceInfos } from "./wire.js";

export type * from "./domain-bodies.js";

const DOMAIN = "/email/domain/{domain}";
const ACCOUNT = `${DOMAIN}/account/{accountName}` as const;

/** Which domains the caller may see. */
export class DomainsApi {
  constructor(private readonly api: Api) {}

  list(): Promise<string[]> {
    return this.api.call({ method: "GET", route: route("/email/domain", {}), answer: names });
  }
}

/** Mailboxes go by what stands before the @. */
export class DomainApi {
  readonly acl: DomainAclApi;
  readonly delegation: AccountDelegationApi;
  readonly migration: DomainMigrationApi;
  readonly redirections: RedirectionsApi;
  readonly responders: RespondersApi;
  readonly tasks: DomainTasksApi;

  constructor(
    private readonly api: Api,
    private readonly domain: string,
  ) {
    this.acl = new DomainAclApi(api, domain);
    this.delegation = new AccountDelegationApi(api, domain);
    this.migration = new DomainMigrationApi(api, domain);
    this.redirections = new RedirectionsApi(api, domain);
    this.responders = new RespondersApi(api, domain);
    this.tasks = new DomainTasksApi(api, domain);
  }

  getService(): Promise<model.DomainService> {
    return this.api.call({ method: "GET", route: this.#domain(), answer: model.domainService });
  }

  getServiceInfos(): Promise<ServiceInfos> {
    const infos = route(`${DOMAIN}/serviceInfos`, { domain: this.domain });
    return this.api.call({ method: "GET", route: infos, answer: serviceInfos });
  }

  getQuota(): Promise<model.DomainQuota> {
    const quota = route(`${DOMAIN}/quota`, { domain: this.domain });
    return this.api.call({ method: "GET", route: quota, answer: model.domainQuota });
  }

  getSummary(): Promise<model.DomainSummary> {
    const summary = route(`${DOMAIN}/summary`, { domain: this.domain });
    return this.api.call({ method: "GET", route: summary, answer: model.domainSummary });
  }

  listAccounts(filter: DomainAccountFilter = {}): Promise<string[]> {
    const accounts = route(`${DOMAIN}/account`, { domain: this.domain });
    return this.api.call({ method: "GET", route: accounts, query: { ...filter }, answer: names });
  }

  createAccount(body: NewDomainAccount): Promise<model.PopTask> {
    const accounts = route(`${DOMAIN}/account`, { domain: this.domain });
    return this.api.call({ method: "POST", route: accounts, body, answer: model.popTask });
  }

  getAccount(accountName: string): Promise<model.DomainAccount> {
    return this.api.call({ method: "GET", route: this.#account(accountName), answer: model.domainAccount });
  }

  /** Takes effect some minutes later, by a task that is not answered. */
  changeAccount(accountName: string, body: DomainAccountChange): Promise<undefined> {
    return this.api.call({ method: "PUT", route: this.#account(accountName), body, answer: nothing });
  }

  /** Its mail is lost. */
  deleteAccount(accountName: string): Promise<model.PopTask> {
    return this.api.call({ method: "DELETE", route: this.#account(accountName), answer: model.popTask });
  }

  /** Also what frees a mailbox that OVHcloud has blocked. */
  changePassword(accountName: string, password: Secret): Promise<model.PopTask> {
    const change = route(`${ACCOUNT}/changePassword`, { domain: this.domain, accountName });
    return this.api.call({ method: "POST", route: change, body: { password }, answer: model.popTask });
  }

  getUsage(accountName: string): Promise<model.AccountUsage> {
    const usage = route(`${ACCOUNT}/usage`, { domain: this.domain, accountName });
    return this.api.call({ method: "GET", route: usage, answer: model.accountUsage });
  }

  updateUsage(accountName: string): Promise<undefined> {
    const update = route(`${ACCOUNT}/updateUsage`, { domain: this.domain, accountName });
    return this.api.call({ method: "POST", route: update, answer: nothing });
  }

  listFilters(accountName: string): Promise<string[]> {
    const filters = route(`${ACCOUNT}/filter`, { domain: this.domain, accountName });
    return this.api.call({ method: "GET", route: filters, answer: names });
  }

  getFilter(accountName: string, name: string): Promise<model.Filter> {
    const one = route(`${ACCOUNT}/filter/{name}`, { domain: this.domain, accountName, name });
    return this.api.call({ method: "GET", route: one, answer: model.filter });
  }

  listMailingLists(filter: { readonly name?: string } = {}): Promise<string[]> {
    const lists = route(`${DOMAIN}/mailingList`, { domain: this.domain });
    return this.api.call({ method: "GET", route: lists, query: filter, answer: names });
  }

  listRecommendedDnsRecords(): Promise<model.DnsRecord[]> {
    const records = route(`${DOMAIN}/recommendedDNSRecords`, { domain: this.domain });
    return this.api.call({ method: "GET", route: records, answer: model.dnsRecord.array() });
  }

  listMxRecords(filter: { readonly subDomain?: string } = {}): Promise<string[]> {
    const records = route(`${DOMAIN}/dnsMXRecords`, { domain: this.domain });
    return this.api.call({ method: "GET", route: records, query: filter, answer: names });
  }

  #domain(): Route {
    return route(DOMAIN, { domain: this.domain });
  }

  #account(accountName: string): Route {
    return route(ACCOUNT, { domain: this.domain, accountName });
  }
}
