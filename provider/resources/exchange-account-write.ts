/** What is sent to OVHcloud for a mailbox. */

import { onceVisible } from "../if-present.js";
import { orderTerms } from "../order-terms.js";
import type { ExchangeAccount } from "../ovh/exchange-models.js";
import { generatePassword } from "../passwords.js";
import { splitAddress } from "../schemas.js";
import type { ExchangeSession } from "../session.js";
import { performAlias } from "./aliases.js";
import { arrive, rememberAddress, sendChange } from "./change-in-place.js";
import { claimSeat } from "./claim.js";
import { sendCreation } from "./creation.js";
import { tasksOn } from "./earlier-work.js";
import { type AccountStep, type AccountWork, accountResourceId } from "./exchange-account.js";
import { type AccountView, type Protocols, toChange, toCreation } from "./exchange-account-view.js";
import { formerSeat } from "./find-account.js";
import { type ObtainedPassword, passwordFor } from "./mailbox-password.js";
import { type PasswordCalls, sendPassword } from "./send-password.js";
import { explainTakenAddress, takenAddress } from "./taken-address.js";

/** A source that gives no password is told before a free account is claimed or anything is written. */
export async function preparePassword(steps: readonly AccountStep[], work: AccountWork): Promise<void> {
  if (steps.some((step) => step.do === "make" || step.do === "setPassword")) await obtain(work);
}

export async function performAccountStep(step: AccountStep, work: AccountWork): Promise<void> {
  const service = work.session.exchange(work.inputs.service);
  switch (step.do) {
    case "make":
      return (await service.hasSeats()) ? claim(service, step.view, work) : create(service, step.view, work);
    case "change":
      return change(service, step, work);
    case "setPassword":
      return setPassword(service, step, work);
    case "setProtocols":
      return setProtocols(service, step.protocols, work);
    case "arrive":
      return arrive(step, work, () => service.api.getAccount(work.inputs.emailAddress));
    case "addAlias":
    case "removeAlias":
      return performAlias(service.api.aliases, step, work, (owner) => tasksOn(service, owner));
    case "delete": {
      const task = await service.api.deleteAccount(step.emailAddress);
      service.directory.forget(step.emailAddress);
      return work.task(task.id, `the removal of mailbox ${step.emailAddress}`);
    }
  }
}

async function claim(service: ExchangeSession, view: Partial<AccountView>, work: AccountWork): Promise<void> {
  const { inputs, session } = work;
  const { emailAddress } = inputs;
  const seat = await claimSeat(session.clock, {
    service: inputs.service,
    seats: { take: () => takeSeat(service, work), giveBack: (seat) => service.seats.giveBack(seat) },
    former: () => formerSeat(service, work.facts.accountId, emailAddress),
    unsure: (seat) => claimed(service, seat, work),
    write: ({ primaryEmailAddress }) => service.api.changeAccount(primaryEmailAddress, toChange(view)),
    readSeat: ({ primaryEmailAddress }) => service.api.getAccount(primaryEmailAddress),
    read: () => service.api.getAccount(emailAddress),
    directory: service.directory,
    explain: (error) => explainTakenAddress(error, { emailAddress, adopts: inputs.adopt }),
    taken: (cause) => takenAddress({ emailAddress, adopts: inputs.adopt }, cause),
  });
  claimed(service, seat, work);
  return setPassword(service, { formerUpdate: seat.passwordLastUpdate }, work);
}

function claimed({ seats, directory }: ExchangeSession, seat: ExchangeAccount, work: AccountWork): void {
  const { service, emailAddress } = work.inputs;
  directory.forget(emailAddress);
  seats.mean(seat, emailAddress);
  work.accepted(accountResourceId(service, seat.id), { accountId: seat.id });
  work.remember({ awaitsAccount: undefined, passwordPending: true });
  rememberAddress(work);
}

/**
 * Once an account is on order the resource stays in the state, whatever comes. Its number is not known then, so its id
 * has the address instead, and keeps it: Pulumi has no way to give a resource another id.
 */
function takeSeat(service: ExchangeSession, work: AccountWork): Promise<ExchangeAccount> {
  const { orderWhenNoneFree, license } = work.inputs;
  if (orderWhenNoneFree === undefined) return service.seats.take();
  return service.orders().take({
    terms: orderTerms(orderWhenNoneFree, license),
    awaited: work.memory.awaitsAccount,
    note: (awaitsAccount) => {
      work.accepted(provisionalId(work.inputs), {});
      work.remember({ awaitsAccount });
    },
  });
}

function provisionalId({ service, emailAddress }: AccountWork["inputs"]): string {
  return `${service}/account/${emailAddress}`;
}

/** On a service whose accounts are made, not claimed. The password goes with the creation. */
async function create(service: ExchangeSession, view: Partial<AccountView>, work: AccountWork): Promise<void> {
  const { inputs } = work;
  const { password, initialPassword } = await obtain(work);
  // Before it is sent: its answer may be lost, and it may be made all the same.
  if (initialPassword !== undefined) work.learn({ initialPassword });
  work.forget("accountId");
  await sendCreation(work, {
    id: provisionalId(inputs),
    doing: `the creation of mailbox ${inputs.emailAddress}`,
    send: () => service.api.createAccount({ ...toCreation(view), ...splitAddress(inputs.emailAddress), password }),
    read: () => service.api.getAccount(inputs.emailAddress),
    // Who made it cannot be told from its properties alone: OVHcloud says when, and nobody else had the address before.
    isAsAsked: () => true,
    factsOf: (account) => ({ accountId: account.id }),
  });
  service.directory.forget(inputs.emailAddress);
}

async function change(
  service: ExchangeSession,
  { from, view }: Extract<AccountStep, { do: "change" }>,
  work: AccountWork,
): Promise<void> {
  await sendChange(work, () => service.api.changeAccount(from, toChange(view)));
  service.directory.forget(from);
  service.directory.forget(work.inputs.emailAddress);
}

function obtain(work: AccountWork): Promise<ObtainedPassword> {
  const { emailAddress, displayName = "" } = work.inputs;
  return passwordFor(work, () => generatePassword(splitAddress(emailAddress).login, displayName));
}

function setPassword(
  { api }: ExchangeSession,
  { formerUpdate }: Pick<PasswordCalls, "formerUpdate">,
  work: AccountWork,
): Promise<void> {
  const { emailAddress } = work.inputs;
  return sendPassword(work, () => obtain(work), {
    emailAddress,
    formerUpdate,
    send: (password) => api.changePassword(emailAddress, password),
    readUpdate: async () => (await api.getAccount(emailAddress)).passwordLastUpdate,
  });
}

async function setProtocols(
  { api }: ExchangeSession,
  { imap, pop, activeSync, webMail }: Protocols,
  work: AccountWork,
): Promise<void> {
  const { inputs, session } = work;
  const body = { IMAP: imap, POP: pop, activeSync, webMail };
  const send = () => onceVisible(session.clock, () => api.changeAccountProtocol(inputs.emailAddress, body));
  await sendChange(work, send);
}
