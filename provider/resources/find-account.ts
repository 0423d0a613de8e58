/** Where an account of Exchange or of the new MX Plan is now. */

import type { Place } from "../definition.js";
import type { Directory } from "../directory.js";
import { ifPresent } from "../if-present.js";
import { wasMade } from "../lately.js";
import { isFreeSeat, type Seat, type Seats } from "../seats.js";
import { addressesOf } from "./change-in-place.js";

interface NumberedSeat extends Seat {
  readonly id: number;
  readonly passwordLastUpdate?: string | null | undefined;
}

interface Addressed {
  readonly emailAddress: string;
}

interface Accounts<A extends NumberedSeat> {
  readonly api: { getAccount(address: string): Promise<A> };
  readonly directory: Directory<A>;
}

/** What tells an account from others, as it was when we last changed it. */
interface Identity {
  readonly accountId?: number | undefined;
  readonly passwordLastUpdate?: string | undefined;
}

/** Not renewed by a refresh: its user may change the password at any time, and that is no news to the program. */
export function identityOf(
  { id, passwordLastUpdate }: NumberedSeat,
  recorded: Identity,
): { readonly accountId: number; readonly passwordLastUpdate?: string } {
  const known = recorded.accountId === id ? recorded.passwordLastUpdate : undefined;
  const setAt = known ?? passwordLastUpdate;
  return { accountId: id, ...(setAt == null ? {} : { passwordLastUpdate: setAt }) };
}

/**
 * Only what was ours before can have been renamed elsewhere; a mailbox that was never finished, at an address that we
 * never asked for, is another's: two programs may claim one free account at the same moment, and the later one gets it.
 * Nor is a number enough: an account that was emptied may keep it, and be somebody else's mailbox by now (a guess).
 * @throws where it cannot be told.
 */
function onlyOwn<Inputs extends Addressed, Facts extends Identity, A extends NumberedSeat>(
  place: Place<Inputs, Facts>,
  account: A | undefined,
): A | undefined {
  const { recorded } = place;
  const isAsked = account === undefined || addressesOf(place).includes(account.primaryEmailAddress.toLowerCase());
  if (isAsked || recorded === undefined) return account;
  if (!wasMade(recorded)) return undefined;
  const { passwordLastUpdate: setAt } = recorded.facts;
  if (setAt !== undefined && account.passwordLastUpdate == null) return undefined;
  if (setAt !== undefined && account.passwordLastUpdate === setAt) return account;
  throw new Error(
    `emailAddress: mailbox ${recorded.inputs.emailAddress} is not there, and the account with its number (${account.id}) is ` +
      `${account.primaryEmailAddress} now. Whether that is the same mailbox cannot be told. If somebody renamed it, set ` +
      'emailAddress to where it is now, and run "pulumi up". If somebody emptied it, and its account has become another ' +
      'mailbox, take it out of the state ("pulumi state delete"): "pulumi up" will make it again, empty',
  );
}

/** Never finished, and what was claimed for it is gone: the program may ask to take over what is at its address. */
async function findAdopted<
  Inputs extends { readonly emailAddress: string; readonly adopt: boolean },
  Facts,
  A extends NumberedSeat,
>({ api }: Accounts<A>, { inputs, recorded }: Place<Inputs, Facts>): Promise<A | undefined> {
  if (!inputs.adopt || recorded === undefined || wasMade(recorded)) return undefined;
  return ifPresent(api.getAccount(inputs.emailAddress));
}

/** The mailbox of a resource, wherever it is by now. */
export async function findOwn<
  Inputs extends { readonly emailAddress: string; readonly adopt: boolean },
  Facts extends Identity,
  A extends NumberedSeat,
>(service: Accounts<A>, place: Place<Inputs, Facts>, accountId: number | undefined): Promise<A | undefined> {
  // Where a list still has it at its address it may have been renamed, by a run that was killed: a refresh must not forget it.
  const absentFrom = place.purpose === "refresh" ? [] : addressesOf(place);
  const found = await findAccount(service, addressesOf(place), accountId, absentFrom);
  return onlyOwn(place, found) ?? findAdopted(service, place);
}

/** What is recorded of this account. One that was taken over instead is another one: its password is not ours to set. */
export function recordOf<R extends { readonly facts: { readonly accountId?: number } }>(
  account: Pick<NumberedSeat, "id"> | undefined,
  recorded: R | undefined,
): R | undefined {
  const { accountId } = recorded?.facts ?? {};
  return account === undefined || accountId === undefined || accountId === account.id ? recorded : undefined;
}

/**
 * By address, then by number, so that a mailbox that was renamed elsewhere is still found. Another mailbox at the
 * same address is not ours. The list asked for the number also tells "gone" from "the service does not answer".
 */
export async function findAccount<A extends NumberedSeat>(
  service: Accounts<A>,
  addresses: readonly string[],
  accountId: number | undefined,
  absentFrom: readonly string[] = addresses,
): Promise<A | undefined> {
  for (const address of addresses) {
    const account = await ifPresent(service.api.getAccount(address));
    if (account !== undefined && (accountId === undefined || account.id === accountId)) return account;
  }
  if (accountId === undefined) return undefined;
  const account = await service.directory.accountElsewhere(accountId, absentFrom);
  return account === undefined || isFreeSeat(account) ? undefined : account;
}

/** The free account that an earlier run meant for this mailbox. Undefined: somebody has taken it since, or there is none. */
export async function formerSeat<A extends NumberedSeat>(
  { seats, directory }: Pick<Accounts<A>, "directory"> & { readonly seats: Seats<A> },
  accountId: number | undefined,
  emailAddress: string,
): Promise<A | undefined> {
  return accountId === undefined ? undefined : seats.recall(await directory.accountWith(accountId), emailAddress);
}
