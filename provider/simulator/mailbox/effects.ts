import { type Context, isoDate } from "../context.js";
import type { EffectHandlers } from "../effects.js";
import type { TaskRecord } from "../task-model.js";
import { nextId } from "../tasks.js";
import { addressOf, findMailboxById, isAddressUsed, sameAddress } from "./mailboxes.js";
import type { AccountRecord, Alias, Grant, Mailbox, MailboxEffect, MxplanAccountRecord, Right } from "./model.js";
import { blankAccount, placeholderDomain, placeholderLogin } from "./new-mailbox.js";
import { blankMxplanAccount } from "./new-mxplan-account.js";

/** Nothing happens when the mailbox has gone in the meantime. */
function onMailbox<One>(act: (context: Context, mailbox: Mailbox, effect: One, task: TaskRecord) => void) {
  return (context: Context, task: TaskRecord, effect: One) => {
    const mailbox = findMailboxById(context, task.targetId);
    if (mailbox !== undefined) act(context, mailbox, effect, task);
  };
}

const stays = onMailbox((_context, mailbox) => {
  mailbox.fields.state = "ok";
});

export const mailboxEffects: EffectHandlers<MailboxEffect> = {
  nothing: { apply: () => {} },
  finishCreation: {
    apply: stays,
    undo: onMailbox((context, mailbox) => {
      if (context.switches.failedCreate === "removed") removeMailbox(context, mailbox);
    }),
  },
  update: {
    apply: onMailbox((_context, mailbox, { changes }, task) => {
      Object.assign(mailbox.fields, changes);
      touch(mailbox, task);
    }),
    undo: onMailbox((context, mailbox, { before }) => {
      if (context.switches.failedUpdate === "rolledBack") rollBack(context, mailbox, before);
    }),
  },
  setPassword: {
    apply: onMailbox((_context, mailbox, { passwordHash }, task) => {
      if (hasPassword(mailbox)) setPassword(mailbox, passwordHash, task.endsAtMs);
    }),
  },
  reset: {
    apply: onMailbox((context, mailbox) => {
      if (hasPassword(mailbox)) resetAccount(context, mailbox);
    }),
    undo: stays,
  },
  remove: { apply: onMailbox(removeMailbox), undo: stays },
  addGrant: {
    apply: onMailbox((context, mailbox, { grant }) => putGrant(context, mailbox, { ...grant, inForce: true })),
    undo: onMailbox((_context, mailbox, { grant: { right, delegateId } }) => {
      if (!mailbox.grants.some((one) => sameGrant(one, right, delegateId) && one.inForce)) {
        dropGrant(mailbox, right, delegateId);
      }
    }),
  },
  removeGrant: { apply: onMailbox((_context, mailbox, effect) => dropGrant(mailbox, effect.right, effect.delegateId)) },
  addAlias: {
    apply: onMailbox((_context, mailbox, { alias }) => putAlias(mailbox, alias)),
    undo: onMailbox((_context, mailbox, { alias }) => dropAlias(mailbox, alias.alias)),
  },
  removeAlias: { apply: onMailbox((_context, mailbox, { alias }) => dropAlias(mailbox, alias)) },
};

/** Puts the earlier values back, except an address that somebody else has taken in the meantime. */
function rollBack(context: Context, mailbox: Mailbox, before: Record<string, unknown>): void {
  const earlier = { ...mailbox, fields: { ...mailbox.fields, ...before } } as Mailbox; // `before` holds fields of its kind
  if (!isAddressUsed(context, addressOf(earlier), mailbox.fields.id)) Object.assign(mailbox.fields, before);
}

function touch(mailbox: Mailbox, task: TaskRecord): void {
  if ("lastUpdateDate" in mailbox.fields) mailbox.fields.lastUpdateDate = isoDate(task.endsAtMs);
}

function hasPassword(mailbox: Mailbox): mailbox is AccountRecord | MxplanAccountRecord {
  return mailbox.kind === "account" || mailbox.kind === "mxplanAccount";
}

export function setPassword(account: AccountRecord | MxplanAccountRecord, passwordHash: string, atMs: number): void {
  account.passwordHash = passwordHash;
  account.fields.passwordLastUpdate = isoDate(atMs);
}

/**
 * OVH panel: "Resetting an account deletes the data and associated name, but you will continue to be charged". The seat
 * stays, under a new placeholder address. What becomes of rights is not documented: they go, on both sides.
 */
export function resetAccount(context: Context, account: AccountRecord | MxplanAccountRecord): void {
  const oldId = account.fields.id;
  dropGrantsTo(context, oldId);
  const { creationDate, expirationDate, quota } = account.fields;
  const blankOf = account.kind === "account" ? blankAccount : blankMxplanAccount;
  const blank = blankOf(context, {
    service: account.service,
    id: context.switches.idsSurviveReset ? oldId : nextId(context, account.kind),
    login: placeholderLogin(context),
    domain: placeholderDomain,
  });
  Object.assign(account, { ...blank, fields: { ...blank.fields, creationDate, expirationDate, quota } });
}

export function removeMailbox(context: Context, mailbox: Mailbox): void {
  context.state.mailboxes = context.state.mailboxes.filter((other) => other !== mailbox);
  dropGrantsTo(context, mailbox.fields.id);
}

/** Rights and places in contact groups of somebody who is no more. */
function dropGrantsTo(context: Context, id: number): void {
  for (const mailbox of context.state.mailboxes) {
    mailbox.grants = mailbox.grants.filter((grant) => grant.delegateId !== id);
    if (mailbox.kind === "mailingList") mailbox.participants = mailbox.participants.filter((one) => one.id !== id);
  }
}

/** Nothing is granted to an account that was reset or removed while the task waited. */
export function putGrant(context: Context, mailbox: Mailbox, grant: Grant): void {
  const delegate = findMailboxById(context, grant.delegateId);
  if (delegate === undefined || delegate.fields.state === "deleting") return;
  dropGrant(mailbox, grant.right, grant.delegateId);
  mailbox.grants.push(grant);
}

export function sameGrant(grant: Grant, right: Right, delegateId: number): boolean {
  return grant.right === right && grant.delegateId === delegateId;
}

export function dropGrant(mailbox: Mailbox, right: Right, delegateId: number): void {
  mailbox.grants = mailbox.grants.filter((grant) => !sameGrant(grant, right, delegateId));
}

export function putAlias(mailbox: Mailbox, alias: Alias): void {
  dropAlias(mailbox, alias.alias);
  mailbox.aliases.push(alias);
}

export function dropAlias(mailbox: Mailbox, alias: string): void {
  mailbox.aliases = mailbox.aliases.filter((other) => !sameAddress(other.alias, alias));
}
