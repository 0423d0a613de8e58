import { type Context, isoDate } from "../context.js";
import type { EffectHandlers } from "../effects.js";
import { findMailboxById } from "../mailbox/mailboxes.js";
import type { AccountRecord } from "../mailbox/model.js";
import type { TaskRecord } from "../task-model.js";
import { diagnose } from "./diagnosis.js";
import type { ExchangeDomainRecord, ExchangeEffect, ServiceRecord } from "./model.js";

/** Nothing happens when the service has gone in the meantime. */
function onService<One>(act: (service: ServiceRecord, effect: One, task: TaskRecord, context: Context) => void) {
  return (context: Context, task: TaskRecord, effect: One) => {
    const service = context.state.exchangeServices.find((one) => one.id === task.targetId);
    if (service !== undefined) act(service, effect, task, context);
  };
}

interface DomainPlace {
  service: ServiceRecord;
  domain: ExchangeDomainRecord;
}

function onDomain<One>(act: (place: DomainPlace, effect: One, context: Context) => void) {
  return (context: Context, task: TaskRecord, effect: One) => {
    const service = context.state.exchangeServices.find((one) => one.name === task.service);
    const domain = service?.domains.find((one) => one.id === task.targetId);
    if (service !== undefined && domain !== undefined) act({ service, domain }, effect, context);
  };
}

function onAccount<One>(act: (account: AccountRecord, effect: One, task: TaskRecord, context: Context) => void) {
  return (context: Context, task: TaskRecord, effect: One) => {
    const mailbox = findMailboxById(context, task.targetId);
    if (mailbox?.kind === "account") act(mailbox, effect, task, context);
  };
}

/** Puts the earlier values back, unless the switch says that they stay as they are. */
function rollBack({ switches }: Context, fields: object, before: Record<string, unknown>): void {
  if (switches.failedUpdate === "rolledBack") Object.assign(fields, before);
}

function dropDomain({ service, domain }: DomainPlace): void {
  service.domains = service.domains.filter((other) => other !== domain);
}

export const exchangeEffects: EffectHandlers<ExchangeEffect> = {
  updateService: {
    apply: onService(({ fields }, { changes }, task) =>
      Object.assign(fields, changes, { lastUpdateDate: isoDate(task.endsAtMs) }),
    ),
    undo: onService(({ fields }, { before }, _task, context) => rollBack(context, fields, before)),
  },
  finishDomain: {
    apply: onDomain(({ domain: { fields } }, { changes }) => Object.assign(fields, changes, { state: "ok" })),
    undo: onDomain((place, _effect, { switches }) => {
      if (switches.failedCreate === "removed") dropDomain(place);
    }),
  },
  updateDomain: {
    apply: onDomain(({ domain: { fields } }, { changes }) => Object.assign(fields, changes)),
    undo: onDomain(({ domain: { fields } }, { before }, context) => rollBack(context, fields, before)),
  },
  removeDomain: {
    apply: onDomain(dropDomain),
    undo: onDomain(({ domain: { fields } }) => {
      fields.state = "ok";
    }),
  },
  updateProtocol: {
    apply: onAccount(({ protocol }, { changes }, task) =>
      Object.assign(protocol, changes, { lastUpdate: isoDate(task.endsAtMs) }),
    ),
    undo: onAccount(({ protocol }, { before }, _task, context) => rollBack(context, protocol, before)),
  },
  finishArchive: {
    apply: onAccount(({ archive }) => archive && Object.assign(archive, { state: "ok" })),
    undo: onAccount((account, _effect, _task, { switches }) => {
      if (switches.failedCreate === "removed") account.archive = null;
    }),
  },
  updateArchive: {
    apply: onAccount(({ archive }, { changes }) => archive && Object.assign(archive, changes)),
    undo: onAccount(({ archive }, { before }, _task, context) => archive && rollBack(context, archive, before)),
  },
  removeArchive: {
    apply: onAccount((account) => {
      account.archive = null;
    }),
    undo: onAccount(({ archive }) => archive && Object.assign(archive, { state: "ok" })),
  },
  diagnose: {
    apply: onAccount((account, { knowsPassword }, task, context) => {
      account.diagnosis = diagnose(context, account, { knowsPassword, atMs: task.endsAtMs });
    }),
  },
};
