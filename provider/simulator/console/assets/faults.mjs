// Faults: queued by hand, or drawn by a schedule.
import { h } from "./dom.mjs";
import { fill, number, percent, texts } from "./language.mjs";
import { act, choices, redraw, use } from "./page.mjs";
import { badge, button, card, choice, field, row, table } from "./parts.mjs";

/** @typedef {import("../view-model.js").FaultsView} FaultsView */
/** @typedef {import("../view-model.js").FaultKind} FaultKind */
/** @typedef {import("../view-model.js").QueuedFaultRow} QueuedFaultRow */

const chosen = choices.faults;
const methods = ["GET", "POST", "PUT", "DELETE"];

export function faultsView() {
  /** @type {FaultsView | undefined} */
  const faults = use("faults");
  if (faults === undefined) return [h("p", {}, texts().loading)];
  return [
    h("div", { class: "cards three", key: "forms" }, callForm(faults), taskForm(faults), scheduleForm(faults)),
    queuedCard(faults),
    struckCard(faults),
  ];
}

/**
 * @template {object} Part
 * @param {Part} part
 * @param {Partial<Part>} changes
 */
function choose(part, changes) {
  Object.assign(part, changes);
  redraw();
}

/** @param {FaultsView} faults */
function callForm({ callFaults, routes }) {
  const words = texts().faults;
  const { call } = chosen;
  call.name ||= callFaults[0]?.name ?? "";
  const { name, method, route } = call;
  const tell = () => act("faults/call", { name, method, route, ...countsOf(call) });
  return form(words.queueCall, tell, [
    faultChoice(callFaults, name, (value) => choose(call, { name: value })),
    choice(words.method, method, [["", words.any], ...methods.map(sameOption)], (value) =>
      choose(call, { method: value }),
    ),
    suggestingInput(words.route, route, { options: routes, choose: (value) => choose(call, { route: value }) }),
    counts(call),
  ]);
}

/** @param {FaultsView} faults */
function taskForm({ taskFaults, functions }) {
  const words = texts().faults;
  const { task } = chosen;
  task.name ||= taskFaults[0]?.name ?? "";
  const tell = () => act("faults/task", { name: task.name, function: task.function, ...countsOf(task) });
  return form(words.queueTask, tell, [
    faultChoice(taskFaults, task.name, (name) => choose(task, { name })),
    suggestingInput(words.function, task.function, {
      options: functions,
      choose: (value) => choose(task, { function: value }),
    }),
    counts(task),
  ]);
}

/**
 * @param {string} title
 * @param {() => void} tell
 * @param {import("./dom.mjs").Content[]} content
 */
function form(title, tell, content) {
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    tell();
  };
  return h(
    "form",
    { class: "card", key: title, "aria-label": title, onsubmit },
    h("h3", {}, title),
    ...content,
    h("p", {}, h("button", { type: "submit", class: "primary" }, texts().faults.queue)),
  );
}

/**
 * @param {readonly FaultKind[]} kinds
 * @param {string} name
 * @param {(name: string) => void} chooseName
 */
function faultChoice(kinds, name, chooseName) {
  const words = texts().faults;
  const kind = kinds.find((one) => one.name === name);
  return [
    choice(
      words.fault,
      name,
      kinds.map((one) => sameOption(one.name)),
      chooseName,
    ),
    h("p", { class: "hint", key: "description" }, kind && (words.descriptions[name] ?? kind.description)),
  ];
}

/**
 * @param {string} value
 * @returns {[string, string]}
 */
function sameOption(value) {
  return [value, value];
}

/**
 * @param {string} label
 * @param {string} value
 * @param {{ options: readonly string[], choose: (value: string) => void }} ways
 */
function suggestingInput(label, value, { options, choose: chooseValue }) {
  const id = `suggestions ${label}`.replaceAll(/\W+/g, "-");
  const oninput = (/** @type {{ target: HTMLInputElement }} */ { target }) => chooseValue(target.value);
  const input = h("input", {
    type: "text",
    list: id,
    autocomplete: "off",
    placeholder: texts().faults.any,
    value,
    oninput,
  });
  const suggestions = h(
    "datalist",
    { id, key: id },
    options.map((one) => h("option", { value: one, key: one })),
  );
  return [field(label, input, "wide"), suggestions];
}

/** @param {{ nth: string, times: string }} part */
function counts(part) {
  const words = texts().faults;
  return h(
    "div",
    { class: "filters", key: "counts" },
    numberField(words.nth, part.nth, (nth) => choose(part, { nth })),
    numberField(words.times, part.times, (times) => choose(part, { times })),
  );
}

/**
 * @param {string} label
 * @param {string} value
 * @param {(value: string) => void} chooseValue
 * @param {number} [min]
 */
function numberField(label, value, chooseValue, min = 1) {
  const oninput = (/** @type {{ target: HTMLInputElement }} */ { target }) => chooseValue(target.value);
  return field(label, h("input", { type: "number", min, step: 1, required: true, value, oninput }), "small");
}

/** @param {{ nth: string, times: string }} part */
function countsOf({ nth, times }) {
  return { nth: Number(nth), times: Number(times) };
}

/** @param {FaultsView} faults */
function scheduleForm({ profiles, scheduled }) {
  const words = texts().faults;
  const { schedule } = chosen;
  schedule.profile ||= profiles[0] ?? "";
  const { profile, seed } = schedule;
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    act("faults/schedule", { profile, seed: Number(seed) });
  };
  const about =
    scheduled === null
      ? words.notRunning
      : fill(words.running, {
          seed: scheduled.seed,
          callShare: percent(scheduled.callShare),
          taskShare: percent(scheduled.taskShare),
        });
  return h(
    "form",
    { class: "card", key: "schedule", "aria-label": words.schedule, onsubmit },
    h("h3", {}, words.schedule),
    h("p", { class: "hint" }, about),
    choice(words.profile, profile, profiles.map(sameOption), (value) => choose(schedule, { profile: value })),
    h(
      "div",
      { class: "filters" },
      numberField(words.seed, seed, (value) => choose(schedule, { seed: value }), 0),
    ),
    h(
      "p",
      { class: "counts" },
      h("button", { type: "submit", class: "primary" }, words.run),
      button(words.stop, () => act("faults/stop"), { disabled: scheduled === null }),
    ),
  );
}

/** @param {FaultsView} faults */
function queuedCard({ queued }) {
  const words = texts().faults;
  if (queued.length === 0) return card(words.queued, h("p", {}, words.noneQueued));
  const columns = [words.fault, words.waitsFor, words.number, words.seen, words.left, texts().tasks.actions];
  return card(
    words.queued,
    table({ label: words.queued, columns }, queued.map(queuedRow)),
    h(
      "p",
      {},
      button(words.clear, () => act("faults/clear")),
    ),
  );
}

/** @param {QueuedFaultRow} fault */
function queuedRow(fault) {
  const words = texts().faults;
  const { id, name, nth, seen, left } = fault;
  const remove = button(words.remove, () => act("faults/remove", { id }), {
    "aria-label": fill(words.removeOne, { name, id }),
  });
  return row(id, h("code", {}, name), whatItWaitsFor(fault), number(nth), number(seen), number(left), remove);
}

/** @param {QueuedFaultRow} fault */
function whatItWaitsFor({ target, method, route, path, function: name }) {
  const words = texts().faults;
  const parts = [method, route, path, name].filter((part) => part !== "");
  if (parts.length > 0) return h("code", {}, parts.join(" "));
  return target === "call" ? words.anyCall : words.anyTask;
}

/** @param {FaultsView} faults */
function struckCard({ struck }) {
  const words = texts().faults;
  const badges = struck.map(({ name, count }) => badge(fill(words.struckTimes, { name, count: number(count) })));
  return card(words.struck, h("p", { class: "counts" }, struck.length === 0 ? words.noneStruck : badges));
}
