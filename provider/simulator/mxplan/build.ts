import type { Context } from "../context.js";
import type { MxplanSeed } from "./seed.js";

export function buildMxplan(_context: Context, _seed: MxplanSeed): void {}
