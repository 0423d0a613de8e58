/** From a preview, and what is really there, to what it means for people. Pure: the same in, the same out. */

import { groupBy } from "../../provider/imap/group-by.js";
import type { Language } from "../shared/language.js";
import { ability } from "./ability.js";
import type { Held } from "./access.js";
import { type Box, boxesIn, contactsIn, type Migration, migrationsIn } from "./boxes.js";
import {
  type AccessRight,
  accessRight,
  type Condition,
  conditions,
  type Holder,
  type Mailbox,
  type NoteCode,
  type Person,
  type PersonAccess,
  type Plan,
} from "./model.js";
import { type Organisation, outsideRule } from "./organisation.js";
import { heldOf, type LiveRights, type Reach, reachIn } from "./reach.js";
import type { Preview } from "./read-preview.js";
import { planTexts } from "./texts.js";

export interface PlanOptions {
  readonly preview: Preview;
  readonly live: LiveRights;
  /** What is really there, by address, where it was looked at. */
  readonly kinds: ReadonlyMap<string, Mailbox["kind"]>;
  /** Whether what is really there was looked at. */
  readonly isLive: boolean;
  readonly organisation: Organisation;
  readonly language: Language;
}

export function makePlan({ preview, live, kinds, isLive, organisation, language }: PlanOptions): Plan {
  const boxes = boxesIn(preview);
  const reaches = reachIn(preview, boxes, live);
  const isOutside = outsideRule(boxes, organisation);
  const people = peopleOf(reaches, boxes, isOutside, language);
  const migrations = migrationsIn(preview);
  const mailboxes = mailboxesOf(reaches, withMigrations(boxes, migrations), { kinds, isOutside });
  const contacts = contactsIn(preview).map((contact) => ({ ...contact, outside: isOutside(contact.address) }));
  const plan = { people, mailboxes, migrations, contacts };
  return {
    version: 1,
    project: preview.project,
    stack: preview.stack,
    live: isLive,
    changes: hasChanges(plan),
    ...plan,
    conditions: conditionsOf(plan),
    notes: notesOf(preview, mailboxes, isLive, language),
  };
}

/** What begins to move is no longer the same, though nothing else about it changes. */
function withMigrations(boxes: readonly Box[], migrations: readonly Migration[]): Box[] {
  const moving = new Set(migrations.filter(({ change }) => change === "begins").map(({ from }) => from));
  return boxes.map((box) => (box.change === "none" && moving.has(box.key) ? { ...box, change: "migrated" } : box));
}

type Parts = Pick<Plan, "people" | "mailboxes" | "migrations" | "contacts">;

function hasChanges({ people, mailboxes, migrations, contacts }: Parts): boolean {
  const changed = mailboxes.some(({ change, reachChanges }) => change !== "none" || reachChanges);
  return changed || people.length > 0 || migrations.length > 0 || contacts.length > 0;
}

type Transition = "gained" | "lost";

interface Change extends Held {
  readonly on: string;
  readonly transition: Transition;
  readonly unmanaged: boolean;
}

function changesOf({ target, before, after, unmanaged }: Reach): Change[] {
  const change = (key: string, transition: Transition): Change => ({
    ...heldOf(key),
    on: target.key,
    transition,
    unmanaged: transition === "lost" && unmanaged.has(key),
  });
  return [
    ...[...after].filter((key) => !before.has(key)).map((key) => change(key, "gained")),
    ...[...before].filter((key) => !after.has(key)).map((key) => change(key, "lost")),
  ];
}

function peopleOf(
  reaches: readonly Reach[],
  boxes: readonly Box[],
  isOutside: OutsideRule,
  language: Language,
): Person[] {
  const byPerson = groupBy(reaches.flatMap(changesOf), ({ person }) => person);
  const renamedPeople = boxes.filter(
    ({ kind, change }) => isOfOnePerson(kind) && change !== "none" && change !== "released",
  );
  const names = new Set([...byPerson.keys(), ...renamedPeople.map(({ key }) => key)]);
  const kinds = new Map(reaches.map(({ target }) => [target.key, target.kind]));
  return [...names].sort(byText).map((person) => {
    const own = byPerson.get(person) ?? [];
    const box = renamedPeople.findLast(({ key }) => key === person);
    const accesses = (transition: Transition): PersonAccess[] =>
      accessesOf(own, transition, (on, rights) =>
        ability({ transition, on, rights, kind: kinds.get(on) ?? "unknown" }, language),
      );
    return {
      person,
      ...(box?.formerKey !== undefined && { formerAddress: box.formerKey }),
      change: personChange(box),
      outside: isOutside(person),
      gained: accesses("gained"),
      lost: accesses("lost"),
    };
  });
}

function isOfOnePerson(kind: Mailbox["kind"]): boolean {
  return kind === "account" || kind === "mxPlanAccount";
}

function personChange(box: Box | undefined): Person["change"] {
  const change = box?.change ?? "none";
  return change === "created" || change === "renamed" || change === "deleted" ? change : "none";
}

function accessesOf(
  changes: readonly Change[],
  transition: Transition,
  say: (on: string, rights: readonly AccessRight[]) => string,
): PersonAccess[] {
  const own = changes.filter((change) => change.transition === transition);
  const groups = groupBy(own, ({ on, unmanaged }) => `${unmanaged} ${on}`);
  return [...groups.values()]
    .flatMap((ones) => {
      const [first] = ones;
      if (first === undefined) return [];
      const rights = inOrder(ones.map(({ right }) => right));
      return [{ on: first.on, rights, unmanaged: first.unmanaged, ability: say(first.on, rights) }];
    })
    .sort((a, b) => byText(a.on, b.on) || Number(a.unmanaged) - Number(b.unmanaged));
}

type OutsideRule = (person: string) => boolean;

interface Known {
  readonly kinds: PlanOptions["kinds"];
  readonly isOutside: OutsideRule;
}

function mailboxesOf(reaches: readonly Reach[], boxes: readonly Box[], known: Known): Mailbox[] {
  const byKey = new Map(boxes.map((box) => [box.key, box]));
  const reachByKey = new Map(reaches.map((reach) => [reach.target.key, reach]));
  const keys = new Set([...byKey.keys(), ...reachByKey.keys()]);
  return [...keys]
    .sort(byText)
    .map((key) => mailboxOf(key, { box: byKey.get(key), reach: reachByKey.get(key), ...known }));
}

const NOTHING: ReadonlySet<string> = new Set();

interface MailboxParts extends Known {
  readonly box: Box | undefined;
  readonly reach: Reach | undefined;
}

function mailboxOf(address: string, { box, reach, kinds, isOutside }: MailboxParts): Mailbox {
  const { before = NOTHING, after = NOTHING, unmanaged = NOTHING, afterKnown = true } = reach ?? {};
  const kind = box?.kind ?? kinds.get(address) ?? kindOf(reach);
  const change = box?.change ?? "none";
  const revoked = [...unmanaged].filter((key) => !after.has(key));
  return {
    address,
    ...(box?.formerKey !== undefined && { formerAddress: box.formerKey }),
    kind,
    change,
    reachChanges: [...before].some((key) => !after.has(key)) || [...after].some((key) => !before.has(key)),
    before: holders(before, isOutside),
    after: holders(after, isOutside),
    afterKnown,
    orphaned:
      change !== "deleted" && change !== "released" && afterKnown && isLeftAlone({ kind, change, before, after }),
    revokedUnmanaged: change === "deleted" ? [] : holders(revoked, isOutside),
  };
}

function kindOf(reach: Reach | undefined): Mailbox["kind"] {
  const { recordedKind, kind = "exchange" } = reach?.target ?? {};
  return recordedKind ?? (kind === "exchange" ? "unknown" : kind);
}

/** Only what this plan does: what was alone before is no news. A mailbox of one person is opened with its password. */
function isLeftAlone({
  kind,
  change,
  before,
  after,
}: Pick<Mailbox, "kind" | "change"> & Pick<Reach, "before" | "after">): boolean {
  const has = (keys: ReadonlySet<string>, right: AccessRight) => [...keys].some((key) => heldOf(key).right === right);
  if (kind === "sharedMailbox") {
    return !has(after, "fullAccess") && (change === "created" || has(before, "fullAccess"));
  }
  return kind === "group" && !has(after, "receive") && has(before, "receive");
}

function holders(keys: Iterable<string>, isOutside: OutsideRule): Holder[] {
  const byPerson = groupBy([...keys].map(heldOf), ({ person }) => person);
  return [...byPerson]
    .sort(([a], [b]) => byText(a, b))
    .map(([person, held]) => ({ person, rights: inOrder(held.map(({ right }) => right)), outside: isOutside(person) }));
}

function inOrder(rights: readonly AccessRight[]): AccessRight[] {
  return accessRight.options.filter((right) => rights.includes(right));
}

function conditionsOf({ people, mailboxes }: Parts): Plan["conditions"] {
  const gainers = (test: (person: Person) => boolean) => people.filter(test).map(({ person }) => person);
  const boxes = (test: (mailbox: Mailbox) => boolean) => mailboxes.filter(test).map(({ address }) => address);
  const found: Record<Condition, string[]> = {
    external: gainers(({ outside, gained }) => outside && gained.length > 0),
    orphaned: boxes(({ orphaned }) => orphaned),
    "full-access": gainers(({ gained }) => gained.some(({ rights }) => rights.includes("fullAccess"))),
    revoked: boxes(({ revokedUnmanaged }) => revokedUnmanaged.length > 0),
    deleted: boxes(({ change }) => change === "deleted"),
    unknown: boxes(({ afterKnown }) => !afterKnown),
  };
  return Object.fromEntries(conditions.map((condition) => [condition, found[condition]])) as Plan["conditions"]; // all of them
}

function notesOf(preview: Preview, mailboxes: readonly Mailbox[], isLive: boolean, language: Language): Plan["notes"] {
  const t = planTexts[language].notes;
  const elsewhere = preview.resources.filter(({ isElsewhere, isSame }) => isElsewhere && !isSame);
  const unclear = mailboxes.filter(({ afterKnown }) => !afterKnown);
  const noted = (code: NoteCode, subject: string) => ({ code, subject, message: t[code](subject) });
  return [
    ...(isLive ? [] : [noted("offline", "")]),
    ...(preview.isComplete ? [] : [noted("unchangedAbsent", "")]),
    ...elsewhere.map(({ name }) => noted("elsewhere", name)),
    ...unclear.map(({ address }) => noted("unknownValue", address)),
  ];
}

/** The same on every machine, whatever its language. */
function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
