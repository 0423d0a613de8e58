// The part of npm run bench:calls that is about MX Plan, both generations, and about moves to Exchange. The floors follow from
// OVHcloud's API schema, and each row says how: what must be read before a write, what the write is, and what alone tells
// that it was done. Which generation a domain has is asked once in a run, and is no cost of one resource.

import { Bench } from "./calls-bench.mjs";

const OWNER = "ab12345-ovh";
const LEGACY = "example.org";
const NEW = "example.net";
const SERVICE = "mxplan-ab12345-1";
const EXCHANGE = "hosted-ab12345-1";
const PASSWORD = "Orange-Lundi-42";
const MANY = 1_000;
/** The address at Exchange, and where it is; its tasks; domain, redirections, responder, list; services, contacts, check. */
const LEGACY_LOOKS = 12;
const NEW_LOOKS = 9;
const DOMAIN_PREVIEW_CALLS_MAX = 4;

/** @typedef {import("./calls-bench.mjs").Modules} Modules */
/** @typedef {import("./calls-bench.mjs").Props} Props */
/** @typedef {import("./calls-bench.mjs").Row} Row */

/** @param {Modules} modules */
function seedOf({ defaultSeed }) {
  const names = ["anna", "bob", "eve", "zoe"];
  const seed = defaultSeed();
  const [exchange] = seed.exchangeServices ?? [];
  Object.assign(exchange ?? {}, { domains: ["example.com", LEGACY, NEW], freeAccounts: 5 });
  seed.mxPlanDomains = [
    { name: LEGACY, owner: OWNER, accounts: names.map((name) => ({ name, password: PASSWORD })) },
    { name: NEW, owner: OWNER, migratedTo: SERVICE },
  ];
  seed.mxPlanServices = [
    {
      name: SERVICE,
      owner: OWNER,
      domains: [NEW],
      freeAccounts: 3,
      quotasGb: [5, 10],
      accounts: names.map((login) => ({ emailAddress: `${login}@${NEW}` })),
    },
  ];
  return seed;
}

/** @param {Modules} modules */
async function open(modules) {
  const bench = new Bench(modules, seedOf(modules));
  // What one run asks once for all its resources is not the cost of one.
  const [, modern] = await Promise.all([LEGACY, NEW].map((name) => bench.session.mxPlanDomain(name).generation()));
  if (modern?.name !== "new") throw new Error(`${NEW} is not on the new MX Plan`);
  const { seats } = modern.service;
  seats.giveBack(await seats.take());
  await bench.session.ownNichandle();
  for (const domain of [LEGACY, NEW]) await bench.session.exchangeSearch.serviceOf(`nobody@${domain}`);
  return bench;
}

/** Legacy objects do not tell whether OVHcloud is at work on them: a mailbox is done when its list of tasks is empty. */
const QUIET = "read again, and whether OVHcloud is still at work on it";

/** @param {Modules} modules */
async function accounts(modules) {
  const bench = await open(modules);
  const atLegacy = { emailAddress: `carol@${LEGACY}`, description: "Carol" };
  await bench.life("MxPlanAccount", "legacy mailbox", atLegacy, {
    create: [4, `is it there already, write, ${QUIET}`],
    refresh: [1, "read"],
    changes: [
      { name: "change", props: { description: "Carol D." }, floor: [4, `read, write, ${QUIET}`] },
      {
        name: "change and password",
        props: { description: "Carol", password: PASSWORD },
        floor: [6, `read, write, what that began, password, ${QUIET}`],
      },
      { name: "password", props: { password: "Orange-Mardi-43" }, floor: [4, `read, write, ${QUIET}`] },
    ],
    delete: [
      7,
      "does Exchange have the domain and the address by now, is it on its way there, read, is OVHcloud at work on it, delete, read",
    ],
  });
  const atNew = { emailAddress: `carol@${NEW}`, displayName: "Carol" };
  await bench.life("MxPlanAccount", "new mailbox", atNew, {
    create: [5, "is it there already, look at the seat, claim it, password, read"],
    refresh: [1, "read"],
    changes: [
      {
        name: "change",
        props: { displayName: "Carol D." },
        floor: [4, "read, write, read which task it is, read again"],
      },
      {
        name: "rename",
        props: { emailAddress: `caroline@${NEW}` },
        floor: [
          8,
          "read, does Exchange have the domain and the new address, write; which task it is, and read again: each at both addresses",
        ],
      },
      { name: "password", props: { password: "Orange-Mardi-43" }, floor: [3, "read, write, read"] },
      {
        name: "one alias more",
        props: { emailAliases: [`c@${NEW}`] },
        floor: [5, "read it and its aliases, write, both again"],
      },
    ],
    delete: [
      6,
      "has it moved to Exchange, read, delete, and that it is neither at its address nor, by its number (two calls), at another",
    ],
  });
  return bench.rows;
}

/** @param {Modules} modules */
async function mail(modules) {
  const bench = await open(modules);
  const redirection = { from: `info@${LEGACY}`, to: `anna@${LEGACY}` };
  await bench.life("MxPlanRedirection", "redirection", redirection, {
    create: [4, "is it there already, write, its id (the answer names the task alone), read"],
    refresh: [1, "read"],
    changes: [
      {
        name: "change of the target",
        props: { to: `bob@${LEGACY}` },
        floor: [4, "read, is there another one between these two, write, read"],
      },
      {
        name: "change of the copy",
        props: { keepCopy: true },
        floor: [7, "read, is there another one between these two, remove, is it gone, make, its id, read"],
      },
    ],
    delete: [4, "read, remove, and that it is gone by its id and, since that may change, by its addresses"],
  });
  const responder = { emailAddress: `anna@${LEGACY}`, content: "Away" };
  await bench.life("MxPlanResponder", "responder", responder, {
    create: [3, "is there one already, write, read"],
    refresh: [1, "read"],
    changes: [
      { name: "change of the text", props: { content: "Gone" }, floor: [4, "read, write, what that began, read"] },
      { name: "change of the copy", props: { keepCopy: false }, floor: [5, "read, remove, is it gone, make, read"] },
    ],
    delete: [3, "read, remove, read"],
  });
  return bench.rows;
}

/** @param {readonly string[]} nichandles */
const manage = (nichandles) => Object.fromEntries(nichandles.map((one) => [one, ["manage"]]));
const TWO = ["cd67890-ovh", "ef24680-ovh"];

const LEGACY_TARGETS = /** @type {const} */ ([
  ["delegation of a legacy domain", { mxPlanDomain: LEGACY }],
  ["delegation of a legacy account", { mxPlanAccount: `anna@${LEGACY}` }],
]);

/** @param {Modules} modules */
async function rights(modules) {
  const bench = await open(modules);
  for (const [title, on] of LEGACY_TARGETS) {
    await bench.life(
      "Delegation",
      title,
      { on, grants: manage(TWO) },
      {
        create: [1 + 2 + 1, "the list, one call for each of 2 customers, the list again"],
        refresh: [1, "the list"],
        changes: [
          {
            name: "one customer more",
            props: { grants: manage([...TWO, "gh13579-ovh"]) },
            floor: [1 + 1 + 1, "the list, the grant, the list again"],
          },
        ],
        delete: [1 + 3 + 1, "the list, one call for each of 3 customers, the list again"],
      },
    );
  }
  const grants = { [`bob@${NEW}`]: ["fullAccess"], [`eve@${NEW}`]: ["fullAccess"] };
  const more = { ...grants, [`zoe@${NEW}`]: ["fullAccess"] };
  await bench.life(
    "Delegation",
    "rights on a new account",
    { on: { mxPlanAccount: `anna@${NEW}` }, grants },
    {
      create: [
        5 + 2 + 2 + 1,
        "the account, OVHcloud's work on it and its three lists, the number of each of 2, 2 grants, their list again",
      ],
      refresh: [4, "the account and its three lists"],
      changes: [
        {
          name: "one account more",
          props: { grants: more },
          floor: [
            5 + 3 + 1 + 1,
            "the account, OVHcloud's work on it and its three lists, has each of 3 their number still, the grant, its list again",
          ],
        },
      ],
      delete: [2 * 4 + 3, "the account and its three lists before and after, 3 times the right taken"],
    },
  );
  return bench.rows;
}

/** @param {Modules} modules */
async function migrations(modules) {
  const bench = await open(modules);
  const destination = { service: EXCHANGE };
  const legacy = { source: `zoe@${LEGACY}`, destination, password: PASSWORD, confirmIrreversible: true };
  await bench.life("AccountMigration", "move of a legacy mailbox", legacy, {
    create: [
      LEGACY_LOOKS + 3 + 1 + 3,
      `${LEGACY_LOOKS} looks for what may be in the way; the free account and OVHcloud's check again right before what ` +
        "cannot be undone; the move; the new mailbox, its domain and its server",
    ],
    refresh: [0, "a move does not drift"],
    changes: [],
    delete: [0, "it undoes nothing"],
  });
  const modern = { source: `zoe@${NEW}`, destination };
  await bench.life("AccountMigration", "move of a new mailbox, copied by others", modern, {
    create: [
      NEW_LOOKS + 6 + 6 + 5,
      `${NEW_LOOKS} looks for what may be in the way; the old mailbox away to a provisional address, and found there by ` +
        "its number; the new one made as an ExchangeAccount is; both again, the domain and the server",
    ],
    refresh: [0, "a move does not drift"],
    changes: [
      {
        name: "copy done",
        props: { copyDone: true },
        floor: [5, "the new mailbox, the old one at both addresses, the domain, the server"],
      },
    ],
    delete: [0, "it undoes nothing"],
  });
  return bench.rows;
}

/** @param {string} domain @param {"legacy" | "new"} generation @param {Bench} bench */
async function previewOf(domain, generation, bench) {
  const { check, diff } = bench.handlers("MxPlanAccount");
  const common = { kind: /** @type {const} */ ("MxPlanAccount"), domain, aliases: [], properties: [] };
  const declared = [];
  for (let index = 0; index < MANY; index++) {
    const emailAddress = `p${index}@${domain}`;
    const { inputs } = await check({}, { emailAddress, __provider: "bench" });
    await diff("id", { ...inputs, generation }, inputs);
    declared.push({ ...common, emailAddress, adopt: false, asDelegate: false, exists: true });
  }
  for (const home of bench.modules.homesOf(declared, [])) await home.findings(bench.session);
}

/** Checks and comparisons make no call, and the look at the whole program a few for each domain. @param {Modules} modules */
async function preview(modules) {
  const bench = new Bench(modules, seedOf(modules));
  const floor = /** @type {const} */ ([
    DOMAIN_PREVIEW_CALLS_MAX,
    "of which generation it is, and the lists of its home",
  ]);
  const title = `preview of ${MANY} unchanged mailboxes`;
  await bench.measure(`${title} of the legacy MX Plan`, floor, () => previewOf(LEGACY, "legacy", bench));
  await bench.measure(`${title} of the new one`, floor, () => previewOf(NEW, "new", bench));
  return bench.rows;
}

/** @param {Modules} modules @returns {Record<string, () => Promise<Row[]>>} */
export function mxPlanRows(modules) {
  return {
    "MX Plan, mailboxes": () => accounts(modules),
    "MX Plan, redirections and responders": () => mail(modules),
    "MX Plan, rights": () => rights(modules),
    "moves from MX Plan to Exchange": () => migrations(modules),
    "planning, MX Plan": () => preview(modules),
  };
}
