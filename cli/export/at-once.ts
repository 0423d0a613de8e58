/** Many calls, some at a time: a call that waits for its turn at the limiter must not run out of time there. */

const AT_ONCE = 32;

/** All results, in the order of the items. `onDone` is told after each of them. */
export async function atOnce<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  onDone: (done: number) => void = () => {},
): Promise<R[]> {
  const results: R[] = [];
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
