/** What is there of what a program declares, and whose it is. */

import type { World } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { redirectionsOf, text } from "./expectations.js";
import { type Ledger, redirectionNamed } from "./ledger.js";
import { typeOf } from "./paths.js";

export interface Judged {
  readonly world: World;
  readonly ledger: Ledger;
}

/** As the ledger names it; undefined when nothing is there. */
export function identityOf({ world, ledger }: Judged, kind: string, props: Values): string | undefined {
  if (kind === "MxPlanRedirection") {
    const [from, to] = [text(props.from), text(props.to)];
    const isThere = redirectionsOf(world, from).some((one) => one.to.toLowerCase() === to);
    return isThere ? redirectionNamed(from, to) : undefined;
  }
  const key = text(props.emailAddress);
  const [login = "", domain = ""] = key.split("@");
  if (kind === "MxPlanResponder")
    return ledger.identityOf({ type: "responder", service: domain, key: login, rest: "" });
  const type = typeOf(kind, key);
  return type && ledger.identityOf({ type, service: "", key, rest: "" });
}

/** Each address belongs to one mailbox, also as its alias. */
export function areAliasesTaken({ world, ledger }: Judged, stack: string, aliases: unknown): boolean {
  if (!Array.isArray(aliases)) return false;
  const holders = [
    ...world.accounts().map((one) => ["account", one.primaryEmailAddress] as const),
    ...world.sharedAccounts().map((one) => ["sharedAccount", one.sharedEmailAddress] as const),
    ...world.mxplan.accounts().map((one) => ["mxplan", one.primaryEmailAddress] as const),
  ];
  return holders
    .filter(([, address]) => world.aliases(address).some((alias) => aliases.includes(alias.toLowerCase())))
    .some(([type, address]) => {
      const identity = ledger.identityOf({ type, service: "", key: address, rest: "" });
      return identity !== undefined && ledger.ownerOf(identity) !== stack;
    });
}
