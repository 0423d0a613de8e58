/** Who may do what on each target before and after: from what is declared, and from what is really there. */

import { type Given, givenBy, type Held, type Target } from "./access.js";
import type { Box } from "./boxes.js";
import { renamesIn } from "./boxes.js";
import type { Preview } from "./read-preview.js";

/** What is really there, by target. Only what was looked at. */
export type LiveRights = ReadonlyMap<string, readonly Held[]>;

export interface Reach {
  readonly target: Target;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  /** Before, and never seen by Pulumi. */
  readonly unmanaged: ReadonlySet<string>;
  readonly afterKnown: boolean;
}

/** Rights on mailboxes, members of groups and redirections are declared apart, and exclusive each for itself. */
type Facet = "rights" | "membership" | "redirection";

interface Source {
  readonly facet: Facet;
  readonly before?: Given;
  readonly after?: Given;
  readonly isSame: boolean;
  readonly isRetained: boolean;
}

/** One person's right, as a text that can be compared. */
export function heldKey({ person, right }: Held): string {
  return `${right} ${person}`;
}

export function heldOf(key: string): Held {
  const [right = "", ...person] = key.split(" ");
  // Made by `heldKey` alone.
  return { person: person.join(" "), right: right as Held["right"] };
}

export function reachIn(preview: Preview, boxes: readonly Box[], live: LiveRights): Reach[] {
  const renames = renamesIn(boxes);
  const sources = preview.resources.flatMap((resource): Source[] => {
    const before = renamed(givenBy(resource, resource.before), renames);
    const after = givenBy(resource, resource.after);
    if (before === undefined && after === undefined) return [];
    const { isSame, isRetained, kind } = resource;
    return [{ facet: facetOf(kind), isSame, isRetained, ...(before && { before }), ...(after && { after }) }];
  });
  const targets = new Map<string, Target>();
  for (const given of sources.flatMap(({ before, after }) => [before, after])) {
    if (given !== undefined && !(targets.has(given.target.key) && given.target.kind !== "group")) {
      targets.set(given.target.key, given.target);
    }
  }
  const gone = new Set(boxes.filter(({ change }) => change === "deleted").map(({ key }) => key));
  // A mailbox that is replaced at its own address is deleted and made anew.
  for (const { key, change } of boxes) if (change !== "deleted") gone.delete(key);
  return [...targets.values()].map((target) => reachOf(target, sources, { live: live.get(target.key), renames, gone }));
}

function facetOf(kind: string): Facet {
  if (kind === "ContactGroup") return "membership";
  return kind === "Delegation" ? "rights" : "redirection";
}

/** What was declared for who has another address now. */
function renamed(given: Given | undefined, renames: ReadonlyMap<string, string>): Given | undefined {
  if (given === undefined) return undefined;
  const { target } = given;
  return {
    ...given,
    target: { ...target, key: renames.get(target.key) ?? target.key },
    held: given.held.map((held) => renamedHeld(held, renames)),
  };
}

function renamedHeld({ person, right }: Held, renames: ReadonlyMap<string, string>): Held {
  return { person: renames.get(person) ?? person, right };
}

interface Circumstances {
  readonly live: readonly Held[] | undefined;
  readonly renames: ReadonlyMap<string, string>;
  readonly gone: ReadonlySet<string>;
}

function reachOf(target: Target, sources: readonly Source[], { live, renames, gone }: Circumstances): Reach {
  const facets: readonly Facet[] = ["rights", "membership", "redirection"];
  const seen = live && new Set(live.map((held) => heldKey(renamedHeld(held, renames))));
  const parts = facets.map((facet) => {
    const own = sources.filter((source) => source.facet === facet);
    // Only rights are looked at; the rest is as the state says.
    return facetReach(target.key, own, facet === "rights" ? seen : undefined);
  });
  const before = union(parts.map((part) => part.before));
  const after = union(parts.map((part) => part.after));
  const unmanaged = union(parts.map((part) => part.unmanaged));
  const stays = (key: string) => !gone.has(heldOf(key).person);
  const left = gone.has(target.key) ? new Set<string>() : new Set([...after].filter(stays));
  return { target, before, after: left, unmanaged, afterKnown: parts.every((part) => part.afterKnown) };
}

type FacetReach = Omit<Reach, "target">;

function facetReach(key: string, sources: readonly Source[], live: ReadonlySet<string> | undefined): FacetReach {
  const concerned = sources.filter(({ before, after }) => before?.target.key === key || after?.target.key === key);
  const at = (given: Given | undefined) => (given?.target.key === key ? given : undefined);
  const givenBefore = concerned.flatMap((source) => at(source.before) ?? []);
  // What Pulumi forgets stays as it is.
  const givenAfter = concerned.flatMap(({ isRetained, before, after }) => at(isRetained ? before : after) ?? []);
  const recorded = keysIn(givenBefore);
  const declared = keysIn(givenAfter);
  const before = live ?? recorded;
  const unmanaged = new Set([...before].filter((held) => !recorded.has(held)));
  const isTouched = concerned.some(({ isSame }) => !isSame);
  const isExclusive = concerned.some(({ isSame, after }) => !isSame && at(after)?.isExclusive === true);
  const keeps = unclearKeeper(givenAfter);
  const after = new Set(
    isTouched ? [...[...before].filter((held) => keeps(held) || keptOf(held)), ...declared] : before,
  );
  return {
    before,
    after,
    unmanaged,
    afterKnown: givenAfter.every(({ unclear }) => unclear !== "all" && unclear.size === 0),
  };

  function keptOf(held: string): boolean {
    if (declared.has(held)) return true;
    return !isExclusive && !recorded.has(held);
  }
}

/** What is not known yet may stay: nobody is told to lose it. */
function unclearKeeper(given: readonly Given[]): (held: string) => boolean {
  if (given.some(({ unclear }) => unclear === "all")) return () => true;
  const people = new Set(given.flatMap(({ unclear }) => (unclear === "all" ? [] : [...unclear])));
  return (held) => people.has(heldOf(held).person);
}

function keysIn(given: readonly Given[]): ReadonlySet<string> {
  return new Set(given.flatMap(({ held }) => held.map(heldKey)));
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}
