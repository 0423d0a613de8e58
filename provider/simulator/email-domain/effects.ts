import type { EffectHandlers } from "../effects.js";
import type { DomainEffect } from "./model.js";

export const domainEffects: EffectHandlers<DomainEffect> = {};
