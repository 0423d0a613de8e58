// In which order the two sides of the drawing stand, so that few lines cross.

/** @typedef {{ from: string, on: string }} Link */
/** @typedef {{ people: string[], mailboxes: string[] }} Sides one part of the drawing that nothing links to the rest */

const sweeps = 8;

/**
 * The parts of the drawing, largest first, each with its two sides in order.
 * @param {readonly Link[]} links
 * @param {(id: string) => string} nameOf what those that could stand anywhere are sorted by
 * @returns {Sides[]}
 */
export function orderSides(links, nameOf) {
  const parts = connectedParts(links).map((part) => ({ part, sides: ordered(part, nameOf) }));
  const nameOfPart = (/** @type {Sides} */ { people: [first = ""] }) => nameOf(first);
  parts.sort((a, b) => b.part.length - a.part.length || nameOfPart(a.sides).localeCompare(nameOfPart(b.sides)));
  return parts.map(({ sides }) => sides);
}

/**
 * @param {readonly Link[]} links
 * @returns {Link[][]}
 */
function connectedParts(links) {
  /** @type {Map<string, Link[]>} */
  const byEnd = new Map();
  for (const link of links) {
    for (const end of [`from ${link.from}`, `on ${link.on}`]) {
      const known = byEnd.get(end);
      if (known === undefined) byEnd.set(end, [link]);
      else known.push(link);
    }
  }
  /** @type {Set<Link>} */
  const seen = new Set();
  return links.flatMap((start) => (seen.has(start) ? [] : [reach(start, byEnd, seen)]));
}

/**
 * @param {Link} start
 * @param {Map<string, Link[]>} byEnd
 * @param {Set<Link>} seen
 * @returns {Link[]}
 */
function reach(start, byEnd, seen) {
  const part = [start];
  seen.add(start);
  // The list grows while it is walked.
  for (const { from, on } of part) {
    for (const link of [...(byEnd.get(`from ${from}`) ?? []), ...(byEnd.get(`on ${on}`) ?? [])]) {
      if (seen.has(link)) continue;
      seen.add(link);
      part.push(link);
    }
  }
  return part;
}

/**
 * Each side is sorted by where its neighbours stand, again and again; the best is kept (Sugiyama's barycentres).
 * @param {readonly Link[]} links
 * @param {(id: string) => string} nameOf
 * @returns {Sides}
 */
function ordered(links, nameOf) {
  const byName = (/** @type {string} */ a, /** @type {string} */ b) => nameOf(a).localeCompare(nameOf(b));
  let people = [...new Set(links.map(({ from }) => from))].sort(byName);
  let mailboxes = [...new Set(links.map(({ on }) => on))].sort(byName);
  let best = { people, mailboxes, crossings: countCrossings(links, { people, mailboxes }) };
  for (let sweep = 0; sweep < sweeps && best.crossings > 0; sweep++) {
    mailboxes = sortedByNeighbours(mailboxes, people, links, (link) => [link.on, link.from]);
    people = sortedByNeighbours(people, mailboxes, links, (link) => [link.from, link.on]);
    const crossings = countCrossings(links, { people, mailboxes });
    if (crossings < best.crossings) best = { people, mailboxes, crossings };
  }
  return { people: best.people, mailboxes: best.mailboxes };
}

/**
 * @param {readonly string[]} side
 * @param {readonly string[]} other
 * @param {readonly Link[]} links
 * @param {(link: Link) => [mine: string, theirs: string]} ends
 */
function sortedByNeighbours(side, other, links, ends) {
  const places = new Map(other.map((id, place) => [id, place]));
  const sums = new Map(side.map((id) => [id, { sum: 0, count: 0 }]));
  for (const link of links) {
    const [mine, theirs] = ends(link);
    const entry = sums.get(mine);
    if (entry === undefined) continue;
    entry.sum += places.get(theirs) ?? 0;
    entry.count += 1;
  }
  const centre = (/** @type {string} */ id) => {
    const { sum, count } = sums.get(id) ?? { sum: 0, count: 1 };
    return sum / count;
  };
  return [...side].sort((a, b) => centre(a) - centre(b));
}

/**
 * @param {readonly Link[]} links
 * @param {Sides} sides
 */
export function countCrossings(links, { people, mailboxes }) {
  const left = new Map(people.map((id, place) => [id, place]));
  const right = new Map(mailboxes.map((id, place) => [id, place]));
  const ends = links.map(({ from, on }) => [left.get(from) ?? 0, right.get(on) ?? 0]);
  ends.sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
  return countInversions(
    ends.map(([, place = 0]) => place),
    mailboxes.length,
  );
}

/**
 * How many pairs stand in the wrong order, by a tree of sums (Fenwick), as thousands of lines have millions of pairs.
 * @param {readonly number[]} places
 * @param {number} count
 */
function countInversions(places, count) {
  const tree = new Array(count + 1).fill(0);
  let inversions = 0;
  places.forEach((place, seen) => {
    let notAfter = 0;
    for (let at = place + 1; at > 0; at -= at & -at) notAfter += tree[at];
    inversions += seen - notAfter;
    for (let at = place + 1; at <= count; at += at & -at) tree[at] += 1;
  });
  return inversions;
}
