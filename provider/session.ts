/** What the resources of one OVHcloud account share in this process. */

import { Directory } from "./directory.js";
import { ExchangeSearch } from "./exchange-search.js";
import type { CopyOptions, CopyReport } from "./imap/index.js";
import { type MxPlanDomain, type MxPlanService, openMxPlanDomain, openMxPlanService } from "./mxplan-session.js";
import { learned, once } from "./once.js";
import { OrderBook } from "./order-book.js";
import type { Clock } from "./ovh/clock.js";
import type { ServiceName } from "./ovh/exchange.js";
import type { ExchangeAccount } from "./ovh/exchange-models.js";
import type {
  DelegatedAccountsClient,
  ExchangeClient,
  ExchangeOrdersClient,
  MailApi,
  VisibleClient,
} from "./ovh/mail-api.js";
import { ReadCache } from "./ovh/read-cache.js";
import { type Awaited, type TaskSource, TaskWatcher } from "./ovh/tasks.js";
import { lowerCase } from "./schemas.js";
import { SeatOrders } from "./seat-orders.js";
import { Seats } from "./seats.js";
import { Slots } from "./slots.js";

export interface SessionOptions {
  readonly api: MailApi;
  /** How long one task of OVHcloud may take, in milliseconds. */
  readonly taskTimeoutMs: number;
  /** Told from time to time what is waited for. */
  readonly onProgress?: (awaited: readonly Awaited[]) => void;
  /** Told from time to time how far our own work is, in a line for people. */
  readonly say?: (line: string) => void;
  /** Instead of our own over IMAP. */
  readonly copyMailbox?: CopyMailbox;
}

/** Each has connections and memory of its own, and mail servers count the connections of one address. */
const COPIES_AT_ONCE = 3;

type CopyMailbox = (options: CopyOptions) => Promise<CopyReport>;

/** One Exchange service: its calls, its tasks, its free seats and who is who in it. */
export interface ExchangeSession {
  readonly api: ExchangeClient;
  readonly tasks: TaskWatcher;
  readonly seats: Seats<ExchangeAccount>;
  /** Free accounts that are ordered where none is left. */
  orders(): SeatOrders<ExchangeAccount>;
  readonly directory: Directory<ExchangeAccount>;
  /** Who has an account, and who is an external contact, by address; at most some seconds old. */
  people(): Promise<People>;
  /** Whether mailboxes are claimed among free accounts (`@configureme.me`) that were ordered, or made at will. */
  hasSeats(): Promise<boolean>;
}

export interface People {
  readonly accounts: ReadonlySet<string>;
  readonly contacts: ReadonlySet<string>;
}

export class Session {
  readonly #services = new Map<string, ExchangeSession>();
  readonly #mxPlanDomains = new Map<string, MxPlanDomain>();
  readonly #mxPlanServices = new Map<string, MxPlanService>();
  readonly #copies = new Slots(COPIES_AT_ONCE);
  /** The customer identifier (nichandle) that the credentials belong to. Asked once. */
  readonly ownNichandle: () => Promise<string>;
  /** Where on Exchange an address lives. */
  readonly exchangeSearch: ExchangeSearch;

  constructor(private readonly options: SessionOptions) {
    this.ownNichandle = learned(async () => (await options.api.getCaller()).account.toLowerCase());
    this.exchangeSearch = new ExchangeSearch({
      visible: () => options.api.visible,
      open: (service) => this.exchange(service),
      clock: options.api.clock,
    });
  }

  get clock(): Clock {
    return this.options.api.clock;
  }

  /** MX Plan accounts of others that were delegated to the caller. */
  get delegatedAccounts(): DelegatedAccountsClient {
    return this.options.api.delegatedAccounts;
  }

  /** Which services and domains these credentials see. */
  get visible(): VisibleClient {
    return this.options.api.visible;
  }

  /** For the person who waits. */
  say(line: string): void {
    this.options.say?.(line);
  }

  /** Copies the mail of one mailbox to another. The library is loaded when that is asked for. */
  async copyMailbox(options: CopyOptions): Promise<CopyReport> {
    const copy = this.options.copyMailbox ?? (await import("./imap/index.js")).copyMailbox;
    return this.#copies.run(() => copy(options));
  }

  exchange(service: string): ExchangeSession {
    return opened(this.#services, service, () => this.#openExchange(service));
  }

  /** What can be ordered for an Exchange service. */
  ordersOf(service: ServiceName): ExchangeOrdersClient {
    return this.options.api.exchangeOrders(service);
  }

  /** A domain of MX Plan, of whichever generation. */
  mxPlanDomain(domain: string): MxPlanDomain {
    const { api } = this.options;
    return opened(this.#mxPlanDomains, domain, () =>
      openMxPlanDomain(domain, {
        api: api.domain(domain),
        watch: (source) => this.#watcher(source),
        service: (name) => this.mxPlanService(name),
      }),
    );
  }

  /** A service of the new MX Plan, such as `mxplan-ab12345-1`. */
  mxPlanService(service: string): MxPlanService {
    const { api } = this.options;
    return opened(this.#mxPlanServices, service, () =>
      openMxPlanService(service, api.mxPlan(service), { clock: this.clock, watch: (source) => this.#watcher(source) }),
    );
  }

  #openExchange(service: string): ExchangeSession {
    const api = this.options.api.exchange(parseServiceName(service));
    const seats = new Seats(api, `Exchange service ${service}`);
    const reads = new ReadCache(this.clock);
    return {
      api,
      tasks: this.#watcher({ pending: () => api.listTasks(), state: (id) => api.getTask(id) }),
      seats,
      orders: once(() => this.#openOrders(service, seats)),
      directory: new Directory(api, this.clock),
      people: () => reads.get("people", () => listPeople(api)),
      hasSeats: learned(() => hasSeats(api)),
    };
  }

  #openOrders(service: string, seats: Seats<ExchangeAccount>): SeatOrders<ExchangeAccount> {
    const { api, taskTimeoutMs: timeoutMs, onProgress } = this.options;
    const { clock } = this;
    const [name, title] = [parseServiceName(service), `Exchange service ${service}`];
    const book = new OrderBook({ service: name, title, orders: api.exchangeOrders(name), mine: api.orders, clock });
    return new SeatOrders(seats, book, { clock, timeoutMs, title, onProgress });
  }

  #watcher(source: TaskSource): TaskWatcher {
    const { taskTimeoutMs: timeoutMs, onProgress = () => {} } = this.options;
    return new TaskWatcher({ source, clock: this.clock, timeoutMs, onProgress });
  }
}

function opened<T>(known: Map<string, T>, name: string, open: () => T): T {
  const found = known.get(name) ?? open();
  known.set(name, found);
  return found;
}

async function listPeople(api: ExchangeClient): Promise<People> {
  const [accounts, contacts] = await Promise.all([api.listAccounts(), api.contacts.list()]);
  return { accounts: lowerCase(accounts), contacts: lowerCase(contacts) };
}

/**
 * OVHcloud's panel adds accounts on dedicated offers, and on `provider` ones that run Exchange 2010; all others are
 * ordered.
 */
async function hasSeats(api: ExchangeClient): Promise<boolean> {
  const { offer } = await api.getService();
  if (offer === "provider") return (await api.getServer()).commercialVersion !== "2010";
  return offer !== "dedicated" && offer !== "dedicatedCluster";
}

/** `hosted-ab12345-1`, or `organization/service` where the two differ. */
export function parseServiceName(service: string): ServiceName {
  const [organizationName = "", exchangeService = organizationName] = service.split("/");
  return { organizationName, exchangeService };
}
