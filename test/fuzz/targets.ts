/** For each parser of texts that come from outside: whatever it is given, it ends, in an answer or in a clear sentence. */

import type fc from "fast-check";
import { answerTargets } from "./target-answers.js";
import { imapTargets } from "./target-imap.js";
import { inputTargets } from "./target-inputs.js";
import { nameTargets } from "./target-names.js";

export interface Target {
  readonly name: string;
  readonly property: fc.IRawProperty<unknown>;
}

export const targets: readonly Target[] = [...nameTargets, ...inputTargets, ...answerTargets, ...imapTargets];
