// The last calls to the simulated API.
import { h } from "./dom.mjs";
import { dateAndTime, fill, number, plural, texts, timeOfDay } from "./language.mjs";
import { choices, redraw, use } from "./page.mjs";
import { badge, choice, row, search, table } from "./parts.mjs";

/** @typedef {import("../view-model.js").CallRow} CallRow */
/** @typedef {import("../view-model.js").CallsView} CallsView */

const chosen = choices.calls;

export function callsView() {
  const words = texts().calls;
  const query = new URLSearchParams({ status: chosen.status, text: chosen.text });
  /** @type {CallsView | undefined} */
  const calls = use("calls", `calls?${query}`);
  return [filters(), calls === undefined ? h("p", { key: "loading" }, texts().loading) : found(calls)].flat();

  function filters() {
    const statuses = ["2xx", "4xx", "5xx", "400", "401", "403", "404", "409", "429", "500", "503"];
    return h(
      "form",
      {
        class: "filters",
        role: "search",
        key: "filters",
        onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
      },
      search(words.search, chosen.text, (text) => choose({ text })),
      choice(
        words.status,
        chosen.status,
        [["", words.anyStatus], ...statuses.map(sameOption), ["cut", words.cut]],
        (status) => choose({ status }),
      ),
    );
  }
}

/**
 * @param {string} value
 * @returns {[string, string]}
 */
function sameOption(value) {
  return [value, value];
}

/** @param {Partial<typeof chosen>} changes */
function choose(changes) {
  Object.assign(chosen, changes);
  redraw();
}

/** @param {CallsView} view */
function found({ calls, matching, kept }) {
  const words = texts().calls;
  const count = plural(words.found, matching, { kept: number(kept) });
  const shown = matching > calls.length ? `, ${fill(words.shown, { count: number(calls.length) })}` : "";
  const columns = [words.number, words.time, words.status, words.call, words.duration, words.fault];
  return [
    h("p", { class: "count", key: "count" }, count + shown),
    calls.length === 0
      ? h("p", { key: "none" }, words.none)
      : table({ label: texts().nav.calls, columns, key: "calls" }, calls.flatMap(callRows)),
  ];
}

/** @param {CallRow} call */
function callRows(call) {
  const isOpen = chosen.open === call.number;
  return isOpen ? [callRow(call, true), moreRow(call)] : [callRow(call, false)];
}

/**
 * @param {CallRow} call
 * @param {boolean} isOpen
 */
function callRow(call, isOpen) {
  const words = texts().calls;
  const toggle = () => {
    // Whoever marks a part of the text wants to copy it.
    if (getSelection()?.isCollapsed !== false) choose({ open: isOpen ? undefined : call.number });
  };
  const more = { type: "button", class: "link", "aria-expanded": String(isOpen) };
  const cells = row(
    call.number,
    h("button", { ...more, "aria-label": fill(words.more, { number: call.number }) }, number(call.number)),
    timeOfDay(call.atMs),
    statusBadge(call.status),
    [h("strong", {}, call.method), " ", h("span", { class: "path" }, call.path)],
    duration(call.durationMs),
    call.fault,
  );
  return h("tr", { key: call.number, role: "row", class: "openable", onclick: toggle }, ...cells.children);
}

/** @param {number} status */
function statusBadge(status) {
  if (status === 0) return badge(texts().calls.cut, "bad");
  return badge(String(status), status < 400 ? "good" : "bad");
}

/** @param {number} durationMs */
function duration(durationMs) {
  return fill(texts().unit.ms, { value: number(durationMs, 1) });
}

/** @param {CallRow} call */
function moreRow(call) {
  const words = texts().calls;
  const facts = [
    [words.time, dateAndTime(call.atMs)],
    [words.route, `${call.method} ${call.route}`],
    [words.path, call.path],
    [words.query, call.query],
    [words.customer, call.nichandle],
    [words.fault, call.fault],
    [words.error, call.error],
  ].filter(([, value]) => value !== "");
  const list = facts.map(([name = "", value]) => [h("dt", { key: name }, name), h("dd", { key: `${name}:` }, value)]);
  return h(
    "tr",
    { key: `${call.number} more`, role: "row", class: "more" },
    h("td", { colspan: 6, role: "cell" }, h("dl", { class: "facts" }, list.flat())),
  );
}
