// One mailbox: what it is set to, who may act on it, and where it may act.
import { h } from "./dom.mjs";
import { dateAndTime, fill, plural, texts } from "./language.mjs";
import { choices, use } from "./page.mjs";
import { badge, card, row, table, yesOrNo } from "./parts.mjs";

/** @typedef {import("../view-model.js").MailboxRow} MailboxRow */
/** @typedef {import("../view-model.js").MailboxDetails} MailboxDetails */
/** @typedef {import("../view-model.js").WorldView} WorldView */
/** @typedef {import("../view-model.js").Edge} Edge */

/**
 * @param {WorldView} world
 * @param {string} id
 */
export function mailboxView(world, id) {
  const words = texts().mailboxes;
  const mailbox = world.mailboxes.find((one) => one.id === id);
  const back = h("p", { class: "back", key: "back" }, h("a", { href: "#/mailboxes" }, `← ${words.back}`));
  if (mailbox === undefined) return [back, h("p", { key: "gone" }, words.gone)];
  return [
    back,
    h("h3", { key: "title", class: "title", tabindex: -1, "data-heading": true }, mailbox.address),
    h("p", { key: "about", class: "counts" }, about(mailbox)),
    rightsTable(world, id, "on"),
    rightsTable(world, id, "from"),
    h("p", { key: "draw" }, h("a", { href: "#/rights", onclick: () => drawOnly(id) }, words.draw)),
    stored(id),
  ];
}

/** @param {MailboxRow} mailbox */
function about({ name, kind, service, state, isBusy }) {
  return [
    name !== "" && h("span", { key: "name" }, name),
    badge(texts().kinds[kind], "kind"),
    service !== "" && badge(service),
    badge(state, state === "ok" ? "good" : "bad"),
    isBusy && badge(texts().mailboxes.busy, "busy"),
  ];
}

/** @param {string} id */
function drawOnly(id) {
  const none = { search: "", service: "", isWhole: false };
  Object.assign(choices.rights, none, { selected: id, onlySelection: true, hiddenKinds: new Set() });
}

/**
 * @param {WorldView} world
 * @param {string} id
 * @param {"on" | "from"} side whether it is the one that is acted on, or the one who acts
 */
function rightsTable(world, id, side) {
  const words = texts().mailboxes;
  const title = side === "on" ? words.onIt : words.elsewhere;
  const edges = world.edges.filter((edge) => edge[side] === id);
  if (edges.length === 0) return card(title, h("p", {}, texts().noneYet));
  const other = side === "on" ? "from" : "on";
  const columns = [side === "on" ? words.who : words.where, words.right];
  return card(
    title,
    table(
      { label: title, columns },
      edges.map((edge) => row(`${edge[other]} ${edge.kind}`, linkTo(world, edge[other]), rightText(edge))),
    ),
  );
}

/** @param {Edge} edge */
function rightText({ kind, inForce }) {
  return [texts().edges[kind], " ", inForce ? "" : badge(texts().mailboxes.pending, "busy")];
}

/**
 * @param {WorldView} world
 * @param {string} id
 */
function linkTo(world, id) {
  const mailbox = world.mailboxes.find((one) => one.id === id);
  return h("a", { href: `#/mailboxes/${encodeURIComponent(id)}` }, mailbox?.address ?? id);
}

/** @param {string} id */
function stored(id) {
  /** @type {MailboxDetails | undefined} */
  const details = use("world", `mailbox?id=${encodeURIComponent(id)}`, "mailbox");
  if (details === undefined || details.id !== id) return h("p", { key: "stored" }, texts().loading);
  return h("div", { key: "stored" }, aliasCard(details), settingsCard(details));
}

/** @param {MailboxDetails} details */
function aliasCard({ aliases }) {
  const words = texts().mailboxes;
  if (aliases.length === 0) return card(words.aliases, h("p", {}, texts().noneYet));
  const items = aliases.map(({ alias, creationDate }) => {
    const since = fill(words.aliasSince, { date: dateAndTime(Date.parse(creationDate)) });
    return h("li", { key: alias }, alias, " ", h("small", {}, since));
  });
  return card(words.aliases, h("ul", {}, items));
}

/** @param {MailboxDetails} details */
function settingsCard({ fields }) {
  const words = texts().mailboxes;
  const isSet = (/** @type {MailboxDetails["fields"][number]} */ { value }) => value !== null && value !== "";
  const rows = fields.filter(isSet).map(({ name, value }) => row(name, h("code", {}, name), valueText(value)));
  const unset = fields.filter((one) => !isSet(one)).map(({ name }) => name);
  return card(
    words.settings,
    table({ label: words.settings, columns: [words.setting, words.value] }, rows),
    unset.length > 0 &&
      h(
        "details",
        { key: "unset" },
        h("summary", {}, plural(words.notSet, unset.length)),
        h("p", {}, h("code", {}, unset.join(", "))),
      ),
  );
}

/** @param {MailboxDetails["fields"][number]["value"]} value */
function valueText(value) {
  return typeof value === "boolean" ? yesOrNo(value) : String(value);
}
