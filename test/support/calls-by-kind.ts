/** Which calls each kind of resource really makes, in whatever test: what `ovh-mail doctor` says it needs is held against it. */

import { AsyncLocalStorage } from "node:async_hooks";

const working = new AsyncLocalStorage<string>();

export interface KindCall {
  readonly kind: string;
  readonly method: string;
  /** Below `/1.0`, without the query. */
  readonly path: string;
}

/** Of the test file that runs. */
export const callsByKind: KindCall[] = [];

/** What is called meanwhile, also later by what this begins, is called by this kind. */
export function workingOn<T>(kind: string, work: () => Promise<T>): Promise<T> {
  return working.run(kind, work);
}

export function noteCall({ method, url }: Request): void {
  const kind = working.getStore();
  if (kind === undefined) return;
  const path = new URL(url).pathname.replace(/^\/1\.0/, "");
  callsByKind.push({ kind, method, path });
}
