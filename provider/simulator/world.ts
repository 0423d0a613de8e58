import type { Context } from "./context.js";
import { createDomainWorld, type DomainWorld } from "./email-domain/world.js";
import { createDirectoryWorld, type DirectoryWorld } from "./exchange/directory-world.js";
import { createExchangeWorld, type ExchangeWorld } from "./exchange/world.js";
import { createMailboxWorld, type MailboxWorld } from "./mailbox/world.js";
import { createMxplanWorld, type MxplanWorld } from "./mxplan/world.js";
import { advanceTasks } from "./task-clock.js";
import { createTaskWorld, type TaskWorld } from "./task-world.js";
import type { WorldAccess } from "./world-access.js";

/**
 * The simulated OVHcloud, for tests: what is really there, whatever the API shows. What is returned is a copy. The
 * edits act at once, without a task and without the API's rules, as a colleague's work in the panel that has ended.
 * Those that name an address throw when nothing is there.
 */
export interface World extends ExchangeWorld, DirectoryWorld, MailboxWorld, TaskWorld {
  /** Legacy MX Plans. */
  readonly emailDomain: DomainWorld;
  /** New MX Plans. */
  readonly mxplan: MxplanWorld;
}

/** @param save to be called after a change */
export function createWorld(context: Context, save: () => void): World {
  const access: WorldAccess = {
    context,
    advance: () => advanceTasks(context),
    edit: (change) => {
      advanceTasks(context);
      const result = change();
      save();
      return result;
    },
  };
  return {
    ...createExchangeWorld(access),
    ...createDirectoryWorld(access),
    ...createMailboxWorld(access),
    ...createTaskWorld(access),
    emailDomain: createDomainWorld(access),
    mxplan: createMxplanWorld(access),
  };
}
