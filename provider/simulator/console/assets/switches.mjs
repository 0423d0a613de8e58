// Open questions about OVHcloud, and which answer the simulator gives.
import { h } from "./dom.mjs";
import { plural, texts } from "./language.mjs";
import { act, choices, page, redraw, use } from "./page.mjs";
import { badge, button, prose, search } from "./parts.mjs";

/** @typedef {import("../view-model.js").SwitchRow} SwitchRow */

export function switchesView() {
  /** @type {import("../view-model.js").SwitchesView | undefined} */
  const view = use("switches");
  if (view === undefined) return [h("p", {}, texts().loading)];
  const words = texts().switches;
  const changed = view.switches.filter(({ value, standard }) => value !== standard).length;
  return [
    h("p", {}, words.intro),
    h(
      "div",
      { class: "filters buttons" },
      h("span", { class: "caption" }, changed === 0 ? words.allStandard : plural(words.changed, changed)),
      button(words.reset, () => act("switches/reset"), { disabled: changed === 0 }),
    ),
    search(words.find, choices.switches.search, (text) => {
      choices.switches.search = text;
      redraw();
    }),
    h("div", { class: "switches", key: "switches" }, view.switches.filter(isWanted).map(switchField)),
  ];
}

/** @param {SwitchRow} one */
function isWanted({ name }) {
  const wanted = choices.switches.search.trim().toLowerCase();
  return `${name} ${texts().switches.questions[name] ?? ""}`.toLowerCase().includes(wanted);
}

/** @param {SwitchRow} one */
function switchField({ name, answers, standard, value }) {
  const words = texts().switches;
  const options = answers.map((answer) =>
    h(
      "label",
      // A refused answer is not in force: its button starts anew.
      { key: `${answer} ${page.refusals}`, class: "option" },
      h("input", {
        type: "radio",
        name,
        value: String(answer),
        checked: answer === value,
        onchange: () => act("switches/set", { name, value: answer }),
      }),
      h("span", {}, String(answer)),
      answer === standard && badge(words.standard),
    ),
  );
  return h(
    "fieldset",
    { key: name, class: value === standard ? "card" : "card changed" },
    h("legend", {}, h("code", {}, name)),
    h("p", {}, prose(words.questions[name] ?? "")),
    h("div", { class: "options" }, options),
  );
}
