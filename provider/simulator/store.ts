import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { WorldState } from "./model.js";

/** A state file that cannot be used. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";
}

const records = z.array(z.looseObject({}));
const stateShape = z.looseObject({
  formatVersion: z.literal(2),
  exchangeServices: records,
  mxplanServices: records,
  domains: records,
  mailboxes: records,
  orders: records,
  tasks: records,
  endedTasks: records,
  nextIds: z.record(z.string(), z.number()),
  random: z.number(),
});

/**
 * Keeps the world in a file. It holds no password (only salted hashes) and none of the API's keys: those come from the
 * seed at each start.
 */
export class Store {
  private savedText = "";
  constructor(private readonly file: string | undefined) {}

  load(): WorldState | undefined {
    if (this.file === undefined || !existsSync(this.file)) return undefined;
    this.savedText = this.read(this.file);
    const parsed = stateShape.safeParse(this.parse(this.savedText));
    if (!parsed.success) throw new StateFileError(`${this.file} is not a state file of this simulator`);
    // The file is written by `save` alone, from a WorldState; the check above tells foreign files apart.
    return parsed.data as unknown as WorldState;
  }

  /** Writes the file when the world changed since. Rename is atomic: a crash leaves the old file or the new one. */
  save(state: WorldState): void {
    if (this.file === undefined) return;
    const text = JSON.stringify(state);
    if (text === this.savedText) return;
    this.replace(this.file, text);
    this.savedText = text;
  }

  private replace(file: string, text: string): void {
    const temporary = `${file}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, text, { mode: 0o600 });
      renameSync(temporary, file);
    } catch (error) {
      throw new StateFileError(`${file} cannot be written: ${error instanceof Error ? error.message : error}`);
    }
  }

  private read(file: string): string {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      throw new StateFileError(`${file} cannot be read`, { cause: error });
    }
  }

  private parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new StateFileError(`${this.file} is not JSON`, { cause: error });
    }
  }
}
