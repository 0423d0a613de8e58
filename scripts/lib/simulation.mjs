// What the fault simulation prints: which faults met which operations, and what was found.

/** @typedef {Record<string, Record<string, number>>} Counts */
/** @typedef {{ invariant: string, text: string }} Violation */
/** @typedef {{ programs: number, calls: number, crashes: number, faults: Counts, failed: { seed: number, violations: Violation[] }[] }} Summary */
/** @typedef {{ fault: string, verb: string, times: number }} Pair */

const VERBS = ["create", "update", "rename", "resume", "refresh", "delete"];
/** What a whole run must hit each pair at least so often with. */
const HITS_MIN = 20;
/** So many programs are a whole run. */
const WHOLE_RUN = 10_000;
const INVARIANTS = 14;

/** @param {Counts[]} parts @returns {Counts} */
export function sumCounts(parts) {
  /** @type {Counts} */
  const all = {};
  for (const [fault, verbs] of parts.flatMap((part) => Object.entries(part))) {
    const row = all[fault] ?? {};
    for (const [verb, times] of Object.entries(verbs)) row[verb] = (row[verb] ?? 0) + times;
    all[fault] = row;
  }
  return all;
}

/** The pairs that were met too seldom. A pair that cannot occur is not in the counts. @param {Counts} counts @returns {Pair[]} */
export function rarePairs(counts) {
  return Object.entries(counts).flatMap(([fault, row]) =>
    Object.entries(row)
      .filter(([, times]) => times < HITS_MIN)
      .map(([verb, times]) => ({ fault, verb, times })),
  );
}

/** Each fault by operation, and in all. @param {Counts} counts @returns {string[]} */
export function coverageLines(counts) {
  const cells = (/** @type {(string | number)[]} */ values) =>
    values.map((value) => String(value).padStart(9)).join("");
  const line = (/** @type {string} */ name, /** @type {(string | number)[]} */ values) =>
    name.padEnd(28) + cells(values);
  return [
    line("fault", [...VERBS, "in all"]),
    ...Object.entries(counts)
      .sort()
      .map(([fault, row]) => line(fault, [...VERBS.map((verb) => row[verb] ?? "-"), inAll(row)])),
  ];
}

/** @param {Record<string, number>} row */
function inAll(row) {
  return Object.values(row).reduce((sum, times) => sum + times, 0);
}

/** @param {Pair[]} rare @param {number} programs @returns {string[]} */
export function rareLines(rare, programs) {
  if (rare.length === 0) return [`each fault met each operation that it can strike at least ${HITS_MIN} times`];
  if (programs < WHOLE_RUN)
    return [`${rare.length} pairs were met fewer than ${HITS_MIN} times; of ${WHOLE_RUN} programs, none may be`];
  const pairs = rare.map(({ fault, verb, times }) => `${fault} × ${verb} (${times})`);
  return [`met fewer than ${HITS_MIN} times: ${pairs.join(", ")}`];
}

/** Whether a run is long enough to fail for what it did not meet. @param {Pair[]} rare @param {number} programs */
export function lacksCoverage(rare, programs) {
  return programs >= WHOLE_RUN && rare.length > 0;
}

/** @param {Summary["failed"]} failed @returns {string[]} */
export function violationLines(failed) {
  const found = failed.flatMap(({ seed, violations }) => violations.map((one) => ({ seed, ...one })));
  const names = Array.from({ length: INVARIANTS }, (_, index) => `I${index + 1}`);
  const counted = names.map((name) => `${name} ${found.filter(({ invariant }) => invariant === name).length}`);
  return [
    ...found.map(
      ({ seed, invariant, text }) => `seed ${seed}: ${invariant}: ${text}\n  npm run sim:faults -- --seed ${seed}`,
    ),
    `violations: ${counted.join(", ")}`,
  ];
}
