import type { DomainEffect } from "./email-domain/model.js";
import type { ExchangeEffect } from "./exchange/model.js";
import type { MailboxEffect } from "./mailbox/model.js";
import type { MxplanEffect } from "./mxplan/model.js";
import type { OrderEffect } from "./order/model.js";

export type TaskStatus = "todo" | "doing" | "done" | "error" | "cancelled";
export type TaskOutcome = "done" | "error" | "cancelled";

/** What a task does when it ends. Data and not a function, so that a task under way survives a restart. */
export type Effect = MailboxEffect | ExchangeEffect | MxplanEffect | DomainEffect | OrderEffect;

export interface TaskRecord {
  id: number;
  function: string;
  /** The service it belongs to: an Exchange or MX Plan service, the domain of a legacy MX Plan, or an order. */
  service: string;
  /** The list of OVH's API that shows it: `~/task`, or one of the lists of a legacy MX Plan. None shows an order. */
  list: "task" | "account" | "filter" | "mailinglist" | "redirection" | "responder" | "order";
  /** Id of what the task works on. */
  targetId: number;
  /** Address of what the task works on, as it was when the task began. */
  target: string;
  /**
   * What the task changes: tasks with the same subject run one after the other. A mailbox itself is `""`, a grant
   * `sendAs/123`, an alias `alias/info@example.com`.
   */
  subject: string;
  todoAtMs: number;
  doingAtMs: number;
  endsAtMs: number;
  /** How it will end; the effect is applied only with `done`. */
  outcome: TaskOutcome;
  ended?: true;
  /** Until then a fault makes it answer 404 and keeps it off the lists. */
  hiddenUntilMs: number;
  effect: Effect;
}
