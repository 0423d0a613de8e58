import { addressOf, findMailboxById } from "./mailbox/mailboxes.js";
import { endTaskNow } from "./task-clock.js";
import type { TaskOutcome, TaskRecord, TaskStatus } from "./task-model.js";
import { taskStatus } from "./tasks.js";
import type { WorldAccess } from "./world-access.js";

export interface TaskSummary {
  id: number;
  function: string;
  service: string;
  status: TaskStatus;
  /** Address of the mailbox it works on, undefined when that is gone or it works on something else. */
  mailbox: string | undefined;
  /** Empty for the mailbox itself, else what of it: `sendAs/2100001`, `alias/info@example.com`. */
  subject: string;
}

export interface TaskWorld {
  /** Tasks, ended ones included, oldest first. */
  tasks(service?: string): TaskSummary[];
  /** A task that was `todo` is `doing` from now on. */
  startTask(id: number): void;
  /** Ends a task that is under way, whatever its time. @default "done" */
  endTask(id: number, outcome?: TaskOutcome): void;
  /** Ends every task under way now, as if its time had come. */
  finishTasks(): void;
}

export function createTaskWorld(access: WorldAccess): TaskWorld {
  const { context, edit } = access;

  function summary(task: TaskRecord): TaskSummary {
    const mailbox = findMailboxById(context, task.targetId);
    return {
      id: task.id,
      function: task.function,
      service: task.service,
      status: taskStatus(context, task),
      mailbox: mailbox === undefined ? undefined : addressOf(mailbox),
      subject: task.subject,
    };
  }

  function underWay(id: number): TaskRecord {
    const found = context.state.tasks.find((task) => task.id === id);
    if (found === undefined) throw new Error(`no task ${id} is under way`);
    return found;
  }

  return {
    tasks(service) {
      access.advance();
      const { endedTasks, tasks } = context.state;
      const all = [...endedTasks, ...tasks].sort((left, right) => left.id - right.id);
      return all.filter((task) => service === undefined || task.service === service).map(summary);
    },
    startTask: (id) =>
      edit(() => {
        underWay(id).doingAtMs = context.nowMs();
      }),
    endTask: (id, outcome = "done") => edit(() => endTaskNow(context, underWay(id), outcome)),
    finishTasks: () =>
      edit(() => {
        for (const task of [...context.state.tasks]) endTaskNow(context, task);
      }),
  };
}
