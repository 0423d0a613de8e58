/** What the resources of one MX Plan share in this process. */

import { Directory } from "./directory.js";
import { learned } from "./once.js";
import type { Clock } from "./ovh/clock.js";
import type { DomainService } from "./ovh/domain-models.js";
import { NotFoundError } from "./ovh/errors.js";
import type { DomainClient, MxPlanClient } from "./ovh/mail-api.js";
import type { MxPlanAccount } from "./ovh/mxplan-models.js";
import type { TaskSource, TaskWatcher } from "./ovh/tasks.js";
import { Seats } from "./seats.js";

/** One service of the new MX Plan: its calls, its tasks, its free accounts and who is who in it. */
export interface MxPlanService {
  /** Such as `mxplan-ab12345-1`. */
  readonly name: string;
  readonly api: MxPlanClient;
  readonly tasks: TaskWatcher;
  readonly seats: Seats<MxPlanAccount>;
  readonly directory: Directory<MxPlanAccount>;
}

/** Where the accounts of a domain are: in the domain itself, or in a service of the new MX Plan. */
export type Generation =
  | { readonly name: "legacy"; readonly domain: DomainService }
  | { readonly name: "new"; readonly domain: DomainService; readonly service: MxPlanService };

/** One domain of MX Plan. */
export interface MxPlanDomain {
  readonly name: string;
  /** All of the legacy MX Plan; redirections of both. */
  readonly api: DomainClient;
  /** Asked once. OVHcloud's panel tells them apart by the same field, `migratedMXPlanServiceName`. */
  generation(): Promise<Generation>;
  /** Of accounts, wherever they are. */
  accountTasks(): Promise<TaskWatcher>;
  readonly redirectionTasks: TaskWatcher;
  /** Of the legacy MX Plan. */
  readonly responderTasks: TaskWatcher;
}

type Watch = (source: TaskSource) => TaskWatcher;

interface DomainParts {
  readonly api: DomainClient;
  readonly watch: Watch;
  readonly service: (name: string) => MxPlanService;
}

/** The tasks of a domain have no state: each has ended when its list does not name it any more. */
export function openMxPlanDomain(name: string, { api, watch, service }: DomainParts): MxPlanDomain {
  const legacyTasks = watch({ pending: () => api.tasks.listOfAccounts() });
  const generation = learned(async (): Promise<Generation> => {
    const domain = await explained(name, api.getService());
    const migrated = domain.migratedMXPlanServiceName;
    return migrated ? { name: "new", domain, service: service(migrated) } : { name: "legacy", domain };
  });
  return {
    name,
    api,
    generation,
    accountTasks: async () => {
      const found = await generation();
      return found.name === "new" ? found.service.tasks : legacyTasks;
    },
    redirectionTasks: watch({ pending: () => api.tasks.listOfRedirections() }),
    responderTasks: watch({ pending: () => api.tasks.listOfResponders() }),
  };
}

async function explained<T>(domain: string, asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new NoMxPlanError(domain, error);
  }
}

/** OVHcloud shows nothing of a domain to these credentials. */
export class NoMxPlanError extends Error {
  override readonly name = "NoMxPlanError";

  constructor(domain: string, cause: NotFoundError) {
    const message =
      `these credentials see no MX Plan for the domain ${domain}. Correct the domain, or use credentials of the OVHcloud ` +
      `account that has it. ${cause.message}`;
    super(message, { cause });
  }
}

/** Said of a mailbox, which its owner may have delegated: then the domain is not to be seen, and the mailbox is. */
export function orDelegated(error: Error): Error {
  if (!(error instanceof NoMxPlanError)) return error;
  const message = `${error.message}. If this mailbox was delegated to you, set asDelegate to true`;
  return new Error(message, { cause: error.cause });
}

export async function ownOrDelegated<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    throw error instanceof Error ? orDelegated(error) : error;
  }
}

export function openMxPlanService(
  name: string,
  api: MxPlanClient,
  { clock, watch }: { readonly clock: Clock; readonly watch: Watch },
): MxPlanService {
  return {
    name,
    api,
    tasks: watch({ pending: () => api.listTasks(), state: (id) => api.getTask(id) }),
    seats: new Seats(api, `MX Plan ${name}`),
    directory: new Directory(api, clock),
  };
}
