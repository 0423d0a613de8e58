import { type Context, isoDate } from "../context.js";
import { domainNames } from "../exchange/common.js";
import { newDomain } from "../exchange/new-domain.js";
import { setPassword } from "../mailbox/effects.js";
import { findMailboxById, isAddressUsed, sameAddress } from "../mailbox/mailboxes.js";
import type { AccountRecord } from "../mailbox/model.js";
import type { TaskRecord } from "../task-model.js";
import { addressAt, type Place } from "./access.js";
import { dropEntry, findAccount } from "./entries.js";
import { isFree } from "./migration-seats.js";
import type { DomainEffect } from "./model.js";

type MigrationEffect = Extract<DomainEffect, { kind: "migrateToExchange" }>;

const bytesPerKb = 1_024;
/** OVH panel: "Your source mailbox will be deleted within 15 days." Here it is on the last of them. */
const sourceKeptMs = 15 * 24 * 60 * 60 * 1_000;

/**
 * The free account takes over address, password and mail (OVH guide on migration: it "will be renamed"). When something
 * has come between since the task began, the task fails and the source is as it was.
 */
export function migrate(context: Context, task: TaskRecord, effect: MigrationEffect): void {
  const source = findAccount(context, task.targetId);
  if (source === undefined) return;
  const seat = seatFor(context, source, effect);
  if (seat === undefined) {
    task.outcome = "error";
    releaseSource(context, task);
    return;
  }
  moveInto(seat, source, effect, task.endsAtMs);
  if (context.switches.domainMissingOnTarget === "added") addDomain(context, seat.service, source.domain.domain);
  leave(context, source, task.endsAtMs);
}

export function releaseSource(context: Context, task: TaskRecord): void {
  const source = findAccount(context, task.targetId);
  if (source !== undefined) source.account.state = "ok";
}

/** The seat, unless it or the address was taken, or the password was wrong. */
function seatFor(context: Context, source: Place, effect: MigrationEffect): AccountRecord | undefined {
  const seat = findMailboxById(context, effect.seatId);
  if (seat?.kind !== "account" || !isFree(seat) || !effect.passwordIsRight) return undefined;
  return isAddressUsed(context, addressAt(source), source.account.id) ? undefined : seat;
}

function moveInto(seat: AccountRecord, { domain, account }: Place, effect: MigrationEffect, atMs: number): void {
  Object.assign(seat.fields, {
    login: account.accountName,
    domain: domain.domain,
    configured: true,
    currentUsage: Math.ceil(account.usedBytes / bytesPerKb),
    lastUpdateDate: isoDate(atMs),
  });
  setPassword(seat, effect.passwordHash, atMs);
}

function addDomain(context: Context, serviceName: string, domain: string): void {
  const service = context.state.exchangeServices.find(({ name }) => name === serviceName);
  if (service === undefined || domainNames(service).some((name) => sameAddress(name, domain))) return;
  service.domains.push(newDomain(context, { name: domain }));
}

/** What is there of the source until it disappears is not documented. */
function leave(context: Context, { account }: Place, atMs: number): void {
  const { migratedSource } = context.switches;
  if (migratedSource === "gone") dropEntry(context, account.id);
  account.state = "migrated";
  account.isBlocked ||= migratedSource === "blocked";
  account.removeAtMs = atMs + sourceKeptMs;
}
