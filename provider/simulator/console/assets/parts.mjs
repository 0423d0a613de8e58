// Parts that several sections of the page are made of.
import { h } from "./dom.mjs";
import { plural, texts } from "./language.mjs";

/** @typedef {import("./dom.mjs").Content} Content */
/** @typedef {import("./dom.mjs").Element_} Element_ */

/**
 * @param {string} title
 * @param {Content[]} content
 */
export function card(title, ...content) {
  return h("section", { class: "card", key: title }, h("h3", {}, title), ...content);
}

/**
 * A table that scrolls by itself, or where the page is narrow, has its cells one below the other with their columns' names.
 * It keeps its roles there, which it would lose by its look.
 * @param {{ label: string, columns: string[], key?: string }} head
 * @param {readonly Element_[]} rows
 */
export function table({ label, columns, key = label }, rows) {
  const heads = columns.map((column, index) => h("th", { scope: "col", role: "columnheader", key: index }, column));
  const named = rows.map((one) => ({
    ...one,
    children: one.children.map((cell, index) => cellOf(cell, columns[index])),
  }));
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": label, key },
    h(
      "table",
      { role: "table" },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)),
      h("tbody", { role: "rowgroup" }, named),
    ),
  );
}

/**
 * @param {import("./dom.mjs").Child} cell
 * @param {string} [column]
 */
function cellOf(cell, column) {
  if (typeof cell === "string" || cell.attributes.colspan !== undefined) return cell;
  return { ...cell, attributes: { ...cell.attributes, "data-column": column } };
}

/**
 * @param {string | number} key
 * @param {Content[]} cells
 */
export function row(key, ...cells) {
  return h(
    "tr",
    { key, role: "row" },
    cells.map((cell, index) => h("td", { key: index, role: "cell" }, h("div", {}, cell))),
  );
}

/**
 * @param {string} text
 * @param {() => void} onclick
 * @param {import("./dom.mjs").Attributes} [attributes]
 */
export function button(text, onclick, attributes = {}) {
  return h("button", { type: "button", ...attributes, onclick }, text);
}

/**
 * @param {string} label
 * @param {string} value
 * @param {(value: string) => void} choose
 * @param {import("./dom.mjs").Attributes} [attributes]
 */
export function search(label, value, choose, attributes = {}) {
  const oninput = (/** @type {{ target: HTMLInputElement }} */ { target }) => choose(target.value);
  return field(label, h("input", { type: "search", autocomplete: "off", ...attributes, value, oninput }), "wide");
}

/**
 * @param {string} label
 * @param {string} value
 * @param {readonly (readonly [value: string, text: string])[]} options
 * @param {(value: string) => void} choose
 */
export function choice(label, value, options, choose) {
  const onchange = (/** @type {{ target: HTMLSelectElement }} */ { target }) => choose(target.value);
  const items = options.map(([one, text]) => h("option", { value: one, key: one }, text));
  return field(label, h("select", { value, onchange }, items));
}

/**
 * @param {string} label
 * @param {Element_} control
 * @param {string} [size]
 */
export function field(label, control, size = "") {
  return h("label", { class: `field ${size}`, key: label }, h("span", {}, label), control);
}

/**
 * @param {string} text
 * @param {string} [tone] how it looks; the text says the same
 */
export function badge(text, tone = "plain") {
  return h("span", { class: `badge ${tone}` }, text);
}

/** @param {string} text what stands between backticks is code */
export function prose(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? h("code", {}, part) : part));
}

/**
 * The first of many, and a way to the rest.
 * @template Item
 * @param {readonly Item[]} items
 * @param {{ most: number, isWhole: boolean, showAll: string, show: () => void }} options
 * @returns {{ items: readonly Item[], more: Content }}
 */
export function firstOf(items, { most, isWhole, showAll, show }) {
  if (isWhole || items.length <= most) return { items, more: undefined };
  return { items: items.slice(0, most), more: button(showAll, show, { key: "more", class: "more" }) };
}

/** @param {boolean} value */
export function yesOrNo(value) {
  return value ? texts().yes : texts().no;
}

/**
 * @param {import("./language.mjs").Plural} forms
 * @param {number} count
 */
export function counted(forms, count) {
  return h("p", { class: "count", key: "count", "aria-live": "polite" }, plural(forms, count));
}
