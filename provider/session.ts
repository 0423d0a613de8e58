/** What the resources of one OVHcloud account share in this process. */

import { Directory } from "./directory.js";
import type { Clock } from "./ovh/clock.js";
import type { ServiceName } from "./ovh/exchange.js";
import type { ExchangeClient, MailApi } from "./ovh/mail-api.js";
import { type Awaited, TaskWatcher } from "./ovh/tasks.js";
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
    return {
      api,
      tasks: new TaskWatcher({ source, clock: this.clock, timeoutMs, onProgress }),
      seats: new Seats(api, service),
      directory: new Directory(api, this.clock),
    };
  }
}

/** `hosted-ab12345-1`, or `organization/service` where the two differ. */
export function parseServiceName(service: string): ServiceName {
  const [organizationName = "", exchangeService = organizationName] = service.split("/");
  return { organizationName, exchangeService };
}
