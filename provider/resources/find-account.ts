/** Where an account of Exchange or of the new MX Plan is now. */

import type { Place } from "../definition.js";
import type { Directory } from "../directory.js";
import { ifPresent } from "../if-present.js";
import { wasMade } from "../lately.js";
import { isFreeSeat, type Seat, type Seats } from "../seats.js";
import { addressesOf } from "./change-in-place.js";

interface NumberedSeat extends Seat {
  readonly id: number;
}

interface Accounts<A extends NumberedSeat> {
  readonly api: { getAccount(address: string): Promise<A> };
  readonly directory: Directory<A>;
}

/**
 * Two programs may claim one free account at the same moment, and the later one gets it. Only what was ours before can
 * have been renamed elsewhere; a mailbox that was never finished, at an address that we never asked for, is another's.
 */
function withoutOvertaken<Inputs extends { readonly emailAddress: string }, Facts, A extends NumberedSeat>(
  place: Place<Inputs, Facts>,
  account: A | undefined,
): A | undefined {
  const { unfinished, made } = place.recorded?.memory ?? {};
  if (account === undefined || unfinished !== true || made === true) return account;
  return addressesOf(place).includes(account.primaryEmailAddress.toLowerCase()) ? account : undefined;
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
  Facts,
  A extends NumberedSeat,
>(service: Accounts<A>, place: Place<Inputs, Facts>, accountId: number | undefined): Promise<A | undefined> {
  const found = await findAccount(service, addressesOf(place), accountId);
  return withoutOvertaken(place, found) ?? findAdopted(service, place);
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
): Promise<A | undefined> {
  for (const address of addresses) {
    const account = await ifPresent(service.api.getAccount(address));
    if (account !== undefined && (accountId === undefined || account.id === accountId)) return account;
  }
  if (accountId === undefined) return undefined;
  const account = await service.directory.accountWith(accountId);
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
