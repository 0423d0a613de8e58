import { answer } from "./app.js";
import type { CredentialDesk } from "./auth/credential-desk.js";
import type { CallRecord } from "./calls.js";
import { AnswerCut } from "./connection-reset.js";
import { createConsole } from "./console/console.js";
import type { Faults } from "./faults/queue.js";
import type { SimulatorOptions } from "./options.js";
import type { Lag } from "./propagation.js";
import type { RateLimit } from "./rate-limit.js";
import type { ParsedSeed, Seed } from "./seed.js";
import { type ListenOptions, type SimulatorServer, serve } from "./serve.js";
import { reset, setLag, start, write } from "./start.js";
import { type Switches, switchesSchema } from "./switches.js";
import type { WireLog } from "./wire-check.js";
import type { World } from "./world.js";

/** A simulated OVHcloud. */
export interface Simulator {
  /** Answers a request without any network: to be passed where a client takes `fetch`. */
  fetch(request: Request): Promise<Response>;
  /** Puts it on a port of this machine. */
  listen(options?: ListenOptions): Promise<SimulatorServer>;
  readonly world: World;
  readonly faults: Faults;
  /** The last 10,000 calls, oldest first, without bodies and header values. */
  readonly calls: readonly CallRecord[];
  /** How many calls were compared with the description of their operation, and what did not fit. */
  readonly wire: Pick<WireLog, "checked" | "refused" | "problems">;
  /** The answers in force. */
  readonly switches: Readonly<Switches>;
  /** Gives other answers from the next call on; the others stay as they are. */
  setSwitches(changes: Partial<Switches>): void;
  readonly lag: Lag;
  setLag(lag: Lag): void;
  readonly rateLimit: RateLimit | undefined;
  setRateLimit(limit: RateLimit | undefined): void;
  /** Moves the world's time ahead, so that tasks end; signatures and tokens are judged by the clock, as before. */
  moveTime(ms: number): void;
  /**
   * Starts the world anew, from the seed it was started with or from another. Its time, faults, switches and the log of
   * calls stay as they are; so do keys and tokens, unless there is another seed.
   */
  reset(seed?: Seed): void;
  /** Closes its ports, and ends the calls that a fault holds up for ever. */
  close(): Promise<void>;
  /** Makes all access tokens as if their time had come. */
  expireTokens(): void;
  /** All credentials, and what the customers decide about them. */
  readonly desk: Pick<CredentialDesk, "list" | "validate" | "refuse" | "revoke" | "expire">;
  /** The keys of the seed's first account. */
  readonly credentials: { applicationKey: string; applicationSecret: string; consumerKey: string };
}

export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const running = start(options);
  const { context, world, faults, wire, calls, propagation, rateLimiter } = running;
  let page: ReturnType<typeof createConsole> | undefined;
  const console = (request: Request) => {
    page ??= createConsole({ app: running, simulator, changes: () => running.store.saves });
    return page.fetch(request);
  };
  const answering = { parts: running, console };
  const handle = (request: Request) => unlessAborted(answer(request, answering), request.signal);
  const servers = new Set<SimulatorServer>();
  const simulator: Simulator = {
    fetch: (request) => handle(request).catch(cutInProcess),
    async listen(listenOptions = {}) {
      const server = await serve(handle, listenOptions);
      servers.add(server);
      return server;
    },
    async close() {
      running.stalls.close();
      await Promise.all([...servers].map((server) => server.close()));
    },
    ...{ world, faults, wire, calls: calls.records },
    get switches() {
      return context.switches;
    },
    setSwitches(changes) {
      context.switches = switchesSchema.parse({ ...context.switches, ...changes });
    },
    get lag() {
      return propagation.lag;
    },
    setLag: (lag) => setLag(running, lag),
    get rateLimit() {
      return rateLimiter.limit;
    },
    setRateLimit(limit) {
      rateLimiter.limit = limit;
    },
    moveTime(ms) {
      running.time.move(ms);
      write(running);
    },
    reset: (seed) => reset(running, seed),
    expireTokens: () => running.tokens.forget(),
    get desk() {
      return running.desk;
    },
    get credentials() {
      return firstKeys(running.seed);
    },
  };
  return simulator;
}

function firstKeys({ apiAccounts: [first] }: ParsedSeed): Simulator["credentials"] {
  if (first === undefined) throw new Error("a checked seed has at least one account");
  const { applicationKey, applicationSecret, consumerKey } = first;
  return { applicationKey, applicationSecret, consumerKey };
}

function cutInProcess(error: unknown): Response {
  if (error instanceof AnswerCut) return error.toResponse();
  throw error;
}

/** As `fetch` does, the answer is given up when the caller gives up; the work goes on, as on a real server. */
function unlessAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
