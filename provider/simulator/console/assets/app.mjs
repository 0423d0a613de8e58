// The page: its frame, where in it the reader is, and the regular look at the simulator.
import { accessView } from "./access.mjs";
import { callsView } from "./calls.mjs";
import { h, render } from "./dom.mjs";
import { faultsView } from "./faults.mjs";
import {
  chosenLanguage,
  dateAndTime,
  keepLanguage,
  language,
  plural,
  tables,
  texts,
  useLanguage,
} from "./language.mjs";
import { mailboxesView } from "./mailboxes.mjs";
import { page, redraw, usePage } from "./page.mjs";
import { rightsView } from "./rights.mjs";
import { ask } from "./server.mjs";
import { servicesView } from "./services.mjs";
import { switchesView } from "./switches.mjs";
import { tasksView } from "./tasks.mjs";

/** @typedef {import("./dom.mjs").Content} Content */

const panels = {
  services: servicesView,
  mailboxes: mailboxesView,
  rights: rightsView,
  tasks: tasksView,
  calls: callsView,
  faults: faultsView,
  switches: switchesView,
  access: accessView,
};
/** @typedef {keyof typeof panels} PanelName */

const idleLookMs = 500;
/** Tasks of the simulator take about a second. */
const busyLookMs = 250;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let nextLook;
let isLooking = false;
let looksAgain = false;

/** @returns {PanelName} */
function panelName() {
  const { panel } = page.place;
  return Object.hasOwn(panels, panel) ? /** @type {PanelName} */ (panel) : "services"; // one of its own names
}

/** Asks whether anything has changed. One look at a time; whoever wants one meanwhile gets the next. */
async function look() {
  looksAgain = isLooking;
  if (isLooking) return;
  isLooking = true;
  clearTimeout(nextLook);
  try {
    page.pulse = await ask("pulse");
    page.isOffline = false;
  } catch {
    page.isOffline = true;
  }
  isLooking = false;
  redraw();
  const delayMs = page.pulse?.tasksUnderWay ? busyLookMs : idleLookMs;
  if (!document.hidden) nextLook = setTimeout(look, looksAgain ? 0 : delayMs);
}

function draw() {
  const words = texts();
  document.documentElement.lang = language();
  document.title = `${words.nav[panelName()]} – ${words.title}`;
  const body = document.getElementById("page");
  if (body === null) return;
  render(
    body,
    h("a", { class: "skip", href: "#main", key: "skip", onclick: skip }, words.skip),
    header(),
    navigation(),
    page.isOffline && h("p", { class: "banner", role: "alert", key: "offline" }, words.offline),
    h(
      "main",
      { id: "main", key: "main", tabindex: -1 },
      h("h2", { tabindex: -1, key: "title" }, words.nav[panelName()]),
      h("div", { key: panelName(), class: "panel" }, panels[panelName()]()),
    ),
    h(
      "p",
      { id: "message", class: page.isRefusal ? "message refusal" : "message", role: "status", key: "message" },
      page.message,
    ),
  );
}

/** @param {Event} event */
function skip(event) {
  // The address names the place, so that it cannot name a part of it too.
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function header() {
  const words = texts();
  const { pulse } = page;
  return h(
    "header",
    { key: "header" },
    h("h1", {}, words.title),
    h(
      "p",
      { class: "state" },
      pulse && h("span", { key: "time" }, words.worldTime, " ", h("time", {}, dateAndTime(pulse.nowMs))),
      pulse && h("span", { key: "tasks" }, plural(words.tasksUnderWay, pulse.tasksUnderWay)),
      pulse && h("span", { key: "faults" }, plural(words.faultsPending, pulse.faultsPending)),
    ),
    h(
      "label",
      { class: "language" },
      h("span", { class: "unseen" }, words.language),
      h(
        "select",
        {
          value: language(),
          onchange: (/** @type {{ target: HTMLSelectElement }} */ { target }) => changeLanguage(target.value),
        },
        Object.entries(tables).map(([code, table]) =>
          h("option", { value: code, lang: code, key: code }, table.languageName),
        ),
      ),
    ),
  );
}

/** @param {string} wanted */
function changeLanguage(wanted) {
  keepLanguage(useLanguage(wanted));
  page.message = "";
  redraw();
}

function navigation() {
  const words = texts();
  return h(
    "nav",
    { "aria-label": words.sections, key: "nav" },
    h(
      "ul",
      {},
      Object.keys(panels).map((name) => {
        const isCurrent = name === panelName();
        const label = words.nav[/** @type {PanelName} */ (name)]; // one of its own names
        return h("li", { key: name }, h("a", { href: `#/${name}`, "aria-current": isCurrent && "page" }, label));
      }),
    ),
  );
}

/** `#/mailboxes/2100001` is the part `mailboxes` with the mailbox 2100001. */
function readPlace() {
  const [panel = "", argument = ""] = location.hash.replace(/^#\/?/, "").split("/");
  page.place = { panel, argument: decoded(argument) };
}

/** @param {string} text an address may have been typed */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function go() {
  const before = panelName();
  readPlace();
  page.message = "";
  redraw();
  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  if (before !== panelName()) document.querySelector("h2")?.focus({ preventScroll: true });
  else focusHeadingIfLost();
}

/** On a narrow page the list, and the link in it that was followed, are hidden behind the details. */
function focusHeadingIfLost() {
  const at = document.activeElement;
  if (at instanceof HTMLElement && at !== document.body && at.checkVisibility()) return;
  const heading = document.querySelector("[data-heading]") ?? document.querySelector("h2");
  if (heading instanceof HTMLElement) heading.focus();
}

usePage({ draw, look });
useLanguage(chosenLanguage());
readPlace();
redraw();
void look();
addEventListener("hashchange", go);
addEventListener("resize", redraw);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) void look();
});
