/** One mailbox as a tree: itself at the top, and a branch for everybody who gains, loses or keeps rights on it. */

import { escapeHtml } from "../../shared/html-page.js";
import { visible } from "../../shared/safe-text.js";
import type { AccessRight, Holder, Mailbox } from "../model.js";
import type { PlanTexts } from "../texts.js";
import { wrap } from "./wrap.js";

/** In the units of the drawing, which are pixels at its natural size. */
const WIDTH = 360;
const LINE_HEIGHT = 17;
const TRUNK_X = 16;
const SIGN_X = 38;
const PERSON_X = 64;
const TEXT_X = 80;
const ROW_GAP = 12;
const BOX_PADDING = 12;
/** What fits beside a branch, and into the box, in the widest common letters. */
const TEXT_COLUMNS = 38;
const BOX_COLUMNS = 40;
/** More who keep what they have are only counted: few where others gain or lose something, who are to be seen. */
const KEPT_MAX = { besideChanges: 5, alone: 30 } as const;

type Fate = "gains" | "loses" | "keeps";

interface Branch {
  readonly fate: Fate;
  readonly person: string;
  readonly rights: readonly AccessRight[];
  readonly isOutside: boolean;
}

const SIGNS: Readonly<Record<Fate, string>> = { gains: "+", loses: "−", keeps: "=" };

export interface Drawn {
  readonly svg: string;
  /** Everybody who is in it, to be found by. */
  readonly people: readonly string[];
}

export function drawMailbox(mailbox: Mailbox, t: PlanTexts): Drawn {
  const branches = branchesOf(mailbox);
  const changed = branches.filter(({ fate }) => fate !== "keeps");
  const kept = branches.filter(({ fate }) => fate === "keeps");
  const keptMax = changed.length > 0 ? KEPT_MAX.besideChanges : KEPT_MAX.alone;
  const head = headOf(mailbox, t);
  let y = head.height;
  const rows: string[] = [];
  let lastY = y;
  for (const branch of [...changed, ...kept.slice(0, keptMax)]) {
    const row = drawBranch(branch, y, t);
    rows.push(row.svg);
    lastY = row.lineY;
    y += row.height;
  }
  const remark = remarkOf(mailbox, kept.length - keptMax, t);
  const remarks = remark.map((line, index) => textAt(TRUNK_X, y + 18 + index * LINE_HEIGHT, line, "small"));
  const height = y + (remark.length === 0 ? 4 : remark.length * LINE_HEIGHT + 12);
  const title = titleOf(mailbox, changed, t);
  const trunk =
    rows.length === 0 ? "" : `<line class="trunk" x1="${TRUNK_X}" y1="${head.height}" x2="${TRUNK_X}" y2="${lastY}"/>`;
  const svg = `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeHtml(title)}">${trunk}${head.svg}${rows.join("")}${remarks.join("")}</svg>`;
  return { svg, people: branches.map(({ person }) => person) };
}

function branchesOf({ before, after }: Mailbox): Branch[] {
  const [was, will] = [rightsByPerson(before), rightsByPerson(after)];
  const outsiders = new Set([...before, ...after].filter(({ outside }) => outside).map(({ person }) => person));
  const people = [...new Set([...was.keys(), ...will.keys()])].sort();
  const of = (fate: Fate, choose: (old: readonly AccessRight[], next: readonly AccessRight[]) => AccessRight[]) =>
    people.flatMap((person): Branch[] => {
      const rights = choose(was.get(person) ?? [], will.get(person) ?? []);
      return rights.length === 0 ? [] : [{ fate, person, rights, isOutside: outsiders.has(person) }];
    });
  return [
    ...of("gains", (old, next) => next.filter((right) => !old.includes(right))),
    ...of("loses", (old, next) => old.filter((right) => !next.includes(right))),
    ...of("keeps", (old, next) => old.filter((right) => next.includes(right))),
  ];
}

function rightsByPerson(holders: readonly Holder[]): ReadonlyMap<string, readonly AccessRight[]> {
  return new Map(holders.map(({ person, rights }) => [person, rights]));
}

interface Part {
  readonly svg: string;
  readonly height: number;
}

function headOf(mailbox: Mailbox, t: PlanTexts): Part {
  const former = mailbox.formerAddress === undefined ? [] : [t.formerly(mailbox.formerAddress)];
  const what = [t.kinds[mailbox.kind], t.changes[mailbox.change], ...former].filter((text) => text !== "").join(", ");
  const names = wrap(visible(mailbox.address), BOX_COLUMNS);
  const details = wrap(visible(what), BOX_COLUMNS + 4);
  const height = (names.length + details.length) * LINE_HEIGHT + BOX_PADDING * 1.5;
  const lines = [...names.map((text) => ["name", text] as const), ...details.map((text) => ["small", text] as const)];
  const texts = lines.map(([style, text], index) => textAt(BOX_PADDING, 20 + index * LINE_HEIGHT, text, style));
  const box = `<rect class="box ${mailbox.change}" x="1" y="1" width="${WIDTH - 2}" height="${height - 2}" rx="8"/>`;
  return { svg: box + texts.join(""), height };
}

function drawBranch({ fate, person, rights, isOutside }: Branch, top: number, t: PlanTexts): Part & { lineY: number } {
  const names = wrap(visible(person), TEXT_COLUMNS);
  const words = `${t[fate]} ${rights.map((right) => t.rights[right]).join(", ")}${isOutside ? ` · ${t.outside}` : ""}`;
  const details = wrap(words, TEXT_COLUMNS + 4);
  const height = (names.length + details.length) * LINE_HEIGHT + ROW_GAP;
  const lineY = top + ROW_GAP + 7;
  const lines = [...names.map((text) => ["person", text] as const), ...details.map((text) => ["small", text] as const)];
  const texts = lines.map(([style, text], index) =>
    textAt(TEXT_X, top + ROW_GAP + 12 + index * LINE_HEIGHT, text, style),
  );
  const edge = `<line class="edge" x1="${TRUNK_X}" y1="${lineY}" x2="${PERSON_X - 7}" y2="${lineY}"/>`;
  const sign = `<circle class="sign" cx="${SIGN_X}" cy="${lineY}" r="8"/><text class="mark" x="${SIGN_X}" y="${lineY + 5}" text-anchor="middle">${SIGNS[fate]}</text>`;
  const svg = `<g class="branch ${fate}" data-name="${escapeHtml(person)}">${edge}${sign}${figure(isOutside, lineY)}${texts.join("")}</g>`;
  return { svg, height, lineY };
}

/** Who is outside has another shape, not only another colour. */
function figure(isOutside: boolean, y: number): string {
  if (!isOutside) return `<circle class="who" cx="${PERSON_X}" cy="${y}" r="6"/>`;
  return `<path class="who outside" d="M${PERSON_X} ${y - 8}l8 8l-8 8l-8-8z"/>`;
}

function textAt(x: number, y: number, text: string, style: string): string {
  return `<text class="${style}" x="${x}" y="${y}">${escapeHtml(text)}</text>`;
}

function remarkOf(mailbox: Mailbox, unseen: number, t: PlanTexts): string[] {
  const left = mailbox.kind === "group" ? t.orphanedGroup : t.orphanedBox;
  return [
    ...(unseen > 0 ? [t.keepToo(unseen)] : []),
    ...(mailbox.orphaned ? [`⚠ ${left}`] : []),
    ...(mailbox.afterKnown ? [] : [t.more]),
  ];
}

function titleOf(mailbox: Mailbox, changed: readonly Branch[], t: PlanTexts): string {
  const sum = (fate: Fate) =>
    changed.filter((branch) => branch.fate === fate).reduce((all, { rights }) => all + rights.length, 0);
  return `${mailbox.address}: ${t.counted.gained(sum("gains"))}, ${t.counted.lost(sum("loses"))}`;
}
