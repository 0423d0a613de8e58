/** What one run did, for people who read why it failed. */

export class Trace {
  readonly #lines: string[] = [];

  constructor(
    private readonly now: () => number,
    readonly isOn: boolean,
  ) {}

  note(text: string | (() => string)): void {
    if (!this.isOn) return;
    const at = new Date(this.now()).toISOString().slice(11, 23);
    this.#lines.push(`${at} ${typeof text === "string" ? text : text()}`);
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
