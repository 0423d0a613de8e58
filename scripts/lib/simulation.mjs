// What the fault simulation prints: which faults met which operations, and what was found.

/** @typedef {Record<string, Record<string, number>>} Counts */
/** @typedef {{ invariant: string, text: string }} Violation */
/** @typedef {{ programs: number, calls: number, crashes: number, faults: Counts, failed: { seed: number, violations: Violation[] }[] }} Summary */

const VERBS = ["create", "update", "rename", "resume", "refresh", "delete"];
/** What a whole run must hit each pair at least so often with. */
const HITS_MIN = 20;
const INVARIANTS = 14;

/** @param {Counts[]} parts @returns {Counts} */
function sum(parts) {
  /** @type {Counts} */
  const all = {};
  for (const [fault, verbs] of parts.flatMap((part) => Object.entries(part))) {
    const row = all[fault] ?? {};
    for (const [verb, times] of Object.entries(verbs)) row[verb] = (row[verb] ?? 0) + times;
    all[fault] = row;
  }
  return all;
}

/** @param {Counts[]} parts @returns {string[]} */
export function coverageLines(parts) {
  const rows = Object.entries(sum(parts)).sort();
  const isRare = (/** @type {number | undefined} */ times) => times !== undefined && times < HITS_MIN;
  const rare = rows.flatMap(([, row]) => VERBS.filter((verb) => isRare(row[verb]))).length;
  return [
    `${"fault".padEnd(28)}${VERBS.map((verb) => verb.padStart(9)).join("")}`,
    ...rows.map(
      ([fault, row]) => fault.padEnd(28) + VERBS.map((verb) => String(row[verb] ?? "-").padStart(9)).join(""),
    ),
    `${rare} pairs of a fault and an operation were met fewer than ${HITS_MIN} times`,
  ];
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
