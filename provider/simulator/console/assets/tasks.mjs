// What OVHcloud would be working on, and the world's time.
import { h } from "./dom.mjs";
import { dateAndTime, fill, plural, texts } from "./language.mjs";
import { act, page, use } from "./page.mjs";
import { badge, button, card, row, table } from "./parts.mjs";

/** @typedef {import("../view-model.js").TaskRow} TaskRow */
/** @typedef {import("../view-model.js").TasksView} TasksView */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const fortnightMs = 15 * 24 * hourMs;

export function tasksView() {
  /** @type {TasksView | undefined} */
  const tasks = use("tasks");
  if (tasks === undefined) return [h("p", {}, texts().loading)];
  const words = texts().tasks;
  return [
    h(
      "div",
      { class: "filters buttons", role: "group", "aria-label": words.time },
      h("span", { class: "caption" }, words.time),
      button(words.minute, () => act("time/move", { ms: minuteMs })),
      button(words.hour, () => act("time/move", { ms: hourMs })),
      button(words.fortnight, () => act("time/move", { ms: fortnightMs })),
      button(words.finishAll, () => act("tasks/finish"), { disabled: tasks.underWay.length === 0, class: "primary" }),
    ),
    underWayCard(tasks),
    endedCard(tasks),
  ];
}

/** @param {TasksView} tasks */
function underWayCard({ underWay }) {
  const words = texts().tasks;
  if (underWay.length === 0) return card(words.underWay, h("p", {}, words.none));
  const columns = [words.id, words.function, words.target, words.progress, words.actions];
  return card(words.underWay, table({ label: words.underWay, columns }, underWay.map(underWayRow)));
}

/** @param {TaskRow} task */
function underWayRow(task) {
  return row(task.id, task.id, h("code", {}, task.function), targetText(task), progress(task), actions(task));
}

/** @param {TaskRow} task */
function targetText({ target, subject, service }) {
  return [h("div", {}, target), h("small", {}, subject === "" ? service : `${subject} · ${service}`)];
}

/** @param {TaskRow} task */
function progress(task) {
  const words = texts().tasks;
  const { status, outcome, isHidden, endsAtMs, id } = task;
  return [
    h("div", {}, statusBadge(status), " ", notes({ outcome, isHidden, standsStill: endsAtMs === null })),
    h("progress", { "aria-label": fill(words.progressOf, { id }), max: 1, value: shareDone(task) }),
  ];
}

/** @param {{ outcome: TaskRow["outcome"], isHidden: boolean, standsStill: boolean }} task */
function notes({ outcome, isHidden, standsStill }) {
  const words = texts().tasks;
  const all = [
    standsStill && words.standsStill,
    outcome !== "done" && fill(words.willEnd, { outcome: words.status[outcome] }),
    isHidden && words.hidden,
  ];
  return h("small", {}, all.filter((note) => note !== false).join(", "));
}

/**
 * @param {TaskRow} task
 * @returns {number | undefined} undefined when nobody knows
 */
function shareDone({ todoAtMs, endsAtMs }) {
  const nowMs = page.pulse?.nowMs;
  if (endsAtMs === null || nowMs === undefined) return undefined;
  if (endsAtMs <= todoAtMs) return 1;
  return Math.min(1, Math.max(0, (nowMs - todoAtMs) / (endsAtMs - todoAtMs)));
}

/** @param {TaskRow} task */
function actions({ id, status }) {
  const words = texts().tasks;
  return h(
    "div",
    { class: "actions" },
    button(words.start, () => act("tasks/start", { id }), {
      disabled: status !== "todo",
      "aria-label": fill(words.startOne, { id }),
    }),
    button(words.end, () => act("tasks/end", { id, outcome: "done" }), { "aria-label": fill(words.endOne, { id }) }),
    button(words.fail, () => act("tasks/end", { id, outcome: "error" }), { "aria-label": fill(words.failOne, { id }) }),
  );
}

/** @param {TaskRow["status"]} status */
function statusBadge(status) {
  const tone = { todo: "plain", doing: "busy", done: "good", error: "bad", cancelled: "bad" }[status];
  return badge(texts().tasks.status[status], tone);
}

/** @param {TasksView} tasks */
function endedCard({ ended, endedCount }) {
  const words = texts().tasks;
  if (ended.length === 0) return card(words.ended, h("p", {}, words.noneEnded));
  const columns = [words.id, words.function, words.target, words.progress, words.at];
  return card(
    words.ended,
    h("p", { class: "count" }, plural(words.endedCount, endedCount)),
    table({ label: words.ended, columns }, ended.map(endedRow)),
  );
}

/** @param {TaskRow} task */
function endedRow(task) {
  const at = task.endsAtMs === null ? "" : dateAndTime(task.endsAtMs);
  return row(task.id, task.id, h("code", {}, task.function), targetText(task), statusBadge(task.status), at);
}
