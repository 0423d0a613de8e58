/** Calls every method of a tree with sample arguments, and keeps what it would have sent. */

import type { Api, Call } from "../../provider/ovh/api.js";

type MethodName<T> = { [K in keyof T]: T[K] extends (...args: never[]) => Promise<unknown> ? K : never }[keyof T];

/** One list of arguments, or more, for every method; one without arguments has `[[]]`. */
export type Samples<T> = { readonly [K in MethodName<T>]: T[K] extends (...args: infer A) => unknown ? A[] : never };

export interface Sampled {
  readonly Tree: { readonly name: string; readonly prototype: object };
  readonly methods: readonly SampledMethod[];
}

export interface SampledMethod {
  /** For example `ExchangeApi.getAccount`. */
  readonly name: string;
  readonly calls: readonly Call<unknown>[];
}

export function sampled<T extends object, A extends unknown[]>(
  Tree: new (api: Api, ...rest: A) => T,
  rest: A,
  samples: Samples<T>,
): Sampled {
  const methods = Object.entries<unknown[][]>(samples).map(([name, argumentLists]) => ({
    name: `${Tree.name}.${name}`,
    calls: argumentLists.flatMap((list) => recorded(Tree, rest, name, list)),
  }));
  return { Tree, methods };
}

function recorded<A extends unknown[]>(
  Tree: new (api: Api, ...rest: A) => object,
  rest: A,
  method: string,
  args: unknown[],
): Call<unknown>[] {
  const calls: Call<unknown>[] = [];
  const call = (one: Call<unknown>) => {
    calls.push(one);
    return new Promise<never>(() => {});
  };
  // The real class has private parts, which no stand-in can have; trees use nothing but `call`.
  const tree = new Tree({ call } as unknown as Api, ...rest);
  Reflect.apply(Reflect.get(tree, method), tree, args);
  return calls;
}

/** What the prototype has, so that a method without a sample is found at run time too. */
export function methodNames(Tree: Sampled["Tree"]): string[] {
  return Object.getOwnPropertyNames(Tree.prototype).filter((name) => name !== "constructor");
}
