/** The data of a FETCH answer: words, quoted strings, literals and lists. */

/** Text in Latin-1, one character a byte; literals as they came. */
export type Part = string | Buffer;

export type Token = string | Buffer | Token[];

const DEPTH_MAX = 20;

/** The items of `* 12 FETCH (UID 5 FLAGS (\Seen) BODY[] {3}...)`, by their names in capitals; nothing for other answers. */
export function fetchItems(parts: readonly Part[]): Map<string, Token> | undefined {
  const [first] = parts;
  if (typeof first !== "string") return undefined;
  const head = /^\* \d+ FETCH \(/i.exec(first);
  if (head === null) return undefined;
  const list = new Tokenizer([first.slice(head[0].length), ...parts.slice(1)]).list(0);
  const items = new Map<string, Token>();
  for (let at = 0; at + 1 < list.length; at += 2) {
    const [name, value] = [list[at], list[at + 1]];
    if (typeof name === "string" && value !== undefined) items.set(name.toUpperCase(), value);
  }
  return items;
}

export class Tokenizer {
  #part = 0;
  #at = 0;

  constructor(private readonly parts: readonly Part[]) {}

  /** All up to the parenthesis that closes, or to the end. */
  list(depth: number): Token[] {
    const tokens: Token[] = [];
    for (let token = this.#next(depth); token !== undefined; token = this.#next(depth)) tokens.push(token);
    return tokens;
  }

  #next(depth: number): Token | undefined {
    const part = this.#current();
    if (part === undefined) return undefined;
    if (typeof part !== "string") {
      this.#part++;
      return part;
    }
    const character = part[this.#at];
    if (character === ")") {
      this.#at++;
      return undefined;
    }
    if (character === "(") {
      this.#at++;
      return depth < DEPTH_MAX ? this.list(depth + 1) : undefined;
    }
    return character === '"' ? this.#quoted(part) : this.#word(part);
  }

  /** The part that holds something still, past spaces. */
  #current(): Part | undefined {
    for (;;) {
      const part = this.parts[this.#part];
      if (typeof part !== "string") return part;
      while (part[this.#at] === " ") this.#at++;
      if (this.#at < part.length) return part;
      this.#part++;
      this.#at = 0;
    }
  }

  #quoted(part: string): string {
    const found = /"((?:[^"\\]|\\.)*)"?/y;
    found.lastIndex = this.#at;
    const [whole = "", inner = ""] = found.exec(part) ?? [];
    this.#at += Math.max(whole.length, 1);
    return inner.replace(/\\(.)/g, "$1");
  }

  /** An atom, with what stands in brackets: `BODY[HEADER.FIELDS (DATE)]<0>`. */
  #word(part: string): string {
    const found = /[^\s()[\]"]*(?:\[[^\]]*\][^\s()[\]"]*)?/y;
    found.lastIndex = this.#at;
    const word = found.exec(part)?.[0] ?? "";
    // Whatever cannot be read must not stand still.
    this.#at += Math.max(word.length, 1);
    return word;
  }
}
