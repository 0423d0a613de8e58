/** The same result, or the same error, for every call. */
export function once<T>(make: () => T): () => T {
  let result: { value: T } | { error: unknown } | undefined;
  return () => {
    if (result === undefined) {
      try {
        result = { value: make() };
      } catch (error) {
        result = { error };
      }
    }
    if ("error" in result) throw result.error;
    return result.value;
  };
}

/** What was found out once stays; a failed look is forgotten, and the next call looks again. */
export function learned<T>(look: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    if (known !== undefined) return known;
    const looking = look();
    known = looking;
    looking.catch(() => {
      if (known === looking) known = undefined;
    });
    return looking;
  };
}
