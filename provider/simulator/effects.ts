import { type Context, isoDate } from "./context.js";
import { findMailboxById, isAddressUsed } from "./mailboxes.js";
import type { AccountRecord, Alias, Grant, Mailbox, Right, TaskRecord } from "./model.js";
import { blankAccount, nextId, placeholderDomain, placeholderLogin } from "./new-mailbox.js";

/** The task is done: what it was for happens. */
export function applyEffect(context: Context, task: TaskRecord): void {
  const mailbox = findMailboxById(context, task.mailboxId);
  if (mailbox === undefined) return;
  const effect = task.effect;
  switch (effect.kind) {
    case "nothing":
      break;
    case "finishCreation":
      mailbox.fields.state = "ok";
      break;
    case "updateAccount":
    case "updateSharedAccount":
      Object.assign(mailbox.fields, effect.changes);
      touch(mailbox, task);
      break;
    case "setPassword":
      if (mailbox.kind === "account") setPassword(mailbox, effect.passwordHash, task.endsAtMs);
      break;
    case "reset":
      if (mailbox.kind === "account") resetAccount(context, mailbox);
      break;
    case "remove":
      removeMailbox(context, mailbox);
      break;
    case "addGrant":
      putGrant(context, mailbox, { ...effect.grant, inForce: true });
      break;
    case "removeGrant":
      dropGrant(mailbox, effect.right, effect.delegateId);
      break;
    case "addAlias":
      putAlias(mailbox, effect.alias);
      break;
    case "removeAlias":
      dropAlias(mailbox, effect.alias);
      break;
  }
}

/** The task failed: what was shown too early is taken back, and what was to go stays. */
export function undoEffect(context: Context, task: TaskRecord): void {
  const mailbox = findMailboxById(context, task.mailboxId);
  if (mailbox === undefined) return;
  const effect = task.effect;
  switch (effect.kind) {
    case "finishCreation":
      if (context.switches.failedCreate === "removed") removeMailbox(context, mailbox);
      break;
    case "updateAccount":
    case "updateSharedAccount":
      if (context.switches.failedUpdate === "rolledBack") rollBack(context, mailbox, effect.before);
      break;
    case "reset":
    case "remove":
      mailbox.fields.state = "ok";
      break;
    case "addGrant": {
      const { right, delegateId } = effect.grant;
      if (!mailbox.grants.some((grant) => sameGrant(grant, right, delegateId) && grant.inForce)) {
        dropGrant(mailbox, right, delegateId);
      }
      break;
    }
    case "addAlias":
      dropAlias(mailbox, effect.alias.alias);
      break;
    default:
      break;
  }
}

/** Puts the earlier values back, except an address that somebody else has taken in the meantime. */
function rollBack(context: Context, mailbox: Mailbox, before: Record<string, unknown>): void {
  const earlier = { ...mailbox.fields, ...before };
  const address = "login" in earlier ? `${earlier.login}@${earlier.domain}` : earlier.sharedEmailAddress;
  if (!isAddressUsed(context, address, mailbox.fields.id)) Object.assign(mailbox.fields, before);
}

function touch(mailbox: Mailbox, task: TaskRecord): void {
  if (mailbox.kind === "account") mailbox.fields.lastUpdateDate = isoDate(task.endsAtMs);
}

export function setPassword(account: AccountRecord, passwordHash: string, atMs: number): void {
  account.passwordHash = passwordHash;
  account.fields.passwordLastUpdate = isoDate(atMs);
}

/**
 * OVH panel: "Resetting an account deletes the data and associated name, but you will continue to be charged". The seat
 * stays, under a new placeholder address. What becomes of rights is not documented: they go, on both sides.
 */
export function resetAccount(context: Context, account: AccountRecord): void {
  const oldId = account.fields.id;
  dropGrantsTo(context, oldId);
  const { creationDate, expirationDate, quota } = account.fields;
  const blank = blankAccount(context, {
    service: account.service,
    id: context.switches.idsSurviveReset ? oldId : nextId(context, "account"),
    login: placeholderLogin(context),
    domain: placeholderDomain,
  });
  Object.assign(account, { ...blank, fields: { ...blank.fields, creationDate, expirationDate, quota } });
}

export function removeMailbox(context: Context, mailbox: Mailbox): void {
  context.state.mailboxes = context.state.mailboxes.filter((other) => other !== mailbox);
  dropGrantsTo(context, mailbox.fields.id);
}

function dropGrantsTo(context: Context, delegateId: number): void {
  for (const mailbox of context.state.mailboxes) {
    mailbox.grants = mailbox.grants.filter((grant) => grant.delegateId !== delegateId);
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
  mailbox.aliases = mailbox.aliases.filter((other) => other.alias.toLowerCase() !== alias.toLowerCase());
}
