import type { EffectHandlers } from "../effects.js";
import type { ExchangeEffect } from "./model.js";

export const exchangeEffects: EffectHandlers<ExchangeEffect> = {};
