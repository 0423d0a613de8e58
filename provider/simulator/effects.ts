import type { Context } from "./context.js";
import { domainEffects } from "./email-domain/effects.js";
import { exchangeEffects } from "./exchange/effects.js";
import { mailboxEffects } from "./mailbox/effects.js";
import { mxplanEffects } from "./mxplan/effects.js";
import { orderEffects } from "./order/effects.js";
import type { Effect, TaskRecord } from "./task-model.js";

/** What becomes of a task's work when it is done, and when it failed. */
export interface EffectHandler<One> {
  apply(context: Context, task: TaskRecord, effect: One): void;
  /** What was shown too early is taken back, and what was to go stays. Absent: nothing was. */
  undo?(context: Context, task: TaskRecord, effect: One): void;
}

export type EffectHandlers<Any extends { kind: string }> = {
  [Kind in Any["kind"]]: EffectHandler<Extract<Any, { kind: Kind }>>;
};

const handlers: EffectHandlers<Effect> = {
  ...mailboxEffects,
  ...exchangeEffects,
  ...domainEffects,
  ...mxplanEffects,
  ...orderEffects,
};

/** The handler of an effect takes that effect, which TypeScript cannot follow through the look-up. */
function handlerOf({ effect }: TaskRecord): EffectHandler<Effect> {
  return handlers[effect.kind] as EffectHandler<Effect>;
}

export function applyEffect(context: Context, task: TaskRecord): void {
  handlerOf(task).apply(context, task, task.effect);
}

export function undoEffect(context: Context, task: TaskRecord): void {
  handlerOf(task).undo?.(context, task, task.effect);
}
