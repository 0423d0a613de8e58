/** A new password for a mailbox that is there. It cannot be read back: its task alone tells. */

import type { Work } from "../definition.js";
import { onceVisible } from "../if-present.js";
import type { Secret } from "../ovh/secret.js";
import type { TaskId, TaskWatcher } from "../ovh/tasks.js";
import { CLOCK_SKEW_MS } from "./creation.js";
import type { ObtainedPassword } from "./mailbox-password.js";

export interface PasswordCalls {
  /** The mailbox. */
  readonly emailAddress: string;
  /** Undefined: its task cannot be watched, and what OVHcloud accepted counts as done. */
  readonly send: (password: Secret) => Promise<{ readonly id: TaskId } | undefined>;
  /** When the password had last been changed before: an earlier run may have done so a moment ago. */
  readonly formerUpdate?: string | null | undefined;
  /** When the password was last changed, where OVHcloud shows it. */
  readonly readUpdate?: () => Promise<string | null | undefined>;
  /** Of a mailbox elsewhere than the resource itself. */
  readonly watcher?: TaskWatcher;
  readonly onDone?: () => void;
}

export async function sendPassword<Inputs>(
  work: Work<
    Inputs,
    { readonly initialPassword?: string | undefined; readonly passwordLastUpdate?: string | undefined }
  >,
  obtain: () => Promise<ObtainedPassword>,
  { emailAddress, send, formerUpdate, readUpdate = async () => undefined, watcher, onDone = () => {} }: PasswordCalls,
): Promise<void> {
  work.remember({ passwordPending: true });
  const { password, initialPassword } = await obtain();
  const { clock } = work.session;
  const sentAt = clock.now();
  const isSet = () => {
    work.remember({ passwordPending: false, passwordSet: true });
    // One that is declared takes the place of one that was generated.
    work.learn({ initialPassword });
    onDone();
  };
  // What is shown when all is done counts.
  work.learn({ passwordLastUpdate: undefined });
  // A mailbox that was just made or renamed does not answer at its new address at once.
  const task = await onceVisible(clock, () => send(password));
  if (task === undefined) return isSet();
  const isDone = async () => {
    const updatedAt = await readUpdate();
    return updatedAt != null && updatedAt !== formerUpdate && Date.parse(updatedAt) >= sentAt - CLOCK_SKEW_MS;
  };
  const doing = `the change of the password of ${emailAddress}`;
  work.blindTask(task.id, doing, { onDone: isSet, isDone }, watcher && { watcher });
}
