/** What the resources of one OVHcloud account share in this process. */

import { Directory } from "./directory.js";
import { once } from "./once.js";
import type { Clock } from "./ovh/clock.js";
import type { ServiceName } from "./ovh/exchange.js";
import type { ExchangeClient, MailApi } from "./ovh/mail-api.js";
import { ReadCache } from "./ovh/read-cache.js";
import { type Awaited, TaskWatcher } from "./ovh/tasks.js";
import { lowerCase } from "./schemas.js";
import { Seats } from "./seats.js";

export interface SessionOptions {
  readonly api: MailApi;
  /** How long one task of OVHcloud may take, in milliseconds. */
  readonly taskTimeoutMs: number;
  /** Told from time to time what is waited for. */
  readonly onProgress?: (awaited: readonly Awaited[]) => void;
}

/** One Exchange service: its calls, its tasks, its free seats and who is who in it. */
export interface ExchangeSession {
  readonly api: ExchangeClient;
  readonly tasks: TaskWatcher;
  readonly seats: Seats;
  readonly directory: Directory;
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

  constructor(private readonly options: SessionOptions) {}

  get clock(): Clock {
    return this.options.api.clock;
  }

  exchange(service: string): ExchangeSession {
    const opened = this.#services.get(service) ?? this.#open(service);
    this.#services.set(service, opened);
    return opened;
  }

  #open(service: string): ExchangeSession {
    const { taskTimeoutMs: timeoutMs, onProgress = () => {} } = this.options;
    const api = this.options.api.exchange(parseServiceName(service));
    const source = { pending: () => api.listTasks(), state: (id: number) => api.getTask(id) };
    const reads = new ReadCache(this.clock);
    return {
      api,
      tasks: new TaskWatcher({ source, clock: this.clock, timeoutMs, onProgress }),
      seats: new Seats(api, service),
      directory: new Directory(api, this.clock),
      people: () => reads.get("people", () => listPeople(api)),
      hasSeats: once(() => hasSeats(api)),
    };
  }
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
