// Who may do what: a drawing, and the same as a table.
import { h } from "./dom.mjs";
import { drawing, lineSample } from "./drawing.mjs";
import { fill, number, texts } from "./language.mjs";
import { kindOrder } from "./layout.mjs";
import { choices, redraw, use } from "./page.mjs";
import { badge, button, card, choice, counted, firstOf, row, search, table } from "./parts.mjs";

/** @typedef {import("../view-model.js").WorldView} WorldView */
/** @typedef {import("../view-model.js").MailboxRow} MailboxRow */
/** @typedef {import("../view-model.js").Edge} Edge */

const rowsShown = 200;
const chosen = choices.rights;

export function rightsView() {
  /** @type {WorldView | undefined} */
  const world = use("world");
  if (world === undefined) return [h("p", { key: "loading" }, texts().loading)];
  if (world.edges.length === 0) return [h("p", { key: "none" }, texts().rights.none)];
  const rows = new Map(world.mailboxes.map((one) => [one.id, one]));
  const edges = wanted(world, rows);
  return [filters(world), selection(rows), drawingCard(edges, rows), tableCard(edges, rows)].flat();
}

/** @param {Partial<typeof chosen>} changes */
function choose(changes) {
  Object.assign(chosen, { isWhole: false }, changes);
  redraw();
}

/**
 * @param {WorldView} world
 * @param {Map<string, MailboxRow>} rows
 */
function wanted({ edges }, rows) {
  const text = chosen.search.trim().toLowerCase();
  const isFound = (/** @type {string} */ id) => {
    const { address = id, name = "" } = rows.get(id) ?? {};
    return address.toLowerCase().includes(text) || name.toLowerCase().includes(text);
  };
  return edges.filter(
    ({ from, on, kind }) =>
      !chosen.hiddenKinds.has(kind) &&
      (chosen.service === "" || rows.get(on)?.service === chosen.service) &&
      (!chosen.onlySelection || chosen.selected === undefined || [from, on].includes(chosen.selected)) &&
      (text === "" || isFound(from) || isFound(on)),
  );
}

/** @param {WorldView} world */
function filters(world) {
  const words = texts().rights;
  const services = [...new Set(world.mailboxes.map(({ service }) => service))].filter((name) => name !== "");
  const there = new Set(world.edges.map(({ kind }) => kind));
  return h(
    "form",
    {
      class: "filters",
      role: "search",
      key: "filters",
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
    },
    search(words.find, chosen.search, (text) => choose({ search: text })),
    choice(
      words.service,
      chosen.service,
      [["", words.all], ...services.map((one) => /** @type {const} */ ([one, one]))],
      (service) => choose({ service }),
    ),
    h(
      "fieldset",
      { class: "legend", key: "legend" },
      h("legend", {}, words.lines),
      kindOrder.filter((kind) => there.has(kind)).map(kindToggle),
    ),
  );
}

/** @param {Edge["kind"]} kind */
function kindToggle(kind) {
  const toggle = () => {
    const hiddenKinds = new Set(chosen.hiddenKinds);
    if (!hiddenKinds.delete(kind)) hiddenKinds.add(kind);
    choose({ hiddenKinds });
  };
  const isShown = !chosen.hiddenKinds.has(kind);
  return h(
    "label",
    { key: kind, class: "option" },
    h("input", { type: "checkbox", checked: isShown, onchange: toggle }),
    lineSample(kind),
    h("span", {}, texts().edges[kind]),
  );
}

/** @param {Map<string, MailboxRow>} rows */
function selection(rows) {
  const words = texts().rights;
  const { selected, onlySelection } = chosen;
  const toggle = () => choose({ onlySelection: !onlySelection });
  // Always there, so that the drawing does not move away under the pointer.
  return h(
    "div",
    { class: "filters buttons", key: "selection", role: "group", "aria-live": "polite" },
    selected === undefined
      ? h("span", { class: "caption" }, words.noneSelected)
      : [
          h("strong", {}, fill(words.selected, { name: rows.get(selected)?.address ?? selected })),
          h(
            "label",
            { class: "option" },
            h("input", { type: "checkbox", checked: onlySelection, onchange: toggle }),
            h("span", {}, words.onlySelection),
          ),
          button(words.clear, () => choose({ selected: undefined, onlySelection: false })),
        ],
  );
}

/**
 * @param {readonly Edge[]} edges
 * @param {Map<string, MailboxRow>} rows
 */
function drawingCard(edges, rows) {
  const words = texts().rights;
  if (edges.length === 0) return card(words.drawing, h("p", {}, words.noneMatches));
  return card(
    words.drawing,
    h("p", { class: "hint", id: "drawing-keys" }, words.keys),
    drawing(edges, rows, (selected) =>
      choose({ selected, onlySelection: selected !== undefined && chosen.onlySelection }),
    ),
  );
}

/**
 * @param {readonly Edge[]} edges
 * @param {Map<string, MailboxRow>} rows
 */
function tableCard(edges, rows) {
  const words = texts().rights;
  const { items, more } = firstOf(edges, {
    most: rowsShown,
    isWhole: chosen.isWhole,
    showAll: fill(words.showAll, { count: number(edges.length) }),
    show: () => choose({ isWhole: true }),
  });
  const columns = [words.person, words.right, words.mailbox, words.inForce];
  return card(
    words.table,
    counted(words.count, edges.length),
    table(
      { label: words.table, columns },
      items.map((edge) => edgeRow(edge, rows)),
    ),
    more,
  );
}

/**
 * @param {Edge} edge
 * @param {Map<string, MailboxRow>} rows
 */
function edgeRow({ from, on, kind, inForce }, rows) {
  const link = (/** @type {string} */ id) =>
    h("a", { href: `#/mailboxes/${encodeURIComponent(id)}` }, rows.get(id)?.address ?? id);
  const state = inForce ? badge(texts().yes, "good") : badge(texts().rights.pending, "busy");
  return row(`${from} ${kind} ${on}`, link(from), texts().edges[kind], link(on), state);
}
