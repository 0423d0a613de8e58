/** What the resources of one OVHcloud account share in this process. */

import { Directory } from "./directory.js";
import type { Api } from "./ovh/api.js";
import type { Clock } from "./ovh/clock.js";
import { ExchangeApi, type ServiceName } from "./ovh/exchange.js";
import { TaskWaiter } from "./ovh/tasks.js";
import { Seats } from "./seats.js";

export interface SessionOptions {
  readonly api: Api;
  /** How long one task of OVHcloud may take, in milliseconds. */
  readonly taskTimeoutMs: number;
}

/** One Exchange service: its calls, its tasks, its free seats and who is who in it. */
export interface ExchangeSession {
  readonly api: ExchangeApi;
  readonly tasks: TaskWaiter;
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
    const known = this.#services.get(service);
    if (known !== undefined) return known;
    const api = new ExchangeApi(this.options.api, parseServiceName(service));
    const opened: ExchangeSession = {
      api,
      tasks: new TaskWaiter({
        getTask: (id) => api.getTask(id),
        clock: this.clock,
        timeoutMs: this.options.taskTimeoutMs,
      }),
      seats: new Seats(api, service),
      directory: new Directory(api, this.clock),
    };
    this.#services.set(service, opened);
    return opened;
  }
}

/** `hosted-ab12345-1`, or `organization/service` where the two differ. */
export function parseServiceName(service: string): ServiceName {
  const [organizationName = "", exchangeService = organizationName] = service.split("/");
  return { organizationName, exchangeService };
}
