/** Other customers (nichandles) who may manage a domain, or one of its mailboxes. Granted and withdrawn at once, without tasks. */

import type { Api } from "./api.js";
import * as model from "./domain-models.js";
import { route } from "./route.js";
import { ignoredText, names, nothing } from "./wire.js";

const ACL = "/email/domain/{domain}/acl";
const DELEGATION = "/email/domain/{domain}/account/{accountName}/delegation";

/** All mailboxes of the domain. */
export class DomainAclApi {
  constructor(
    private readonly api: Api,
    private readonly domain: string,
  ) {}

  list(): Promise<string[]> {
    return this.api.call({ method: "GET", route: route(ACL, { domain: this.domain }), answer: names });
  }

  get(nichandle: string): Promise<model.Nichandle> {
    const entry = route(`${ACL}/{accountId}`, { domain: this.domain, accountId: nichandle });
    return this.api.call({ method: "GET", route: entry, answer: model.nichandle });
  }

  add(nichandle: string): Promise<model.Nichandle> {
    const body = { accountId: nichandle };
    return this.api.call({ method: "POST", route: route(ACL, { domain: this.domain }), body, answer: model.nichandle });
  }

  remove(nichandle: string): Promise<undefined> {
    const entry = route(`${ACL}/{accountId}`, { domain: this.domain, accountId: nichandle });
    return this.api.call({ method: "DELETE", route: entry, answer: nothing });
  }
}

/** One mailbox of the domain. */
export class AccountDelegationApi {
  constructor(
    private readonly api: Api,
    private readonly domain: string,
  ) {}

  list(accountName: string): Promise<string[]> {
    const entries = route(DELEGATION, { domain: this.domain, accountName });
    return this.api.call({ method: "GET", route: entries, answer: names });
  }

  get(accountName: string, nichandle: string): Promise<model.Nichandle> {
    const entry = route(`${DELEGATION}/{accountId}`, { domain: this.domain, accountName, accountId: nichandle });
    return this.api.call({ method: "GET", route: entry, answer: model.nichandle });
  }

  add(accountName: string, nichandle: string): Promise<undefined> {
    const entries = route(DELEGATION, { domain: this.domain, accountName });
    return this.api.call({ method: "POST", route: entries, body: { accountId: nichandle }, answer: ignoredText });
  }

  remove(accountName: string, nichandle: string): Promise<undefined> {
    const entry = route(`${DELEGATION}/{accountId}`, { domain: this.domain, accountName, accountId: nichandle });
    return this.api.call({ method: "DELETE", route: entry, answer: ignoredText });
  }
}
