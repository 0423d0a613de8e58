import type { Context } from "./context.js";
import { noSuchService, notFound } from "./errors.js";
import type { AccountRecord, Effect, Mailbox, ServiceRecord, SharedAccountRecord } from "./model.js";

/** The service that a path names; other people's do not exist for the caller. */
export function findService(context: Context, at: { organization: string; service: string; owner: string }) {
  const found = context.state.services.find((one) => one.name === at.service && one.organization === at.organization);
  if (found === undefined || found.owner !== at.owner) throw noSuchService();
  return found;
}

export function addressOf(mailbox: Mailbox): string {
  return mailbox.kind === "account"
    ? `${mailbox.fields.login}@${mailbox.fields.domain}`
    : mailbox.fields.sharedEmailAddress;
}

export function findMailboxById(context: Context, id: number): Mailbox | undefined {
  return context.state.mailboxes.find((mailbox) => mailbox.fields.id === id);
}

export function sameAddress(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** The accounts of a service that its lists show. */
export function visibleAccounts(context: Context, service: ServiceRecord): AccountRecord[] {
  return visible(context, service).filter((mailbox) => mailbox.kind === "account");
}

export function visibleSharedAccounts(context: Context, service: ServiceRecord): SharedAccountRecord[] {
  return visible(context, service).filter((mailbox) => mailbox.kind === "sharedAccount");
}

function visible(context: Context, service: ServiceRecord): Mailbox[] {
  const mine = context.state.mailboxes.filter((mailbox) => mailbox.service === service.name);
  if (context.switches.createdIsReadable === "atOnce") return mine;
  const beingCreated = new Set(
    context.state.tasks.flatMap((task) =>
      !task.ended && task.effect.kind === "finishCreation" ? [task.mailboxId] : [],
    ),
  );
  return mine.filter((mailbox) => !beingCreated.has(mailbox.fields.id));
}

/** The account at an address in a path, or 404. The text of the real 404 is not known. */
export function accountAt(context: Context, service: ServiceRecord, address: string): AccountRecord {
  const found = visibleAccounts(context, service).find((one) => matchesPath(context, addressOf(one), address));
  if (found === undefined) throw notFound("This account does not exist");
  return found;
}

export function sharedAccountAt(context: Context, service: ServiceRecord, address: string): SharedAccountRecord {
  const found = visibleSharedAccounts(context, service).find((one) => matchesPath(context, addressOf(one), address));
  if (found === undefined) throw notFound("This shared account does not exist");
  return found;
}

export function matchesPath(context: Context, address: string, wanted: string): boolean {
  return context.switches.addressInPath === "anyCase" ? sameAddress(address, wanted) : address === wanted;
}

/** An address belongs to one account, shared account or alias, of whatever service, whatever its case. */
export function isAddressUsed(context: Context, address: string, exceptId?: number): boolean {
  const others = context.state.mailboxes.filter((mailbox) => mailbox.fields.id !== exceptId);
  const ownAliases = context.state.mailboxes.filter((mailbox) => mailbox.fields.id === exceptId);
  const promised = context.state.tasks.filter((task) => !task.ended && task.mailboxId !== exceptId);
  const used = [
    ...others.map(addressOf),
    ...[...others, ...ownAliases].flatMap((mailbox) => mailbox.aliases.map((alias) => alias.alias)),
    ...promised.flatMap((task) => promisedAddress(task.effect)),
  ];
  return used.some((one) => sameAddress(one, address));
}

/** An address that a task under way will give to its mailbox. */
function promisedAddress(effect: Effect): string[] {
  if (effect.kind === "addAlias") return [effect.alias.alias];
  if (effect.kind === "updateSharedAccount") return definedOnly(effect.changes.sharedEmailAddress);
  if (effect.kind !== "updateAccount") return [];
  const { login, domain } = effect.changes;
  return login === undefined || domain === undefined ? [] : [`${login}@${domain}`];
}

function definedOnly<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

/** MB that shared accounts may take together: 5 GB for each subscribed account (OVH guide 'feature_shared_account'). */
export function sharedQuotaLimitMb(context: Context, service: ServiceRecord): number {
  if (service.sharedQuotaLimitMb !== null) return service.sharedQuotaLimitMb;
  const accounts = context.state.mailboxes.filter((one) => one.service === service.name && one.kind === "account");
  return accounts.length * sharedQuotaPerAccountMb;
}

const sharedQuotaPerAccountMb = 5 * 1024;

/** MB that the shared accounts of a service have reserved, counting enlargements that are under way. */
export function sharedQuotaReservedMb(context: Context, service: ServiceRecord, exceptId?: number): number {
  return sharedAccountsOf(context, service)
    .filter((one) => one.fields.id !== exceptId)
    .reduce((sum, one) => sum + Math.max(one.fields.quota, ...promisedQuotasMb(context, one)), 0);
}

function promisedQuotasMb(context: Context, shared: SharedAccountRecord): number[] {
  return context.state.tasks.flatMap((task) => {
    const effect = task.effect;
    if (task.ended || task.mailboxId !== shared.fields.id || effect.kind !== "updateSharedAccount") return [];
    return definedOnly(effect.changes.quota);
  });
}

export function sharedAccountsOf(context: Context, service: ServiceRecord): SharedAccountRecord[] {
  const mine = context.state.mailboxes.filter((mailbox) => mailbox.service === service.name);
  return mine.filter((mailbox) => mailbox.kind === "sharedAccount");
}
