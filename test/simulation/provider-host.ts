/** As much of Pulumi's host of dynamic providers as decides whose code runs: the text that stands in the properties. */

import { compileFunction } from "node:vm";
import { dynamicHandlers, type Handlers } from "../../provider/dynamic.js";
import { definitionOf } from "../../provider/kinds.js";
import type { Session } from "../../provider/session.js";
import { type Kind, providerText } from "../../provider/state-texts.js";
import type { Values } from "../../provider/values.js";

interface ProviderModule {
  handler?: () => Handlers;
}

/** One process of it. Of each text it makes one provider, whichever resources have it. */
export class ProviderHost {
  readonly #providers = new Map<string, Handlers>();

  constructor(private readonly session: Session) {}

  /** A check and a diff, a creation and an update get the program's properties, a read and a deletion those of the state. */
  providerOf({ __provider: text }: Values): Handlers {
    // The words of Node, which Pulumi's host hands the text to.
    if (typeof text !== "string") throw new TypeError("code must be a string");
    const known = this.#providers.get(text);
    if (known !== undefined) return known;
    const made = this.#run(text);
    this.#providers.set(text, made);
    void made.configure({ config: { get: () => undefined } });
    return made;
  }

  #run(text: string): Handlers {
    const exports: ProviderModule = {};
    compileFunction(text, ["exports", "require"])(exports, (name: string) => this.#installed(name));
    if (exports.handler === undefined) throw new Error("the text of a provider exports no handler");
    return exports.handler();
  }

  /** What stands in the `node_modules` of the program. */
  #installed(name: string) {
    if (name !== "pulumi-ovh-mail/provider") throw new Error(`Cannot find module '${name}'`);
    return { handlers: (kind: string) => dynamicHandlers(definitionOf(kind), () => this.session) };
  }
}

/** In other characters, so that the host makes another provider of it: a state may come from any release. */
export function olderText(kind: string): string {
  return `${providerText(kind as Kind)} // of an older release`;
}
