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
  movedMs: z.number().min(0).default(0),
});
/** What the first version of the simulator wrote. */
const earlierShape = z.looseObject({ formatVersion: z.literal(1), services: records, mailboxes: records });

function earlierText(file: string): string {
  return `${file} was written by an earlier version of the simulator: remove it, or start with another state file`;
}

/** What is kept between two runs. */
export interface Stored {
  state: WorldState;
  /** How far the world's time is ahead of the clock. */
  movedMs: number;
}

/**
 * Keeps the world in a file. It holds no password (only salted hashes) and none of the API's keys: those come from the
 * seed at each start.
 */
export class Store {
  private savedText = "";
  /** How often it was asked to keep the world, which is after each change. */
  saves = 0;
  constructor(private readonly file: string | undefined) {}

  load(): Stored | undefined {
    if (this.file === undefined || !existsSync(this.file)) return undefined;
    this.savedText = this.read(this.file);
    const content = this.parse(this.savedText);
    if (earlierShape.safeParse(content).success) throw new StateFileError(earlierText(this.file));
    const parsed = stateShape.safeParse(content);
    if (!parsed.success) throw new StateFileError(`${this.file} is not a state file of this simulator`);
    const { movedMs, ...state } = parsed.data;
    // The file is written by `save` alone, from a WorldState; the check above tells foreign files apart.
    return { state: state as unknown as WorldState, movedMs };
  }

  /** Writes the file when the world changed since. Rename is atomic: a crash leaves the old file or the new one. */
  save({ state, movedMs }: Stored): void {
    this.saves += 1;
    if (this.file === undefined) return;
    const text = JSON.stringify(movedMs === 0 ? state : { ...state, movedMs });
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
