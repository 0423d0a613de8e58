/**
 * Many calls, some at a time: one that waits for its turn at the limiter must not run out of time there, and the calls of
 * others get their turn among ten thousand.
 */

/** More than the limiter sends at once, so that it never waits for us. */
const AT_ONCE = 32;

/** All results, in the order of the items. `onDone` is told after each of them. */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  onDone: (done: number) => void = () => {},
): Promise<Result[]> {
  const results: Result[] = [];
  let done = 0;
  const left = items.entries();
  const worker = async () => {
    // Each worker takes the next item that none has taken yet.
    for (const [index, item] of left) {
      results[index] = await work(item);
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}
