/** One life of a resource whose API strikes at chosen steps, and everything that leaves it. */

import { type AnyDefinition, dynamicHandlers, type Handlers } from "../../provider/dynamic.js";
import { progressLine } from "../../provider/engine-log.js";
import type { CopyOptions, CopyReport } from "../../provider/imap/index.js";
import { definitionOf } from "../../provider/kinds.js";
import { isRecord, type Values } from "../../provider/values.js";
import { createWorld, type Send } from "../support/world.js";
import { type Blow, echoOf } from "./blows.js";
import { leaksIn } from "./leaks.js";
import { type Declared, NEXT_PASSWORD, PASSWORD, type Scene } from "./scenes.js";

const TASK_TIMEOUT_MS = 3 * 60_000;
const SECRET_KEY = "4dabf18193072939515e22adb298388d";

export interface Plot {
  readonly scene: Scene;
  readonly declared: Declared;
  readonly blow: Blow;
  readonly strikes: "reads" | "writes";
  /** Instead of the kind's own. */
  readonly definition?: AnyDefinition;
  /** Every task ends in error while the API strikes. */
  readonly tasksFail: boolean;
}

export interface Life {
  readonly leaks: string[];
  /** What was seen on the way: how many calls were struck, and which operations ended well. */
  readonly struck: number;
  readonly done: readonly string[];
}

interface Stored {
  readonly id: string;
  readonly outputs: Values;
}

/** Everything is noted, and looked through once all secrets are known. */
class Notes {
  readonly secrets = new Set<string>([PASSWORD, NEXT_PASSWORD]);
  readonly #kept: [where: string, thing: unknown][] = [];
  readonly done: string[] = [];

  keep(where: string, thing: unknown): void {
    this.#kept.push([where, thing]);
  }

  /** What a failed operation leaves in the state, too. */
  async attempt<T>(where: string, work: () => Promise<T>): Promise<T | { readonly left: Stored | undefined }> {
    try {
      const result = await work();
      this.keep(where, result);
      this.done.push(where);
      return result;
    } catch (error) {
      this.keep(`${where}, which fails`, error);
      const { id, properties } = error as { id?: string; properties?: Values };
      return { left: id === undefined || properties === undefined ? undefined : { id, outputs: properties } };
    }
  }

  leaks(): string[] {
    return this.#kept.flatMap(([where, thing]) => leaksIn(where, thing, this.secrets));
  }
}

export async function live(plot: Plot): Promise<Life> {
  const { scene, blow, strikes, tasksFail, definition = definitionOf(scene.kind) } = plot;
  const notes = new Notes();
  const world = createWorld({ seed: scene.seed() });
  const { simulator, clock } = world;
  for (const secret of secretsOf(scene.props, simulator.credentials)) notes.secrets.add(secret);
  let isStriking = false;
  let struck = 0;
  const send: Send = async (request) => {
    const body = request.method === "GET" ? "" : await request.clone().text();
    for (const [, password] of body.matchAll(/"password":("(?:[^"\\]|\\.)*")/g)) {
      notes.secrets.add(JSON.parse(password ?? '""'));
    }
    notes.keep("the address of a call", request.url);
    const work = async () => simulator.fetch(request);
    const isMeant = (request.method === "GET") === (strikes === "reads") && !request.url.endsWith("/auth/time");
    if (!isStriking || !isMeant) return work();
    return blow.strike({ request, echo: echoOf(request, body, notes.secrets), work, count: struck++ });
  };
  const session = world.newSession({
    send,
    taskTimeoutMs: TASK_TIMEOUT_MS,
    onProgress: (awaited) => notes.keep("a line of progress", progressLine(awaited, clock.now())),
    say: (line) => notes.keep("a line of progress", line),
    copyMailbox: async ({ source, destination }: CopyOptions) => {
      if (!isStriking) return { folders: [], skipped: [], notices: [], complete: true } as unknown as CopyReport;
      throw new Error(`no login as ${source.password.reveal()} or ${destination.password.reveal()}`);
    },
  });
  const handlers = dynamicHandlers(definition, () => session);
  await handlers.configure({ config: { get: () => undefined } });
  const strike = (on: boolean) => {
    isStriking = on;
    if (!tasksFail) return;
    simulator.faults.clear();
    if (on) simulator.faults.onTask({ times: 100 }, { kind: "error" });
  };
  await run(handlers, { ...plot, notes, strike });
  notes.keep("the simulator's log of calls", simulator.calls);
  return { leaks: notes.leaks(), struck, done: notes.done };
}

interface Stage extends Plot {
  readonly notes: Notes;
  readonly strike: (on: boolean) => void;
}

async function run(handlers: Handlers, { declared, notes, strike }: Stage): Promise<void> {
  const inputs = await checked(handlers, declared.before, notes);
  const changed = await checked(handlers, declared.after, notes);
  const create = async (): Promise<Stored> => {
    const { id, outs } = await handlers.create(inputs);
    return { id, outputs: outs };
  };
  const update = (stored: Stored, news: Values) => async (): Promise<Stored> => {
    notes.keep("diff", await handlers.diff(stored.id, stored.outputs, news));
    const { outs } = await handlers.update(stored.id, stored.outputs, news);
    return { id: stored.id, outputs: outs };
  };
  strike(true);
  const first = stateAfter(await notes.attempt("a struck create", create));
  strike(false);
  const healed = first === undefined ? create : update(first, inputs);
  const made = stateAfter(await notes.attempt("create", healed)) ?? first;
  if (made === undefined) return;
  strike(true);
  await notes.attempt("a struck read", () => handlers.read(made.id, made.outputs));
  const half = stateAfter(await notes.attempt("a struck update", update(made, changed))) ?? made;
  strike(false);
  const whole = stateAfter(await notes.attempt("update", update(half, changed))) ?? half;
  await notes.attempt("read", () => handlers.read(whole.id, whole.outputs));
  strike(true);
  const unprotected = { ...whole.outputs, deletionProtection: false };
  await notes.attempt("a protected delete", () => handlers.delete(whole.id, whole.outputs));
  await notes.attempt("a struck delete", () => handlers.delete(whole.id, unprotected));
  strike(false);
}

/** What a check gives back is marked by the program, so that only the rest of it is looked through. */
async function checked(handlers: Handlers, props: Values, notes: Notes): Promise<Values> {
  const { inputs, failures } = await handlers.check({}, { ...props, __provider: "stub" });
  notes.keep("check", failures);
  if (failures.length > 0) throw new Error(`the scene is wrong: ${JSON.stringify(failures)}`);
  return { ...inputs, __provider: "stub" };
}

/** Secrets come to handlers in clear, as Pulumi's host gives them. */
function stateAfter(result: Stored | { readonly left: Stored | undefined }): Stored | undefined {
  const stored = "left" in result ? result.left : result;
  if (stored === undefined) return undefined;
  const clear = ([key, value]: [string, unknown]) => [
    key,
    isRecord(value) && SECRET_KEY in value ? value.value : value,
  ];
  return { id: stored.id, outputs: Object.fromEntries(Object.entries(stored.outputs).map(clear)) };
}

function secretsOf(
  { sourcePassword }: Values,
  { applicationSecret, consumerKey }: { applicationSecret: string; consumerKey: string },
): string[] {
  const given = typeof sourcePassword === "string" ? [sourcePassword] : [];
  return [applicationSecret, consumerKey, ...given];
}
