/** What a command may touch. Nothing else in `cli/` reads or writes anything of the process, so tests hand in their own. */

import type { Clock } from "../../provider/ovh/clock.js";
import type { Transport } from "../../provider/ovh/transport.js";
import type { Files } from "../../provider/ovh-conf.js";
import type { Guard } from "./guard.js";
import type { Language } from "./language.js";
import type { RunProcess } from "./run-process.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where text goes: the guard is in it already. */
export interface Sink {
  readonly isTerminal: boolean;
  /** Columns of the terminal, or what suits a file. */
  readonly columns: number;
  /** Whether colours are wanted: on a terminal, and NO_COLOR is not set. */
  readonly hasColors: boolean;
  /** Without secrets and controls. */
  write(text: string): void;
  /** The text as it is. Only for what is meant to be copied, such as the simulator's own keys. */
  writeUnguarded(text: string): void;
}

export interface Context {
  readonly language: Language;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly environment: Environment;
  readonly workingDirectory: string;
  /** Of OVHcloud's configuration files. */
  readonly files: Files;
  /** Takes secrets out of a text; for what goes elsewhere than to the sinks. */
  readonly guard: Guard;
  /** Resolves when somebody asks the program to stop (Ctrl+C). */
  readonly stopped: () => Promise<unknown>;
  readonly runProcess: RunProcess;
  readonly clock: Clock;
  /** How calls to OVHcloud travel; without one, over HTTPS. */
  readonly transport?: Transport;
}
