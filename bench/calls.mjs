// npm run bench:calls: how many calls each kind and operation sends, next to what nobody can do without. Against the
// simulator in process and in virtual time: every run gives the same numbers, so one call too many is an error.

import { Bench, load } from "./calls-bench.mjs";
import { mxPlanRows } from "./mxplan-calls.mjs";

const SERVICE = "hosted-ab12345-1";
const GROUP = 10;
const MANY = 1_000;
/** Calls that a whole run shares: the time, and one look at each list that several resources need. */
const PREVIEW_CALLS_MAX = 6;
/** @typedef {import("./calls-bench.mjs").Modules} Modules */
/** @typedef {import("./calls-bench.mjs").Row} Row */
/** OVHcloud's PUT names no task: the object tells that one is at work, and is read again when it has ended. */
const CHANGE = "read, write, read which task it is, read again";

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

/** @param {Modules} modules */
function seedOf({ defaultSeed }) {
  const seed = defaultSeed();
  const sharedAccounts = [{ emailAddress: "other@example.com", quotaMb: 10 }];
  const accounts = people(0, GROUP).map((emailAddress) => ({ emailAddress }));
  for (const service of seed.exchangeServices ?? [])
    Object.assign(service, { accounts, freeAccounts: 5, sharedAccounts });
  return seed;
}

/** @param {Modules} modules @param {"keys" | "objects"} expandedLists */
async function lives(modules, expandedLists) {
  const bench = new Bench(modules, seedOf(modules), { expandedLists });
  await warmUp(bench);
  const at = { service: SERVICE };
  await bench.life(
    "ExchangeAccount",
    "mailbox",
    { ...at, emailAddress: "anna@example.com", displayName: "Anna" },
    {
      create: [4, "look at the seat, claim it, password, read: without the look two runs could claim one seat"],
      refresh: [1, "read"],
      changes: [{ name: "change", props: { displayName: "Anna D." }, floor: [4, CHANGE] }],
      delete: [5, "read, delete, and that it is neither at its address nor, by its number, at another"],
    },
  );
  await bench.life(
    "SharedMailbox",
    "shared mailbox",
    { ...at, emailAddress: "support@example.com", quotaMb: 100 },
    {
      create: [2, "write, read"],
      refresh: [1, "read"],
      changes: [{ name: "change", props: { quotaMb: 200 }, floor: [4, CHANGE] }],
      delete: [5, "read, delete, read, and the others: gone, or renamed elsewhere?"],
    },
  );
  await bench.life(
    "ExternalContact",
    "contact",
    { ...at, emailAddress: "john@example.org", displayName: "John" },
    {
      create: [2, "write, read"],
      refresh: [1, "read"],
      changes: [{ name: "change", props: { displayName: "J." }, floor: [4, CHANGE] }],
      delete: [4, "read, delete, read, and the others"],
    },
  );
  await bench.life(
    "ContactGroup",
    "group",
    { ...at, emailAddress: "all@example.com", members: people(0, 5) },
    {
      create: [
        1 + 2 * 5 + 3 + 4,
        "the group, two calls for each of 5 people (their number, their place), the group as it is then, twice the two lists of everybody",
      ],
      refresh: [3, "the group, its accounts, its contacts"],
      changes: [
        {
          name: "one member more",
          props: { members: people(0, 6) },
          floor: [
            2 * 3 + 2 + 2,
            "the group and its members before and after, two calls for the new one, the two lists of everybody",
          ],
        },
      ],
      delete: [3, "read, delete, read"],
    },
  );
  const grants = Object.fromEntries(people(0, 5).map((address) => [address, ["fullAccess"]]));
  const more = { ...grants, [people(5, 6)[0] ?? ""]: ["fullAccess"] };
  const on = { ...at, emailAddress: "p9@example.com" };
  await bench.life(
    "Delegation",
    "rights on a mailbox of the program",
    { on, grants, __targetType: "account" },
    {
      create: [
        5 + 5 + 5 + 1,
        "the mailbox, OVHcloud's work on it and its three lists; the number of each delegate; 5 grants; the list that they are in again",
      ],
      refresh: [4, "the mailbox and its three lists"],
      changes: [
        {
          name: "one person more",
          props: { grants: more },
          floor: [
            5 + 6 + 1 + 1,
            "the mailbox, OVHcloud's work on it and its three lists; whether each delegate still has the number; 1 grant; its list again",
          ],
        },
      ],
      delete: [2 * 4 + 6, "the mailbox and its three lists before and after; 6 times the right taken"],
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
  const bench = new Bench(modules, seedOf(modules));
  await bench.measure(`preview of ${MANY} unchanged mailboxes`, [PREVIEW_CALLS_MAX, "six lists"], async () => {
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

/** @param {string} title @param {readonly Row[]} rows */
function print(title, rows) {
  process.stdout.write(`\n${title}\n`);
  for (const row of rows) process.stdout.write(`${line(row)}\n`);
}

/** @returns {Promise<number>} */
export async function run() {
  const modules = await load();
  const parts = {
    "Exchange, lists answer with keys": () => lives(modules, "keys"),
    "Exchange, lists answer with objects": () => lives(modules, "objects"),
    ...mxPlanRows(modules),
    "planning, Exchange": () => preview(modules),
  };
  const all = [];
  for (const [title, rowsOf] of Object.entries(parts)) {
    const rows = await rowsOf();
    print(title, rows);
    all.push(...rows);
  }
  return all.every(({ sent, floor }) => sent <= floor) ? 0 : 1;
}
