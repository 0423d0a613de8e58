import type { Context } from "../context.js";
import type { DomainSeed } from "./seed.js";

export function buildDomain(_context: Context, _seed: DomainSeed): void {}
