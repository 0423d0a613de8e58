/** The way of the new MX Plan, step by step: rename the source, give its address to a free account, copy, and reset. */

import { ifPresent, onceVisible } from "../../if-present.js";
import type { MxPlanService } from "../../mxplan-session.js";
import { OutcomeUnknownError } from "../../ovh/errors.js";
import type { ExchangeAccount } from "../../ovh/exchange-models.js";
import type { TaskWatcher } from "../../ovh/tasks.js";
import { generatePassword } from "../../passwords.js";
import { splitAddress } from "../../schemas.js";
import { isFreeSeat } from "../../seats.js";
import type { ExchangeSession } from "../../session.js";
import { claimSeat } from "../claim.js";
import { type ObtainedPassword, passwordFor } from "../mailbox-password.js";
import { sendPassword } from "../send-password.js";
import { explainTakenAddress } from "../taken-address.js";
import type { MigrationWork } from "./account-migration.js";
import { migrationId } from "./perform-legacy.js";
import type { MigrationStep } from "./plan.js";

export async function serviceOf({ session, inputs }: MigrationWork): Promise<MxPlanService> {
  const { domain } = splitAddress(inputs.source);
  const generation = await session.mxPlanDomain(domain).generation();
  if (generation.name === "new") return generation.service;
  throw new Error(`source: ${domain} is a legacy MX Plan`);
}

/** OVHcloud's guide: "not immediate, wait until the operation is complete before you go on". */
export async function rename(accountId: number, to: string, work: MigrationWork): Promise<void> {
  const { source } = work.inputs;
  const service = await serviceOf(work);
  const { api, tasks, directory } = service;
  if (!(await renamedBefore(service, { accountId, from: source, to }))) {
    try {
      await api.changeAccount(source, splitAddress(to));
    } catch (error) {
      // What is read then tells.
      if (!(error instanceof OutcomeUnknownError)) throw explainTakenAddress(error, { emailAddress: to });
    }
  }
  work.accepted(migrationId(work.inputs), { generation: "new", sourceAccountId: accountId });
  directory.forget(source);
  directory.forget(to);
  const renamed = await quiet(work, tasks, () => api.getAccount(to), `the renaming of ${source} to ${to}`);
  if (renamed.id !== accountId) throw new Error(`OVHcloud shows another mailbox than ${source} at ${to}`);
  work.learn({ phase: "renamed" });
}

interface Renaming {
  readonly accountId: number;
  readonly from: string;
  readonly to: string;
}

/** A run that was killed may have asked for it: OVHcloud may show the old address until it has done it. */
async function renamedBefore(service: MxPlanService, { accountId, from, to }: Renaming): Promise<boolean> {
  const { wasBusy } = await onceIdle(service, from);
  return wasBusy && (await ifPresent(service.api.getAccount(to)))?.id === accountId;
}

/** What is at the address when OVHcloud does not work on it. */
async function onceIdle({ api, tasks }: MxPlanService, address: string) {
  const found = await ifPresent(api.getAccount(address));
  if (!found?.taskPendingId) return { wasBusy: false, account: found };
  await tasks.wait(found.taskPendingId, `its work on ${address}`, { readable: true });
  return { wasBusy: true, account: await ifPresent(api.getAccount(address)) };
}

type Configuring = Extract<MigrationStep, { do: "configure" }>;

/** The free account takes the address, and the names that people know. */
export async function configure({ isContinued, sourceAccountId }: Configuring, work: MigrationWork): Promise<void> {
  const exchange = work.session.exchange(work.inputs.destination.service);
  const { source } = work.inputs;
  // After a crash the state may not know yet what was renamed.
  work.accepted(migrationId(work.inputs), {
    generation: "new",
    phase: "renamed",
    ...(sourceAccountId && { sourceAccountId }),
  });
  const account = (isContinued ? await configuredBefore(exchange, work) : undefined) ?? (await occupy(exchange, work));
  exchange.directory.forget(source);
  work.learn({ destinationAccountId: account.id });
}

const WORK_TIMEOUT_MS = 10 * 60_000;
const WORK_PAUSE_MS = 5_000;

/** A run that was killed may have asked for it: OVHcloud may show the address nowhere until it has done it. */
async function configuredBefore({ api }: ExchangeSession, { session: { clock }, inputs }: MigrationWork) {
  const { source, destination } = inputs;
  const startedAt = clock.now();
  const begun = new Set(await api.listTasks());
  for (let isAtWork = begun.size > 0; ; isAtWork = (await api.listTasks()).some((id) => begun.has(id))) {
    // Looked at after the list: what ends in between is seen.
    const found = await ifPresent(api.getAccount(source));
    if (found !== undefined || !isAtWork) return found;
    if (clock.now() - startedAt >= WORK_TIMEOUT_MS) {
      throw new Error(`OVHcloud keeps working on ${destination.service}: run "pulumi up" again later`);
    }
    await clock.sleep(WORK_PAUSE_MS);
  }
}

async function occupy(exchange: ExchangeSession, work: MigrationWork): Promise<{ readonly id: number }> {
  const names = await namesOfSource(work);
  const account = (await exchange.hasSeats()) ? await claim(exchange, names, work) : await make(exchange, names, work);
  work.remember({ passwordPending: true });
  return account;
}

interface Names {
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly initial?: string;
}

async function namesOfSource(work: MigrationWork): Promise<Names> {
  const { directory } = await serviceOf(work);
  const { sourceAccountId } = work.facts;
  const account = sourceAccountId === undefined ? undefined : await directory.accountWith(sourceAccountId);
  const { displayName, firstName, lastName, initial } = account ?? {};
  return {
    ...(displayName ? { displayName } : {}),
    ...(firstName ? { firstName } : {}),
    ...(lastName ? { lastName } : {}),
    ...(initial ? { initial } : {}),
  };
}

async function claim(exchange: ExchangeSession, names: Names, work: MigrationWork): Promise<{ readonly id: number }> {
  const { source, destination } = work.inputs;
  const body = { ...splitAddress(source), ...names };
  return claimSeat(work.session.clock, {
    service: destination.service,
    seats: destination.freeAccount === undefined ? exchange.seats : only(exchange, destination.freeAccount),
    // A migration goes by the address alone, and is in the state already.
    former: async () => undefined,
    unsure: () => {},
    write: (seat) => exchange.api.changeAccount(seat.primaryEmailAddress, body),
    readSeat: (seat) => exchange.api.getAccount(seat.primaryEmailAddress),
    read: () => exchange.api.getAccount(source),
    directory: exchange.directory,
    explain: (error) => explainTakenAddress(error, { emailAddress: source }),
  });
}

/** The one that the program names. */
function only({ api, seats }: ExchangeSession, freeAccount: string) {
  return {
    take: async (): Promise<ExchangeAccount> => {
      const seat = await ifPresent(api.getAccount(freeAccount));
      if (seat !== undefined && isFreeSeat(seat) && seats.reserve([seat.primaryEmailAddress]) !== undefined)
        return seat;
      throw new Error(`destination.freeAccount: ${freeAccount} is not free any more: name another one, or none`);
    },
    giveBack: (seat: ExchangeAccount) => seats.giveBack(seat),
  };
}

/** On a service whose accounts are made at will: the password comes next, as for a claimed one. */
async function make(exchange: ExchangeSession, names: Names, work: MigrationWork): Promise<{ readonly id: number }> {
  const { source } = work.inputs;
  const { password } = await passwordOf(work);
  const body = { ...splitAddress(source), ...names, license: "standard" as const, password };
  try {
    const task = await exchange.api.createAccount(body);
    await exchange.tasks.wait(task.id, `the creation of mailbox ${source}`, { readable: true });
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw explainTakenAddress(error, { emailAddress: source });
  }
  return onceVisible(work.session.clock, () => exchange.api.getAccount(source));
}

/** The same for all steps of a run. */
export function passwordOf(work: MigrationWork): Promise<ObtainedPassword> {
  return passwordFor(work, () => generatePassword(splitAddress(work.inputs.source).login, ""));
}

const PASSWORD_UNTOLD =
  "a run that was stopped may have set a password that it could not tell: where nobody has it, set another one with the " +
  "ExchangeAccount or in the OVHcloud control panel";

/** It was set by a run that was killed, and somebody may use it. */
function keepPassword(work: MigrationWork): void {
  const { password, passwordFrom } = work.inputs;
  const isGenerated = password === undefined && passwordFrom === undefined;
  work.learn({ phase: "awaitingCopy", ...(isGenerated ? { warnings: [PASSWORD_UNTOLD] } : {}) });
}

export async function setPassword(work: MigrationWork): Promise<void> {
  const { source } = work.inputs;
  const { api, tasks } = work.session.exchange(work.inputs.destination.service);
  const mailbox = await quiet(work, tasks, () => api.getAccount(source), `the configuration of ${source}`);
  const isUnset = mailbox.passwordLastUpdate == null || work.memory.passwordPending === true;
  if (!isUnset) return keepPassword(work);
  return sendPassword(work, () => passwordOf(work), {
    emailAddress: source,
    send: (password) => api.changePassword(source, password),
    readUpdate: async () => (await api.getAccount(source)).passwordLastUpdate,
    watcher: tasks,
    onDone: () => work.learn({ phase: "awaitingCopy" }),
  });
}

/** Its mail is lost by it, so it comes last, and only once the copy is known to be whole. */
export async function reset(emailAddress: string, work: MigrationWork): Promise<void> {
  if (emailAddress === work.inputs.source)
    throw new Error(`${emailAddress} still bears the address that moves: it is not reset`);
  const service = await serviceOf(work);
  // A run that was killed may have asked for it.
  const { account } = await onceIdle(service, emailAddress);
  const { sourceAccountId = account?.id } = work.facts;
  if (account === undefined || account.id !== sourceAccountId) return;
  const task = await ifPresent(service.api.deleteAccount(emailAddress));
  if (task !== undefined) work.task(task.id, `the reset of ${emailAddress}`, { watcher: service.tasks });
}

interface Busy {
  readonly taskPendingId?: number | null | undefined;
}

const TASKS_IN_A_ROW_MAX = 20;

/** The object, once it is there and no task is at work on it. */
async function quiet<A extends Busy>(
  { session }: MigrationWork,
  tasks: TaskWatcher,
  read: () => Promise<A>,
  doing: string,
): Promise<A> {
  for (let count = 0; count < TASKS_IN_A_ROW_MAX; count++) {
    const found = await onceVisible(session.clock, read);
    if (!found.taskPendingId) return found;
    await tasks.wait(found.taskPendingId, doing, { readable: true });
  }
  throw new Error(`OVHcloud keeps working on it: ${doing}`);
}
