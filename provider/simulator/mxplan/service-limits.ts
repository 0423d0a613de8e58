import { ruleRefused } from "../errors.js";
import type { Switches } from "../switches.js";
import type { MxplanServiceWritable } from "./model.js";

type Numbers = Exclude<keyof MxplanServiceWritable, "complexityEnabled" | "displayName" | "spamAndVirusConfiguration">;

/** Limits of the OVH panel's form; the server's own are not known. */
const limits: Partial<Record<Numbers, { min: number; max: number }>> = {
  maxPasswordAge: { min: 0, max: 90 },
  minPasswordLength: { min: 0, max: 14 },
  lockoutThreshold: { min: 0, max: 14 },
  lockoutObservationWindow: { min: 1, max: 90 },
  lockoutDuration: { min: 1, max: 90 },
};

/** A password of one or two characters is not asked for: it is none, or at least 3. */
const shortestLengthMin = 3;

/** Refuses values that the service would not have after a change. */
export function checkServiceLimits(switches: Switches, service: MxplanServiceWritable): void {
  const refuse = (text: string) => {
    throw ruleRefused(switches, text);
  };
  for (const [name, { min, max }] of Object.entries(limits)) {
    const value = service[name as Numbers]; // the keys of `limits` are of this type
    if (value !== null && (value < min || value > max)) refuse(`${name} must be from ${min} to ${max}`);
  }
  const { minPasswordLength, lockoutDuration, lockoutObservationWindow } = service;
  if (minPasswordLength !== null && minPasswordLength > 0 && minPasswordLength < shortestLengthMin) {
    refuse(`minPasswordLength must be 0, or at least ${shortestLengthMin}`);
  }
  if (lockoutDuration < lockoutObservationWindow) refuse("lockoutDuration must be at least lockoutObservationWindow");
}
