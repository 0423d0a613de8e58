// What the page knows and what its reader has chosen, and the one way to draw it anew.
import { fill, texts } from "./language.mjs";
import { ask, tell } from "./server.mjs";

/** @typedef {import("../view-model.js").Pulse} Pulse */
/** @typedef {import("../view-model.js").Section} Section */
/** @typedef {import("../view-model.js").EdgeKind} EdgeKind */
/** @typedef {{ url: string, section: Section, change: string, value: unknown, isAsked: boolean, lostAt?: Pulse }} Held */

export const page = {
  /** @type {Pulse | undefined} */
  pulse: undefined,
  isOffline: false,
  /** What was done last, or why not. */
  message: "",
  isRefusal: false,
  /** How often something was refused. */
  refusals: 0,
  /** @type {{ panel: string, argument: string }} */
  place: { panel: "services", argument: "" },
};

/** What the reader has chosen in each part. */
export const choices = {
  mailboxes: { search: "", kind: "", service: "", isWhole: false },
  rights: {
    search: "",
    service: "",
    /** @type {Set<EdgeKind>} */
    hiddenKinds: new Set(),
    /** @type {string | undefined} */
    selected: undefined,
    onlySelection: false,
    isWhole: false,
  },
  calls: {
    status: "",
    text: "",
    /** @type {number | undefined} */
    open: undefined,
  },
  faults: {
    call: { name: "", method: "", route: "", nth: "1", times: "1" },
    task: { name: "", function: "", nth: "1", times: "1" },
    schedule: { profile: "", seed: "1" },
  },
  switches: { search: "" },
};

/** @type {Map<string, Held>} */
const held = new Map();
/** @type {Set<string>} */
const used = new Set();

/** Long enough to be read, as it may cover something. */
const shownForMs = 8_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;

let draw = () => {};
/** @type {() => void} */
let look = () => {};

/** @param {{ draw: () => void, look: () => void }} ways how the page is drawn, and how the simulator is looked at */
export function usePage(ways) {
  draw = ways.draw;
  look = ways.look;
}

/** To be called after anything has changed. */
export function redraw() {
  used.clear();
  draw();
  for (const name of held.keys()) if (!used.has(name)) held.delete(name);
  load();
}

/**
 * What the simulator says of something, for the part that is being drawn. Undefined until it has said so; after that,
 * what it said last, until there is news. Whoever changes the URL under one name sees the old answer for a moment.
 * @template Value
 * @param {Section} section
 * @param {string} [url]
 * @param {string} [name]
 * @returns {Value | undefined}
 */
export function use(section, url = section, name = section) {
  used.add(name);
  const known = held.get(name);
  if (known === undefined) {
    held.set(name, { url, section, change: "", value: undefined, isAsked: false });
    return undefined;
  }
  if (known.url !== url) Object.assign(known, { url, change: "" });
  return /** @type {Value | undefined} */ (known.value); // each URL has one kind of answer
}

function load() {
  for (const one of held.values()) {
    const change = page.pulse?.changes[one.section];
    // After a failure, not before the simulator has been heard of again.
    const isDue = change !== undefined && change !== one.change && page.pulse !== one.lostAt;
    if (isDue && !one.isAsked) void loadOne(one, change);
  }
}

/**
 * @param {Held} one
 * @param {string} change
 */
async function loadOne(one, change) {
  const { url } = one;
  one.isAsked = true;
  try {
    one.value = await ask(url);
    page.isOffline = false;
  } catch (error) {
    if (error instanceof TypeError) {
      page.isOffline = true;
      one.lostAt = page.pulse;
    } else {
      one.value = undefined;
      sayRefusal(error);
    }
  }
  one.isAsked = false;
  if (one.url === url && !page.isOffline) one.change = change;
  redraw();
}

/**
 * Has the simulator do something, and says how it went.
 * @param {keyof ReturnType<typeof texts>["done"]} path
 * @param {object} [body]
 */
export async function act(path, body = {}) {
  try {
    await tell(path, body);
    say(texts().done[path], false);
  } catch (error) {
    sayRefusal(error);
  }
  look();
}

/** @param {unknown} error */
function sayRefusal(error) {
  page.refusals += 1;
  say(fill(texts().failed, { message: error instanceof Error ? error.message : String(error) }), true);
}

/**
 * @param {string} message
 * @param {boolean} isRefusal
 */
function say(message, isRefusal) {
  // The same text again would not be read out.
  page.message = page.message === message ? `${message} ` : message;
  page.isRefusal = isRefusal;
  clearTimeout(silence);
  silence = setTimeout(() => {
    page.message = "";
    redraw();
  }, shownForMs);
  redraw();
}
