import { createHash } from "node:crypto";
import { advanceTasks } from "../task-clock.js";
import { taskStatus } from "../tasks.js";
import { accessView } from "./access-view.js";
import type { ConsoleParts } from "./parts.js";
import type { Pulse } from "./view-model.js";

const digestLength = 12;

/** The short answer that the page asks for all the time: what has changed. */
export function pulse({ app, simulator, changes }: ConsoleParts): Pulse {
  const { context, calls, desk } = app;
  // There are no timers: whoever looks at the world has what is due happen first.
  if (advanceTasks(context)) app.save();
  const { tasks, endedTasks } = context.state;
  const begun = tasks.filter((task) => taskStatus(context, task) === "doing").length;
  const hidden = tasks.filter((task) => context.nowMs() < task.hiddenUntilMs).length;
  const { faults, switches } = simulator;
  // Some who look at the world have tasks end without keeping it.
  const world = `${changes()} ${endedTasks.at(-1)?.id ?? 0} ${tasks.length}`;
  return {
    changes: {
      world,
      tasks: `${world} ${begun} ${hidden}`,
      calls: String(calls.count),
      faults: digest([faults.list(), faults.scheduled, faults.counts]),
      switches: digest(switches),
      access: digest(accessView(desk)),
    },
    nowMs: context.nowMs(),
    tasksUnderWay: tasks.length,
    faultsPending: faults.pending,
  };
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, digestLength);
}
