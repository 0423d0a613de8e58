/** What is sent to OVHcloud for a mailbox. */

import { COMMIT_WINDOW_MS, ifPresent, onceVisible } from "../if-present.js";
import { NotFoundError, OutcomeUnknownError } from "../ovh/errors.js";
import type { ExchangeAccount } from "../ovh/exchange-models.js";
import { Secret } from "../ovh/secret.js";
import { generatePassword } from "../passwords.js";
import { splitAddress } from "../schemas.js";
import type { ExchangeSession } from "../session.js";
import { performAlias } from "./aliases.js";
import { sendChange } from "./change-in-place.js";
import { CLOCK_SKEW_MS, sendCreation } from "./creation.js";
import { type AccountStep, type AccountWork, accountResourceId } from "./exchange-account.js";
import { type AccountView, type Protocols, toChange, toCreation } from "./exchange-account-view.js";
import { explainTakenAddress } from "./taken-address.js";

export async function performAccountStep(step: AccountStep, work: AccountWork): Promise<void> {
  const service = work.session.exchange(work.inputs.service);
  switch (step.do) {
    case "make":
      return (await service.hasSeats()) ? claim(service, step.view, work) : create(service, step.view, work);
    case "change":
      return change(service, step, work);
    case "setPassword":
      return setPassword(service, work);
    case "setProtocols":
      return setProtocols(service, step.protocols, work);
    case "addAlias":
    case "removeAlias":
      return performAlias(step, work);
    case "delete": {
      const task = await service.api.deleteAccount(step.emailAddress);
      service.directory.forget(step.emailAddress);
      return work.task(task.id, `the removal of mailbox ${step.emailAddress}`);
    }
  }
}

/** Somebody else may take a seat between our look and our claim; so many times in a row is no accident. */
const CLAIMS_MAX = 20;

async function claim(service: ExchangeSession, view: Partial<AccountView>, work: AccountWork): Promise<void> {
  const { emailAddress } = work.inputs;
  for (let count = 0; count < CLAIMS_MAX; count++) {
    const seat = await service.seats.take();
    const claimed = await claimSeat(service, seat, view, work);
    if (!claimed) continue;
    service.directory.forget(emailAddress);
    work.accepted(accountResourceId(work.inputs.service, seat.id), { accountId: seat.id });
    return setPassword(service, work);
  }
  throw new Error(`the free accounts of ${work.inputs.service} are taken faster than they can be claimed: try again`);
}

/** False when the seat is gone. */
async function claimSeat(
  service: ExchangeSession,
  seat: ExchangeAccount,
  view: Partial<AccountView>,
  work: AccountWork,
): Promise<boolean> {
  try {
    await service.api.changeAccount(seat.primaryEmailAddress, toChange(view));
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    if (error instanceof OutcomeUnknownError && (await isClaimed(service, seat, work))) return true;
    service.seats.giveBack(seat);
    throw explainTakenAddress(error, work.inputs);
  }
}

/** After a lost answer: the seat that we wrote to carries our address, or it does not. */
async function isClaimed(service: ExchangeSession, seat: ExchangeAccount, work: AccountWork): Promise<boolean> {
  const { session, inputs } = work;
  const reading = onceVisible(session.clock, () => service.api.getAccount(inputs.emailAddress), COMMIT_WINDOW_MS);
  const account = await ifPresent(reading);
  return account?.id === seat.id;
}

/** On a service whose accounts are made, not claimed. The password goes with the creation. */
async function create(service: ExchangeSession, view: Partial<AccountView>, work: AccountWork): Promise<void> {
  const { inputs } = work;
  const { secret, isGenerated } = passwordFor(work);
  await sendCreation(work, {
    id: `${inputs.service}/account/${inputs.emailAddress}`,
    doing: `the creation of mailbox ${inputs.emailAddress}`,
    send: () =>
      service.api.createAccount({ ...toCreation(view), ...splitAddress(inputs.emailAddress), password: secret }),
    read: () => service.api.getAccount(inputs.emailAddress),
    // Who made it cannot be told from its properties alone: OVHcloud says when, and nobody else had the address before.
    isAsAsked: () => true,
    factsOf: (account) => ({ accountId: account.id }),
  });
  service.directory.forget(inputs.emailAddress);
  if (isGenerated) work.learn({ initialPassword: secret.reveal() });
}

async function change(
  service: ExchangeSession,
  { from, view }: Extract<AccountStep, { do: "change" }>,
  work: AccountWork,
): Promise<void> {
  await sendChange(work.inputs, () => service.api.changeAccount(from, toChange(view)));
  service.directory.forget(from);
  service.directory.forget(work.inputs.emailAddress);
}

function passwordFor({ inputs }: AccountWork): { secret: Secret; isGenerated: boolean } {
  const { emailAddress, password, displayName = "" } = inputs;
  if (password !== undefined) return { secret: new Secret(password), isGenerated: false };
  return { secret: generatePassword(splitAddress(emailAddress).login, displayName), isGenerated: true };
}

async function setPassword(service: ExchangeSession, work: AccountWork): Promise<void> {
  const { emailAddress } = work.inputs;
  const { secret, isGenerated } = passwordFor(work);
  work.remember({ passwordPending: true });
  const sentAt = work.session.clock.now();
  const task = await onceVisible(work.session.clock, () => service.api.changePassword(emailAddress, secret));
  work.blindTask(task.id, `the change of the password of ${emailAddress}`, {
    onDone: () => {
      work.remember({ passwordPending: false });
      if (isGenerated) work.learn({ initialPassword: secret.reveal() });
    },
    isDone: async () => {
      const { passwordLastUpdate } = await service.api.getAccount(emailAddress);
      return passwordLastUpdate != null && Date.parse(passwordLastUpdate) >= sentAt - CLOCK_SKEW_MS;
    },
  });
}

async function setProtocols(
  { api }: ExchangeSession,
  { imap, pop, activeSync, webMail }: Protocols,
  { inputs, session }: AccountWork,
): Promise<void> {
  const body = { IMAP: imap, POP: pop, activeSync, webMail };
  const send = () => onceVisible(session.clock, () => api.changeAccountProtocol(inputs.emailAddress, body));
  await sendChange(inputs, send);
}
