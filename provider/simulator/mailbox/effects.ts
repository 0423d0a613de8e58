import { type Context, isoDate } from "../context.js";
import type { EffectHandlers } from "../effects.js";
import type { TaskRecord } from "../task-model.js";
import { nextId } from "../tasks.js";
import { isAddressTaken } from "./addresses.js";
import { addressOf, findMailboxById, sameAddress } from "./mailboxes.js";
import type { AccountRecord, Alias, Grant, Mailbox, MailboxEffect, MxplanAccountRecord, Right } from "./model.js";
import { blankAccount, placeholderDomain, placeholderLogin } from "./new-mailbox.js";
import { blankMxplanAccount } from "./new-mxplan-account.js";
import { dropParticipant, putParticipant, undoParticipant } from "./participants.js";

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
  addParticipant: {
    apply: onMailbox((context, mailbox, { participant }) =>
      putParticipant(context, mailbox, { ...participant, inForce: true }),
    ),
    undo: onMailbox((_context, mailbox, { participant }) => undoParticipant(mailbox, participant)),
  },
  removeParticipant: { apply: onMailbox((_context, mailbox, { role, id }) => dropParticipant(mailbox, role, id)) },
};

/** Puts the earlier values back, except an address that somebody else has taken in the meantime. */
function rollBack(context: Context, mailbox: Mailbox, before: Record<string, unknown>): void {
  const earlier = { ...mailbox, fields: { ...mailbox.fields, ...before } } as Mailbox; // `before` holds fields of its kind
  if (!isAddressTaken(context, { ...earlier, id: earlier.fields.id }, addressOf(earlier)))
    Object.assign(mailbox.fields, before);
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
 * stays, under a new placeholder address. The rights on it and its places in contact groups go too, which is a guess.
 */
export function resetAccount(context: Context, account: AccountRecord | MxplanAccountRecord): void {
  const oldId = account.fields.id;
  forget(context, oldId);
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
  forget(context, mailbox.fields.id);
}

/**
 * Somebody is no more. Their places in contact groups go; what becomes of the rights that they had is not documented: a
 * switch.
 */
function forget(context: Context, id: number): void {
  const rightsGo = context.switches.rightsOfGone === "dropped";
  for (const mailbox of context.state.mailboxes) {
    if (rightsGo) mailbox.grants = without(mailbox.grants, (grant) => grant.delegateId === id);
    if (mailbox.kind === "mailingList") mailbox.participants = without(mailbox.participants, (one) => one.id === id);
  }
}

function without<T>(all: T[], isMeant: (one: T) => boolean): T[] {
  return all.some(isMeant) ? all.filter((one) => !isMeant(one)) : all;
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
