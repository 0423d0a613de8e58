/** Taking one of the free accounts of a service (`@configureme.me`) for a new mailbox. */

import { COMMIT_WINDOW_MS, ifPresent } from "../if-present.js";
import type { Clock } from "../ovh/clock.js";
import { NotFoundError, OutcomeUnknownError } from "../ovh/errors.js";
import { Patience } from "../patience.js";

/** Somebody else may take a seat between our look and our claim; so many times in a row is no accident. */
const CLAIMS_MAX = 20;

const WORK_TIMEOUT_MS = 10 * 60_000;

interface Seat {
  readonly id: number;
  readonly taskPendingId?: number | null | undefined;
}

export interface Claim<S extends Seat> {
  /** "hosted-ab12345-1" */
  readonly service: string;
  readonly seats: { take(): Promise<S>; giveBack(seat: S): void };
  /** The seat that an earlier run asked for in vain, where it is still free: what it asked may still come. */
  readonly former: () => Promise<S | undefined>;
  /** Whether it was given its address is not known. */
  readonly unsure: (seat: S) => void;
  /** Gives the seat its new address, among all else that is wanted. */
  readonly write: (seat: S) => Promise<unknown>;
  /** The seat, where it was. */
  readonly readSeat: (seat: S) => Promise<Seat>;
  /** What is at the new address. */
  readonly read: () => Promise<Seat>;
  /** Finds an account by its number, at whatever address. */
  readonly directory: { accountWith(id: number): Promise<Seat | undefined> };
  /** OVHcloud's refusal, in the program's terms. */
  readonly explain: (error: unknown) => unknown;
  /** Left out: whatever has the new address is ours. */
  readonly taken?: (cause: Error) => Error;
}

/** @returns the seat that is ours now. */
export async function claimSeat<S extends Seat>(clock: Clock, claim: Claim<S>): Promise<S> {
  for (let count = 0; count < CLAIMS_MAX; count++) {
    const seat = (count === 0 ? await claim.former() : undefined) ?? (await claim.seats.take());
    if (await isWritten(clock, claim, seat)) return seat;
  }
  throw new Error(`the free accounts of ${claim.service} are taken faster than they can be claimed: try again`);
}

/** False when the seat is gone. */
async function isWritten<S extends Seat>(clock: Clock, claim: Claim<S>, seat: S): Promise<boolean> {
  try {
    await claim.write(seat);
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return hasBecomeOurs(error, clock, claim, seat);
    if (error instanceof OutcomeUnknownError) {
      const claimed = await isClaimed(clock, claim, seat).catch(() => undefined);
      if (claimed === true) return true;
      if (claimed === undefined) {
        claim.unsure(seat);
        throw error;
      }
      // Another mailbox has the address, so it cannot come any more.
      claim.seats.giveBack(seat);
      throw claim.taken?.(error) ?? error;
    }
    if (await isTouched(claim, seat)) claim.unsure(seat);
    else claim.seats.giveBack(seat);
    throw claim.explain(error);
  }
}

/** Refused as it was delivered twice: the first delivery is at work on it, or done. */
async function isTouched<S extends Seat>({ readSeat }: Claim<S>, seat: S): Promise<boolean> {
  const look = async () => {
    const found = await ifPresent(readSeat(seat));
    return found === undefined || Boolean(found.taskPendingId);
  };
  // A look that fails leaves it open.
  return look().catch(() => true);
}

/**
 * The seat is gone, and may have our address: this request was delivered twice, or another program that declares the same
 * mailbox was quicker. Nothing tells which, and a mailbox must not belong to two.
 */
async function hasBecomeOurs<S extends Seat>(
  error: Error,
  clock: Clock,
  { read, taken, directory }: Claim<S>,
  seat: S,
): Promise<boolean> {
  for (const patience = new Patience(clock); ; await patience.pause()) {
    const isOver = patience.hasLasted(COMMIT_WINDOW_MS);
    const look = await atAddress(read, seat).catch((failure: unknown) => {
      // Without an answer it would be made, and nobody told.
      if (isOver) throw failure;
      return "unknown" as const;
    });
    if (look === "ours" || look === "another's") {
      if (taken !== undefined) throw taken(error);
      return look === "ours";
    }
    // A mailbox of somebody else by now, unless it is shown nowhere yet.
    if (isOver || (look === "nothing" && (await directory.accountWith(seat.id)) !== undefined)) return false;
  }
}

async function atAddress(read: () => Promise<Seat>, seat: Seat): Promise<"ours" | "another's" | "nothing"> {
  const found = await ifPresent(read());
  if (found === undefined) return "nothing";
  return found.id === seat.id ? "ours" : "another's";
}

/**
 * After a lost answer: the seat that we wrote to carries our address, or it does not. As long as OVHcloud works on it, it
 * may do so later. Undefined: nothing carries it yet.
 */
async function isClaimed<S extends Seat>(clock: Clock, claim: Claim<S>, seat: S): Promise<boolean | undefined> {
  for (const patience = new Patience(clock); ; await patience.pause()) {
    // Asked before the look: what ends in between is seen.
    const isAtWork = Boolean((await ifPresent(claim.readSeat(seat)))?.taskPendingId);
    const found = await ifPresent(claim.read());
    if (found !== undefined) return found.id === seat.id;
    if (patience.hasLasted(isAtWork ? WORK_TIMEOUT_MS : COMMIT_WINDOW_MS)) return undefined;
  }
}
