import { Api } from "../../../provider/ovh/api.js";
import { ExchangeApi } from "../../../provider/ovh/exchange.js";
import type { ExchangeAccount } from "../../../provider/ovh/exchange-models.js";
import type { HttpResponse } from "../../../provider/ovh/transport.js";
import { FakeClock } from "../client/fake-clock.js";
import { answered, credentials, ENDPOINT, refused } from "../client/fake-ovh.js";

export const SERVICE = "hosted-ab12345-1";
const ACCOUNTS = `/email/exchange/${SERVICE}/service/${SERVICE}/account`;

export function account(primaryEmailAddress: string, id: number, rest: Partial<ExchangeAccount> = {}): ExchangeAccount {
  const domain = primaryEmailAddress.split("@")[1] ?? "";
  return { ...settings, id, primaryEmailAddress, domain, ...rest };
}

const settings = {
  configured: true,
  state: "ok",
  hiddenFromGAL: false,
  accountLicense: "standard",
  quota: 50,
  storeCopyOfEmail: false,
  outlookLicense: false,
  spamAndVirusConfiguration: {
    checkDKIM: false,
    checkSPF: false,
    deleteSpam: false,
    deleteVirus: true,
    putInJunk: false,
    tagSpam: false,
    tagVirus: false,
  },
};

/** The accounts of one service behind the real client. What is `listed` may be more, or less, than what is there. */
export class FakeExchange {
  readonly clock = new FakeClock();
  readonly accounts = new Map<string, ExchangeAccount>();
  /** Paths and queries after the route of the accounts, in the order of their arrival. */
  readonly asked: string[] = [];
  /** Answers instead of the accounts, one call after the other. */
  readonly failures: HttpResponse[] = [];
  listed: string[] | undefined;
  readonly api: ExchangeApi;

  constructor(...accounts: ExchangeAccount[]) {
    for (const one of accounts) this.accounts.set(one.primaryEmailAddress, one);
    const transport = async ({ url }: { url: string }) => this.#answer(url.slice(ENDPOINT.length));
    const api = new Api({ endpoint: ENDPOINT, credentials, transport, clock: this.clock, random: () => 0.5 });
    this.api = new ExchangeApi(api, { organizationName: SERVICE, exchangeService: SERVICE });
  }

  #answer(path: string): HttpResponse {
    if (path === "/auth/time") return answered(200, Math.floor(this.clock.now() / 1000));
    const rest = decodeURIComponent(path.slice(ACCOUNTS.length));
    this.asked.push(rest);
    const failure = this.failures.shift();
    if (failure !== undefined) return failure;
    if (!rest.startsWith("/")) return answered(200, this.listed ?? [...this.accounts.keys()]);
    const found = this.accounts.get(rest.slice(1));
    return found === undefined ? refused(404, "This account does not exist") : answered(200, found);
  }
}
