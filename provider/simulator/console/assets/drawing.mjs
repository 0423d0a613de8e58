// The drawing of rights, as SVG: people on the left, mailboxes on the right.
import { h } from "./dom.mjs";
import { fill, texts } from "./language.mjs";
import { layOut } from "./layout.mjs";
import { choices, redraw } from "./page.mjs";

/** @typedef {import("../view-model.js").Edge} Edge */
/** @typedef {import("../view-model.js").MailboxRow} MailboxRow */
/** @typedef {import("./layout.mjs").Box} Box */
/** @typedef {import("./layout.mjs").Line} Line */
/** @typedef {import("./layout.mjs").Layout} Layout */
/** @typedef {(id: string | undefined) => void} Select */
/** @typedef {{ layout: Layout, rows: ReadonlyMap<string, MailboxRow>, select: Select, linked: Linked | undefined }} Scene */
/** @typedef {{ boxes: ReadonlySet<string>, lines: ReadonlySet<Line>, side: Box["side"] | undefined }} Linked */

const labelOffset = 8;
const labelWidth = 52;
const padding = 9;
const narrowestWidth = 280;
const narrowWidth = 560;

/** What is pointed at or has the focus, and where Tab leads to. */
const pointer = {
  /** @type {string | undefined} */
  key: undefined,
  tabStop: "",
};

/** @type {{ of: string, layout: Layout } | undefined} */
let kept;

/**
 * @param {readonly Edge[]} edges
 * @param {ReadonlyMap<string, MailboxRow>} rows
 * @param {Select} select
 */
export function drawing(edges, rows, select) {
  const layout = layoutOf(edges, rows);
  const { boxes, lines, width, height } = layout;
  if (!boxes.some(({ key }) => key === pointer.tabStop)) pointer.tabStop = boxes[0]?.key ?? "";
  const scene = { layout, rows, select, linked: linkedTo(layout) };
  const words = texts().rights;
  const onkeydown = (/** @type {KeyboardEvent} */ event) => moveByKey(event, scene);
  return h(
    "svg",
    {
      key: "drawing",
      class: `drawing${layout.isRoomy ? "" : " close"}${scene.linked === undefined ? "" : " has-active"}`,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "group",
      "aria-label": words.drawing,
      "aria-describedby": "drawing-keys",
      onkeydown,
    },
    h("text", { class: "column", x: 1, y: 16, key: "people" }, words.people),
    h("text", { class: "column", x: width - 1, y: 16, "text-anchor": "end", key: "mailboxes" }, words.mailboxes),
    h(
      "g",
      { key: "lines" },
      lines.map((line) => lineShape(line, scene)),
    ),
    h(
      "g",
      { key: "boxes" },
      boxes.map((box) => boxShape(box, scene)),
    ),
    h(
      "g",
      { key: "labels", class: "labels" },
      lines.map((line) => lineLabel(line, scene)),
    ),
  );
}

/** @param {Edge["kind"]} kind */
export function lineSample(kind) {
  return h(
    "svg",
    { class: "sample", width: 44, height: 12, "aria-hidden": "true" },
    h("path", { class: `line ${kind}`, d: "M1 6H43" }),
  );
}

/**
 * The same question has the same answer, and is asked whenever the pointer moves.
 * @param {readonly Edge[]} edges
 * @param {ReadonlyMap<string, MailboxRow>} rows
 */
function layoutOf(edges, rows) {
  const width = Math.max(narrowestWidth, (document.getElementById("main")?.clientWidth ?? 0) - 2 * 17);
  const of = JSON.stringify([
    width,
    edges,
    edges.map(({ from, on }) => [rows.get(from)?.address, rows.get(on)?.address]),
  ]);
  if (kept?.of !== of) kept = { of, layout: layOut(edges, { width, nameOf: (id) => rows.get(id)?.address ?? id }) };
  return kept.layout;
}

/**
 * What is linked to the box that is pointed at, or else to the selected one.
 * @param {Layout} layout
 * @returns {Linked | undefined}
 */
function linkedTo({ boxes, lines }) {
  const pointed = boxes.find(({ key }) => key === pointer.key);
  const centres = pointed === undefined ? boxes.filter(({ id }) => id === choices.rights.selected) : [pointed];
  if (centres.length === 0) return undefined;
  const keys = new Set(centres.map(({ key }) => key));
  const linked = lines.filter(({ edge }) => keys.has(`person ${edge.from}`) || keys.has(`mailbox ${edge.on}`));
  const around = linked.flatMap(({ edge }) => [`person ${edge.from}`, `mailbox ${edge.on}`]);
  return { boxes: new Set([...keys, ...around]), lines: new Set(linked), side: centres[0]?.side };
}

/**
 * @param {Line} line
 * @param {Scene} scene
 */
function lineShape(line, { linked }) {
  const { edge, x1, y1, x2, y2 } = line;
  const bend = (x2 - x1) / 2;
  const state = `${linked?.lines.has(line) ? " active" : ""}${edge.inForce ? "" : " pending"}`;
  return h("path", {
    key: keyOf(edge),
    class: `line ${edge.kind}${state}`,
    d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
  });
}

/** @param {Edge} edge */
function keyOf({ from, kind, on }) {
  return `${from} ${kind} ${on}`;
}

/**
 * Where there is room, beside the person; else only those that matter now, at their other end.
 * @param {Line} line
 * @param {Scene} scene
 */
function lineLabel(line, { layout, linked }) {
  const { edge, x1, y1, x2, y2, place } = line;
  const isActive = linked?.lines.has(line) === true;
  if (!layout.isRoomy && !isActive) return "";
  const isLeft = layout.isRoomy || linked?.side === "mailbox";
  const along = labelOffset + (layout.isRoomy ? 0 : place * labelWidth);
  const at = isLeft ? { x: x1 + along, y: y1, "text-anchor": "start" } : { x: x2 - along, y: y2, "text-anchor": "end" };
  return h(
    "text",
    { key: keyOf(edge), class: isActive ? "label active" : "label", ...at, dy: "0.32em", "aria-hidden": "true" },
    texts().edgeLabels[edge.kind],
  );
}

/**
 * @param {Box} box
 * @param {Scene} scene
 */
function boxShape(box, { layout, rows, select, linked }) {
  const { key, id, side, x, y, width, height } = box;
  const isSelected = choices.rights.selected === id;
  const { address = id, name = "", kind = "account" } = rows.get(id) ?? {};
  const point = (/** @type {string | undefined} */ at) => () => {
    if (at !== undefined) pointer.tabStop = at;
    pointer.key = at;
    redraw();
  };
  const about = [name, texts().kinds[kind]].filter((part) => part !== "").join(" · ");
  const [first, second] = linesOf({ address, about, isNarrow: layout.width < narrowWidth });
  const middle = y + height / 2;
  return h(
    "g",
    {
      key,
      class: `box ${side} ${kind}${isSelected ? " selected" : ""}${linked?.boxes.has(key) ? " active" : ""}`,
      role: "button",
      tabindex: key === pointer.tabStop ? 0 : -1,
      "data-box": key,
      "aria-pressed": String(isSelected),
      "aria-label": spoken(box, { layout, rows }),
      onclick: () => select(isSelected ? undefined : id),
      onpointerenter: point(key),
      onpointerleave: point(undefined),
      onfocus: point(key),
      onblur: point(undefined),
    },
    h("title", {}, `${address} – ${about}`),
    h("rect", { x, y, width, height, rx: 7 }),
    h("text", { class: "address", x: x + padding, y: middle - 3 }, fitted(first, width - 2 * padding, 13)),
    h("text", { class: "about", x: x + padding, y: middle + 12 }, fitted(second, width - 2 * padding, 11)),
  );
}

/**
 * Where there is little room, the address is all that tells one from the other.
 * @param {{ address: string, about: string, isNarrow: boolean }} box
 * @returns {[first: string, second: string]}
 */
function linesOf({ address, about, isNarrow }) {
  const at = address.indexOf("@");
  return isNarrow && at > 0 ? [address.slice(0, at), address.slice(at)] : [address, about];
}

/**
 * The box and what it is linked to, in words.
 * @param {Box} box
 * @param {Pick<Scene, "layout" | "rows">} scene
 */
function spoken({ id, side }, { layout, rows }) {
  const words = texts().rights;
  const [mine, other] =
    side === "person" ? /** @type {const} */ (["from", "on"]) : /** @type {const} */ (["on", "from"]);
  const edges = layout.lines.map(({ edge }) => edge).filter((edge) => edge[mine] === id);
  const list = edges.map((edge) => `${texts().edges[edge.kind]} ${rows.get(edge[other])?.address ?? edge[other]}`);
  const { address = id, kind = "account" } = rows.get(id) ?? {};
  const values = { name: address, kind: texts().kinds[kind], list: list.join(", ") };
  return fill(side === "person" ? words.nodeHolds : words.nodeIsHeld, values);
}

/** @type {CanvasRenderingContext2D | null | undefined} */
let measuring;

/**
 * The beginning of a text, as much as there is room for.
 * @param {string} text
 * @param {number} width
 * @param {number} fontSize
 */
function fitted(text, width, fontSize) {
  measuring ??= document.createElement("canvas").getContext("2d");
  if (!measuring) return text;
  measuring.font = `${fontSize}px system-ui, sans-serif`;
  if (measuring.measureText(text).width <= width) return text;
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measuring.measureText(`${text.slice(0, middle)}…`).width <= width) fits = middle;
    else tooLong = middle;
  }
  return `${text.slice(0, fits)}…`;
}

/**
 * @param {KeyboardEvent} event
 * @param {Scene} scene
 */
function moveByKey(event, { layout, select }) {
  const at = layout.boxes.find(({ key }) => key === pointer.tabStop);
  if (at === undefined) return;
  if (event.key === "Enter" || event.key === " ") select(choices.rights.selected === at.id ? undefined : at.id);
  else if (event.key === "Escape") select(undefined);
  else {
    const next = nextBox(event.key, at, layout);
    if (next === undefined) return;
    focusBox(next);
  }
  event.preventDefault();
}

/**
 * @param {string} key
 * @param {Box} at
 * @param {Layout} layout
 * @returns {Box | undefined}
 */
function nextBox(key, at, { boxes, lines }) {
  const side = boxes.filter((box) => box.side === at.side).sort((a, b) => a.y - b.y);
  const place = side.indexOf(at);
  if (key === "ArrowUp") return side[place - 1];
  if (key === "ArrowDown") return side[place + 1];
  if (key === "Home") return side[0];
  if (key === "End") return side.at(-1);
  const isAcross = key === (at.side === "person" ? "ArrowRight" : "ArrowLeft");
  if (!isAcross) return undefined;
  const across = lines.flatMap(({ edge }) => acrossFrom(edge, at));
  return boxes.filter((box) => across.includes(box.key)).sort((a, b) => a.y - b.y)[0];
}

/**
 * @param {Edge} edge
 * @param {Box} at
 */
function acrossFrom({ from, on }, { side, id }) {
  if (side === "person") return from === id ? [`mailbox ${on}`] : [];
  return on === id ? [`person ${from}`] : [];
}

/** @param {Box} box */
function focusBox({ key }) {
  for (const element of document.querySelectorAll("[data-box]")) {
    if (element instanceof SVGElement && element.dataset.box === key) element.focus();
  }
}
