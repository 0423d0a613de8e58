/** What Pulumi calls the resources: the address itself, so that a name says what it is and never depends on the others. */

import type { Candidate, Place } from "./model.js";

/** Letters of all scripts, digits, and what addresses hold beside them. */
const UNUSUAL = /[^\p{L}\p{N}@._+/-]/gu;

export class Names {
  readonly #taken = new Set<string>();

  of({ kind, what, identity }: Pick<Candidate, "kind" | "what" | "identity">, place: Place): string {
    const plain = kind === "MxPlanRedirection" ? `${identity.from}/${identity.to}` : what;
    const name = plain.replace(UNUSUAL, "-");
    return this.#unique(kind, [name, `${name}/${place.name.replace(UNUSUAL, "-")}`]);
  }

  /** An external contact may stand in two services. */
  #unique(kind: string, candidates: readonly string[]): string {
    const [first = ""] = candidates;
    for (let count = 0; ; count++) {
      const name = candidates[count] ?? `${first}/${count}`;
      const key = `${kind} ${name}`;
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

/** Words that cannot be a variable, and those that the program uses itself. */
const RESERVED = new Set(
  (
    "arguments as async await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null of package private " +
    "protected public return static super switch this throw true try type typeof undefined var void while with yield " +
    "abstract any boolean declare module namespace never number object require string symbol unknown exports process " +
    "global globalThis console ovhmail service people parse readFileSync join mailbox mailboxes sharedMailbox " +
    "sharedMailboxes group groups contact contacts redirection redirections responder responders rights emailAddress grants"
  ).split(" "),
);

/** Names of variables, from addresses: `annaDurand`, then `annaDurandExampleCom`, then with a number. */
export class Variables {
  readonly #taken = new Set(RESERVED);

  of(address: string): string {
    const [login = "", domain = ""] = address.split("@");
    const short = camelCase(login);
    const long = camelCase(`${login} ${domain}`);
    for (let count = 0; ; count++) {
      const name = [short, long][count] ?? `${long}${count}`;
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }
}

function camelCase(text: string): string {
  const words = text.match(/[a-z]+|\d+/gi) ?? [];
  const [first = "mailbox", ...others] = words.map((word) => word.toLowerCase());
  const joined = first + others.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  return /^\d/.test(joined) ? `_${joined}` : joined;
}
