import { UsageError } from "../shared/errors.js";
import type { DoctorTexts } from "./texts.js";

export interface DoctorOptions {
  readonly state?: string;
  readonly preview?: string;
  readonly stack?: string;
  readonly rules?: true;
  readonly requestKey?: true;
  readonly readOnly?: true;
  readonly stuckAfter: string;
  readonly json?: true;
}

export interface DoctorRequest {
  readonly does: "look" | "rules" | "requestKey";
  readonly stuckAfterMs: number;
}

export function readDoctorRequest(options: DoctorOptions, t: DoctorTexts): DoctorRequest {
  const { state, preview, stack, rules, requestKey, readOnly, stuckAfter } = options;
  const sources = [state, preview, stack].filter((source) => source !== undefined);
  if (sources.length > 1) throw new UsageError(t.twoSources);
  if (rules && requestKey) throw new UsageError(t.rulesAndKey);
  if (readOnly && !rules && !requestKey) throw new UsageError(t.readOnlyAlone);
  if (!/^\d{1,6}$/.test(stuckAfter)) throw new UsageError(t.notMinutes(stuckAfter));
  const does = rules ? "rules" : requestKey ? "requestKey" : "look";
  return { does, stuckAfterMs: Number(stuckAfter) * 60_000 };
}
