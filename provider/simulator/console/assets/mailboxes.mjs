// Mailboxes of all kinds: a list to search, and one of them with its settings and rights.
import { h } from "./dom.mjs";
import { fill, number, texts } from "./language.mjs";
import { mailboxView } from "./mailbox.mjs";
import { choices, page, redraw, use } from "./page.mjs";
import { badge, choice, counted, firstOf, row, search, table } from "./parts.mjs";

/** @typedef {import("../view-model.js").MailboxRow} MailboxRow */
/** @typedef {import("../view-model.js").MailboxKind} MailboxKind */
/** @typedef {import("../view-model.js").WorldView} WorldView */

const rowsShown = 200;
const chosen = choices.mailboxes;

export function mailboxesView() {
  /** @type {WorldView | undefined} */
  const world = use("world");
  if (world === undefined) return [h("p", {}, texts().loading)];
  const { argument } = page.place;
  return [
    h(
      "div",
      { class: `split ${argument === "" ? "" : "has-details"}` },
      h("div", { class: "list", key: "list" }, filters(world), list(world)),
      h(
        "div",
        { class: "details", key: "details" },
        argument === "" ? h("p", { class: "hint" }, texts().mailboxes.choose) : mailboxView(world, argument),
      ),
    ),
  ];
}

/** @param {Partial<typeof chosen>} changes */
function choose(changes) {
  Object.assign(chosen, { isWhole: false }, changes);
  redraw();
}

/** @param {WorldView} world */
function filters(world) {
  const words = texts().mailboxes;
  const kinds = [...new Set(world.mailboxes.map(({ kind }) => kind))];
  const services = [...new Set(world.mailboxes.map(({ service }) => service))].filter((name) => name !== "");
  return h(
    "form",
    {
      class: "filters",
      role: "search",
      key: "filters",
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
    },
    search(words.search, chosen.search, (text) => choose({ search: text })),
    choice(words.kind, chosen.kind, [["", words.all], ...kinds.map(kindOption)], (kind) => choose({ kind })),
    choice(words.service, chosen.service, [["", words.all], ...services.map(sameOption)], (service) =>
      choose({ service }),
    ),
  );
}

/**
 * @param {MailboxKind} kind
 * @returns {[string, string]}
 */
function kindOption(kind) {
  return [kind, texts().kindsMany[kind]];
}

/**
 * @param {string} value
 * @returns {[string, string]}
 */
function sameOption(value) {
  return [value, value];
}

/** @param {WorldView} world */
function list(world) {
  const words = texts().mailboxes;
  const found = world.mailboxes.filter(isWanted);
  const { items, more } = firstOf(found, {
    most: rowsShown,
    isWhole: chosen.isWhole,
    showAll: fill(words.showAll, { count: number(found.length) }),
    show: () => choose({ isWhole: true }),
  });
  const columns = [words.mailbox, words.kind, words.state];
  return [
    counted(words.found, found.length),
    found.length > 0 && table({ label: texts().nav.mailboxes, columns }, items.map(listRow)),
    more,
  ].flat();
}

/** @param {MailboxRow} mailbox */
function isWanted({ kind, service, address, name, aliases }) {
  if (chosen.kind !== "" && kind !== chosen.kind) return false;
  if (chosen.service !== "" && service !== chosen.service) return false;
  const wanted = chosen.search.trim().toLowerCase();
  return [address, name, ...aliases].some((text) => text.toLowerCase().includes(wanted));
}

/** @param {MailboxRow} mailbox */
function listRow({ id, address, name, kind, service, state, isBusy }) {
  const isCurrent = id === page.place.argument;
  const link = h("a", { href: `#/mailboxes/${encodeURIComponent(id)}`, "aria-current": isCurrent && "true" }, address);
  const shownState = isBusy ? [badge(texts().mailboxes.busy, "busy")] : [badge(state, state === "ok" ? "good" : "bad")];
  return row(
    id,
    [link, h("small", { class: "line-below" }, name)],
    [texts().kinds[kind], h("small", { class: "line-below" }, service)],
    shownState,
  );
}
