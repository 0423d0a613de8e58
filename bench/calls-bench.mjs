// What the benches of calls have in common: resources that talk to a simulator in process, and what each of their
// operations sends.

import { VirtualClock } from "./virtual-clock.mjs";

/** @typedef {Record<string, unknown>} Props */
/** @typedef {{ name: string, sent: number, polls: number, floor: number, note: string }} Row */
/** @typedef {readonly [calls: number, why: string]} Floor */
/** @typedef {{ name: string, props: Props, floor: Floor }} Change */
/** @typedef {{ create: Floor, refresh: Floor, changes: readonly Change[], delete: Floor }} Life */

/** @param {string} file a module of the build, whose types come from the sources */
const built = (file) => import(new URL(`../dist/provider/${file}.js`, import.meta.url).href);

export async function load() {
  /** @type {typeof import("../provider/dynamic.js")} */
  const { dynamicHandlers } = await built("dynamic");
  /** @type {typeof import("../provider/kinds.js")} */
  const { definitionOf } = await built("kinds");
  /** @type {typeof import("../provider/session.js")} */
  const { Session } = await built("session");
  /** @type {typeof import("../provider/ovh/mail-api.js")} */
  const { createMailApi } = await built("ovh/mail-api");
  /** @type {typeof import("../provider/ovh/fetch-transport.js")} */
  const { fetchTransport } = await built("ovh/fetch-transport");
  /** @type {typeof import("../provider/ovh/secret.js")} */
  const { Secret } = await built("ovh/secret");
  /** @type {typeof import("../provider/program/live.js")} */
  const { readLive } = await built("program/live");
  /** @type {typeof import("../provider/program/homes.js")} */
  const { homesOf } = await built("program/homes");
  /** @type {typeof import("../provider/simulator/index.js")} */
  const { createSimulator, defaultSeed } = await built("simulator/index");
  return {
    dynamicHandlers,
    definitionOf,
    Session,
    createMailApi,
    fetchTransport,
    Secret,
    readLive,
    homesOf,
    createSimulator,
    defaultSeed,
  };
}

/** @typedef {Awaited<ReturnType<typeof load>>} Modules */

/** What watchers ask, as often as they must: the list of all tasks, and single ones. Other looks at tasks are calls. */
const POLL = /\/task(\/(account|redirection|responder))?(\/\{\w+\})?$/;

/** @typedef {import("../provider/simulator/index.js").Seed} Seed */
/** @typedef {Partial<import("../provider/simulator/index.js").Switches>} Switches */

/** A simulated world, and handlers that talk to it. */
export class Bench {
  /**
   * @param {Modules} modules
   * @param {Seed} seed
   * @param {Switches} [switches]
   */
  constructor(modules, seed, switches = {}) {
    this.modules = modules;
    const clock = new VirtualClock();
    this.simulator = modules.createSimulator({ seed, clock, taskDurationMs: 20_000, switches });
    const { applicationKey, applicationSecret, consumerKey } = this.simulator.credentials;
    const secret = /** @param {string} text */ (text) => new modules.Secret(text);
    const api = modules.createMailApi({
      endpoint: "http://127.0.0.1:1/1.0",
      credentials: {
        kind: "application",
        applicationKey,
        applicationSecret: secret(applicationSecret),
        consumerKey: secret(consumerKey),
      },
      transport: modules.fetchTransport((request) => this.simulator.fetch(request)),
      clock,
      random: () => 0.5,
    });
    this.session = new modules.Session({ api, taskTimeoutMs: 30 * 60_000 });
    /** @type {Row[]} */
    this.rows = [];
  }

  /** @param {string} kind */
  handlers(kind) {
    const handlers = this.modules.dynamicHandlers(this.modules.definitionOf(kind), () => this.session);
    void handlers.configure({ config: { get: () => undefined } });
    return handlers;
  }

  /**
   * @template T
   * @param {string} name
   * @param {Floor} floor
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async measure(name, [floor, note], work) {
    const before = this.simulator.calls.length;
    const result = await work();
    const calls = this.simulator.calls.slice(before).filter(({ route }) => route !== "/auth/time");
    const polls = calls.filter(
      ({ method, route, query }) => method === "GET" && POLL.test(route) && query === "",
    ).length;
    this.rows.push({ name, sent: calls.length - polls, polls, floor, note });
    return result;
  }

  /**
   * Creation, a second look, the changes one after the other, and the removal of one resource.
   * @param {string} kind
   * @param {string} title
   * @param {Props} props
   * @param {Life} life
   */
  async life(kind, title, props, { create, refresh, changes, delete: remove }) {
    const handlers = this.handlers(kind);
    const checked = /** @param {Props} given */ async (given) => {
      const { inputs, failures } = await handlers.check({}, { ...given, __provider: "bench" });
      if (failures.length > 0) throw new Error(`${title}: ${failures.map(({ reason }) => reason).join("; ")}`);
      return inputs;
    };
    const inputs = await checked(props);
    const made = await this.measure(`${title}, create`, create, () => handlers.create(inputs));
    let outputs = plain(made.outs);
    await this.measure(`${title}, nothing to do`, [0, ""], () => handlers.diff(made.id, outputs, inputs));
    await this.measure(`${title}, refresh`, refresh, () => handlers.read(made.id, outputs));
    let declared = props;
    for (const { name, props: change, floor } of changes) {
      declared = { ...declared, ...change };
      const changed = await checked(declared);
      const before = outputs;
      outputs = plain(
        (await this.measure(`${title}, ${name}`, floor, () => handlers.update(made.id, before, changed))).outs,
      );
    }
    const last = { ...outputs, deletionProtection: false };
    await this.measure(`${title}, delete`, remove, () => handlers.delete(made.id, last));
  }
}

/** Handlers get secrets in clear, as Pulumi's host gives them. @param {Props} values @returns {Props} */
export function plain(values) {
  const entries = Object.entries(values).map(([key, value]) => {
    const isSecret = typeof value === "object" && value !== null && "value" in value;
    return [key, isSecret ? value.value : value];
  });
  return Object.fromEntries(entries);
}
