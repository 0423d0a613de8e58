import type { Context } from "../context.js";
import type { EffectHandlers } from "../effects.js";
import type { TaskRecord } from "../task-model.js";
import { dropEntry, findAccount, findEntry } from "./entries.js";
import { migrate, releaseSource } from "./migration-effect.js";
import type { DomainEffect, Entry } from "./model.js";

/** Nothing happens when it has gone in the meantime. */
function onEntry<One>(act: (context: Context, entry: Entry, effect: One) => void) {
  return (context: Context, task: TaskRecord, effect: One) => {
    const entry = findEntry(context, task.targetId);
    if (entry !== undefined) act(context, entry, effect);
  };
}

const becomesOk = onEntry((_context, entry) => {
  if (entry.state === "creating") entry.state = "ok";
});
/** A migrated account that could not be removed is as it was. */
const stays = onEntry((_context, entry) => {
  const isMigrated = "removeAtMs" in entry && entry.removeAtMs !== null;
  entry.state = isMigrated ? "migrated" : "ok";
});
const goes = onEntry((context, entry) => dropEntry(context, entry.id));

export const domainEffects: EffectHandlers<DomainEffect> = {
  /** What could not be made is not there. */
  keepInDomain: { apply: becomesOk, undo: goes },
  changeInDomain: {
    apply: onEntry((_context, entry, { changes }) => Object.assign(entry, changes)),
    undo: onEntry((context, entry, { before }) => {
      if (context.switches.failedUpdate === "rolledBack") Object.assign(entry, before);
    }),
  },
  removeFromDomain: { apply: goes, undo: stays },
  setDomainPassword: {
    apply: (context, task, { passwordHash }) => {
      const place = findAccount(context, task.targetId);
      // OVH panel: a new password is what unblocks a blocked account.
      if (place !== undefined) Object.assign(place.account, { passwordHash, isBlocked: false });
    },
  },
  migrateToExchange: { apply: migrate, undo: releaseSource },
};
