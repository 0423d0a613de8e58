// npm run bench:calls: how many calls each kind and operation sends, next to what nobody can do without. Against the
// simulator in process and in virtual time: every run gives the same numbers, so one call too many is an error.

import { VirtualClock } from "./virtual-clock.mjs";

const SERVICE = "hosted-ab12345-1";
const GROUP = 10;
const MANY = 1_000;
/** Calls that a whole run shares: the time, and one look at each list that several resources need. */
const PREVIEW_CALLS_MAX = 6;
/** OVHcloud's PUT names no task: the object tells that one is at work, and is read again when it has ended. */
const CHANGE = "read, write, read which task it is, read again";

/** @typedef {Record<string, unknown>} Props */
/** @typedef {{ name: string, sent: number, polls: number, floor: number, note: string }} Row */

/** @param {string} file a module of the build, whose types come from the sources */
const built = (file) => import(new URL(`../dist/provider/${file}.js`, import.meta.url).href);

async function load() {
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
    createSimulator,
    defaultSeed,
  };
}

/** @typedef {Awaited<ReturnType<typeof load>>} Modules */

/** A service with people, and handlers that talk to it. */
class Bench {
  /**
   * @param {Modules} modules
   * @param {"keys" | "objects"} expandedLists
   */
  constructor(modules, expandedLists) {
    this.modules = modules;
    const clock = new VirtualClock();
    const seed = modules.defaultSeed();
    const people = Array.from({ length: GROUP }, (_, index) => ({ emailAddress: `p${index}@example.com` }));
    const sharedAccounts = [{ emailAddress: "other@example.com", quotaMb: 10 }];
    for (const service of seed.exchangeServices ?? []) {
      Object.assign(service, { accounts: people, freeAccounts: 5, sharedAccounts });
    }
    this.simulator = modules.createSimulator({ seed, clock, taskDurationMs: 20_000, switches: { expandedLists } });
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
   * @param {number} floor
   * @param {string} note
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async measure(name, floor, note, work) {
    const before = this.simulator.calls.length;
    const result = await work();
    const calls = this.simulator.calls.slice(before).filter(({ route }) => route !== "/auth/time");
    const polls = calls.filter(({ method, route }) => method === "GET" && /\/task(\/\{id\})?$/.test(route)).length;
    this.rows.push({ name, sent: calls.length - polls, polls, floor, note });
    return result;
  }

  /**
   * Creation, a second look, a change and the removal of one resource.
   * @param {string} kind
   * @param {Props} props
   * @param {{ change: Props, floors: { create: number, update: number, refresh: number, delete: number }, notes?: Record<string, string> }} life
   */
  async live(kind, props, { change, floors, notes = {} }) {
    const handlers = this.handlers(kind);
    const checked = /** @param {Props} given */ async (given) =>
      (await handlers.check({}, { ...given, __provider: "bench" })).inputs;
    const inputs = await checked(props);
    const made = await this.measure(`${kind} create`, floors.create, notes.create ?? "", () => handlers.create(inputs));
    const outputs = plain(made.outs);
    await this.measure(`${kind} diff without a change`, 0, "", () => handlers.diff(made.id, outputs, inputs));
    await this.measure(`${kind} refresh`, floors.refresh, notes.refresh ?? "", () => handlers.read(made.id, outputs));
    const changed = await checked({ ...props, ...change });
    const updated = await this.measure(`${kind} update`, floors.update, notes.update ?? "", () =>
      handlers.update(made.id, outputs, changed),
    );
    await this.measure(`${kind} delete`, floors.delete, notes.delete ?? "", () =>
      handlers.delete(made.id, { ...plain(updated.outs), deletionProtection: false }),
    );
  }
}

/** Handlers get secrets in clear, as Pulumi's host gives them. @param {Props} values @returns {Props} */
function plain(values) {
  const entries = Object.entries(values).map(([key, value]) => {
    const isSecret = typeof value === "object" && value !== null && "value" in value;
    return [key, isSecret ? value.value : value];
  });
  return Object.fromEntries(entries);
}

/** @param {Bench} bench */
async function warmUp({ session }) {
  // What one run asks once for all its resources is not the cost of one.
  const exchange = session.exchange(SERVICE);
  await Promise.all([
    exchange.hasSeats(),
    exchange.people(),
    exchange.seats.take().then((seat) => exchange.seats.giveBack(seat)),
  ]);
  await exchange.api.describeAccounts();
  await exchange.api.describeSharedAccounts();
}

/** @param {Modules} modules @param {"keys" | "objects"} expandedLists */
async function lives(modules, expandedLists) {
  const bench = new Bench(modules, expandedLists);
  await warmUp(bench);
  const at = { service: SERVICE };
  await bench.live(
    "ExchangeAccount",
    { ...at, emailAddress: "anna@example.com", displayName: "Anna" },
    {
      change: { displayName: "Anna D." },
      floors: { create: 4, update: 4, refresh: 1, delete: 5 },
      notes: {
        create: "look at the seat, claim it, password, read: without the look two runs could claim one seat",
        update: CHANGE,
        delete: "read, delete, and that it is neither at its address nor, by its number, at another",
      },
    },
  );
  await bench.live(
    "SharedMailbox",
    { ...at, emailAddress: "support@example.com", quotaMb: 100 },
    {
      change: { quotaMb: 200 },
      floors: { create: 2, update: 4, refresh: 1, delete: 5 },
      notes: { update: CHANGE, delete: "read, delete, read, and the others: gone, or renamed elsewhere?" },
    },
  );
  await bench.live(
    "ExternalContact",
    { ...at, emailAddress: "john@example.org", displayName: "John" },
    {
      change: { displayName: "J." },
      floors: { create: 2, update: 4, refresh: 1, delete: 4 },
    },
  );
  await bench.live(
    "ContactGroup",
    { ...at, emailAddress: "all@example.com", members: people(0, 5) },
    {
      change: { members: people(0, 6) },
      floors: { create: 1 + 2 * 5 + 3 + 4, update: 2 * 3 + 2 + 2, refresh: 3, delete: 3 },
      notes: {
        create:
          "the group, two calls for each of 5 people (their number, their place), the group as it is then, twice the two lists of everybody",
        update: "the group and its members before and after, two calls for the new one, the two lists of everybody",
        refresh: "the group, its accounts, its contacts",
      },
    },
  );
  const grants = Object.fromEntries(people(0, 5).map((address) => [address, ["fullAccess"]]));
  const changed = { ...grants, [people(5, 6)[0] ?? ""]: ["fullAccess"] };
  await bench.live(
    "Delegation",
    { on: { ...at, emailAddress: "p9@example.com" }, grants },
    {
      change: { grants: changed },
      floors: { create: 2 * 4 + 5 + 5 + 1, update: 2 * 4 + 6 + 1, refresh: 4, delete: 2 * 4 + 6 },
      notes: {
        create:
          "5 grants; the mailbox and its three lists before and after; the number of each delegate; no shared mailbox there",
        update: "1 grant; the mailbox and its three lists before and after; whether each delegate still has the number",
      },
    },
  );
  return bench.rows;
}

/** @param {number} from @param {number} to */
function people(from, to) {
  return Array.from({ length: to - from }, (_, index) => `p${from + index}@example.com`);
}

/** A preview of many resources: checks and comparisons make no call, and the look at the whole program a few. */
async function preview(/** @type {Modules} */ modules) {
  const bench = new Bench(modules, "keys");
  await bench.measure(`preview of ${MANY} unchanged resources`, PREVIEW_CALLS_MAX, "six lists", async () => {
    const handlers = bench.handlers("ExchangeAccount");
    for (let index = 0; index < MANY; index++) {
      const props = { service: SERVICE, emailAddress: `p${index}@example.com`, __provider: "bench" };
      const { inputs } = await handlers.check({}, props);
      await handlers.diff("id", { ...inputs, accountId: index }, inputs);
    }
    await modules.readLive(bench.session, SERVICE, 0);
  });
  return bench.rows;
}

/** @param {Row} row */
function line({ name, sent, polls, floor, note }) {
  const verdict = sent <= floor ? "met   " : "MISSED";
  const watched = polls > 0 ? ` and ${polls} polls` : "";
  return `${verdict} ${name}: ${sent} calls${watched}, floor ${floor}${note === "" ? "" : ` (${note})`}`;
}

/** @returns {Promise<number>} */
export async function run() {
  const print = /** @param {string} text */ (text) => process.stdout.write(`${text}\n`);
  const modules = await load();
  const all = [];
  for (const mode of /** @type {const} */ (["keys", "objects"])) {
    const rows = await lives(modules, mode);
    print(`\nlists answer with ${mode}`);
    for (const row of rows) print(line(row));
    all.push(...rows);
  }
  print("\nplanning");
  const planned = await preview(modules);
  for (const row of planned) print(line(row));
  return [...all, ...planned].every(({ sent, floor }) => sent <= floor) ? 0 : 1;
}
