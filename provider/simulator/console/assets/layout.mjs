// Where everything of the drawing stands: numbers only, nothing of a document.
import { orderSides } from "./order.mjs";

/** @typedef {import("../view-model.js").Edge} Edge */
/** @typedef {"person" | "mailbox"} Side */
/** @typedef {{ key: string, id: string, side: Side, x: number, y: number, width: number, height: number }} Box */
/** @typedef {{ edge: Edge, x1: number, y1: number, x2: number, y2: number, place: number }} Line */
/** @typedef {{ boxes: Box[], lines: Line[], width: number, height: number, isRoomy: boolean }} Layout */

/** With more lines than this, they stand closer, and only those of one box are labelled. */
const roomyLinesMax = 80;
const roomy = { betweenLines: 13, boxHeight: 42, betweenBoxes: 10 };
const close = { betweenLines: 4, boxHeight: 34, betweenBoxes: 5 };
const betweenParts = 22;
const top = 28;
const widthMax = 1_060;
const boxWidthMax = 300;
const boxShare = 0.35;

/** @type {readonly Edge["kind"][]} */
export const kindOrder = ["fullAccess", "sendAs", "sendOnBehalfTo", "manager", "member", "delegation"];

/**
 * @param {Side} side
 * @param {string} id somebody may stand on both sides
 */
export function boxKey(side, id) {
  return `${side} ${id}`;
}

/**
 * @param {readonly Edge[]} edges
 * @param {{ width: number, nameOf: (id: string) => string }} options
 * @returns {Layout}
 */
export function layOut(edges, { width: available, nameOf }) {
  const isRoomy = edges.length <= roomyLinesMax;
  const spacing = isRoomy ? roomy : close;
  const width = Math.min(available, widthMax);
  const boxWidth = Math.min(boxWidthMax, Math.round(width * boxShare));
  const degrees = degreesOf(edges);
  /** @type {Box[]} */
  const boxes = [];
  let y = top;
  for (const { people, mailboxes } of orderSides(edges, nameOf)) {
    const left = column("person", people, { x: 1, width: boxWidth, spacing, degrees });
    const right = column("mailbox", mailboxes, { x: width - boxWidth - 1, width: boxWidth, spacing, degrees });
    const height = Math.max(left.height, right.height);
    boxes.push(...movedDown(left.boxes, y + (height - left.height) / 2));
    boxes.push(...movedDown(right.boxes, y + (height - right.height) / 2));
    y += height + betweenParts;
  }
  return { boxes, lines: linesBetween(boxes, edges, spacing.betweenLines), width, height: y, isRoomy };
}

/**
 * @param {readonly Edge[]} edges
 * @returns {Map<string, number>}
 */
function degreesOf(edges) {
  /** @type {Map<string, number>} */
  const degrees = new Map();
  for (const { from, on } of edges) {
    for (const key of [boxKey("person", from), boxKey("mailbox", on)]) degrees.set(key, (degrees.get(key) ?? 0) + 1);
  }
  return degrees;
}

/**
 * One above the other; a box is as high as its lines need.
 * @param {Side} side
 * @param {readonly string[]} ids
 * @param {{ x: number, width: number, spacing: typeof roomy, degrees: Map<string, number> }} options
 */
function column(side, ids, { x, width, spacing, degrees }) {
  let y = 0;
  const boxes = ids.map((id) => {
    const key = boxKey(side, id);
    const height = Math.max(spacing.boxHeight, (degrees.get(key) ?? 0) * spacing.betweenLines + 4);
    const box = { key, id, side, x, y, width, height };
    y += height + spacing.betweenBoxes;
    return box;
  });
  return { boxes, height: y - spacing.betweenBoxes };
}

/**
 * @param {readonly Box[]} boxes
 * @param {number} distance
 */
function movedDown(boxes, distance) {
  return boxes.map((box) => ({ ...box, y: box.y + distance }));
}

/**
 * @param {readonly Box[]} boxes
 * @param {readonly Edge[]} edges
 * @param {number} betweenLines
 * @returns {Line[]}
 */
function linesBetween(boxes, edges, betweenLines) {
  const byKey = new Map(boxes.map((box) => [box.key, box]));
  const ends = new Map(boxes.map(({ key }) => [key, /** @type {Edge[]} */ ([])]));
  for (const edge of edges) {
    ends.get(boxKey("person", edge.from))?.push(edge);
    ends.get(boxKey("mailbox", edge.on))?.push(edge);
  }
  const ports = new Map(
    boxes.map((box) => [box.key, portsOf(box, { edges: ends.get(box.key) ?? [], byKey, betweenLines })]),
  );
  return edges.flatMap((edge) => {
    const [personKey, mailboxKey] = [boxKey("person", edge.from), boxKey("mailbox", edge.on)];
    const [person, mailbox] = [byKey.get(personKey), byKey.get(mailboxKey)];
    if (person === undefined || mailbox === undefined) return [];
    const y1 = ports.get(personKey)?.get(edge) ?? person.y;
    const y2 = ports.get(mailboxKey)?.get(edge) ?? mailbox.y;
    return [
      { edge, x1: person.x + person.width, y1, x2: mailbox.x, y2, place: placeInPair(edge, ends.get(personKey)) },
    ];
  });
}

/**
 * Where each line meets the box: in the order of the other ends, so that they do not cross right there.
 * @param {Box} box
 * @param {{ edges: Edge[], byKey: Map<string, Box>, betweenLines: number }} options
 */
function portsOf(box, { edges, byKey, betweenLines }) {
  const farY = (/** @type {Edge} */ edge) =>
    byKey.get(box.side === "person" ? boxKey("mailbox", edge.on) : boxKey("person", edge.from))?.y ?? 0;
  const sorted = [...edges].sort((a, b) => farY(a) - farY(b) || kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind));
  const first = box.y + box.height / 2 - ((sorted.length - 1) * betweenLines) / 2;
  return new Map(sorted.map((edge, place) => [edge, first + place * betweenLines]));
}

/**
 * Which of the lines between the same two boxes it is.
 * @param {Edge} edge
 * @param {readonly Edge[]} [ofPerson]
 */
function placeInPair(edge, ofPerson = []) {
  const pair = ofPerson.filter(({ on }) => on === edge.on);
  return pair.sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind)).indexOf(edge);
}
