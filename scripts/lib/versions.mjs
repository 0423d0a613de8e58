// Just enough of semantic versions for "is this new enough", without a dependency.

/**
 * The first version in a text, such as `v3.259.0`, `go1.26.8` or `go1.25rc1`; undefined when there is none.
 * @param {string} text
 * @returns {[number, number, number] | undefined}
 */
export function parseVersion(text) {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (!match) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/**
 * Whether `text` holds a version that is at least `minimum`; pre-release suffixes are not looked at.
 * @param {string} text
 * @param {string} minimum
 */
export function isAtLeast(text, minimum) {
  const have = parseVersion(text);
  const want = parseVersion(minimum);
  if (!have || !want) return false;
  for (const [index, number] of have.entries()) {
    const wanted = want[index] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return true;
}
