/** Sets of people keyed by address, so that a preview reads `+ eve` and `- bob`, whatever the order of the program. */

import { z } from "zod";
import { externalAddress } from "../schemas.js";
import { isRecord } from "../values.js";

/** The value says nothing: the key is the person. */
export type People = Readonly<Record<string, true>>;

const EXAMPLE = 'expected a list of addresses, such as ["anna@example.com"]';

/** A list of addresses as people write it, or the form in which Pulumi keeps it. */
export const people = z.unknown().transform((given, context) => {
  if (given === undefined) return undefined;
  const addresses = isRecord(given) ? Object.keys(given) : given;
  if (!Array.isArray(addresses)) {
    context.addIssue({ code: "custom", message: EXAMPLE });
    return z.NEVER;
  }
  return keyed(addresses, context);
});

function keyed(addresses: readonly unknown[], context: z.RefinementCtx): People {
  const found: Record<string, true> = {};
  for (const [index, address] of addresses.entries()) {
    const parsed = externalAddress.safeParse(address);
    if (parsed.success) found[parsed.data] = true;
    else for (const { message } of parsed.error.issues) context.addIssue({ code: "custom", path: [index], message });
  }
  return Object.fromEntries(Object.entries(found).sort());
}

export function namesOf(set: People | undefined): string[] {
  return Object.keys(set ?? {});
}

export function toPeople(addresses: Iterable<string>): People {
  return Object.fromEntries([...addresses].sort().map((address) => [address, true as const]));
}

/** The numbers of people whom the program declares as resources, by address. */
export type Numbers = Readonly<Record<string, number>>;

/**
 * Steers only when a change is due: somebody whose number is another one now was made anew. Who comes or goes shows in the
 * property that names people.
 */
export const declaredNumbers = {
  schema: z.record(z.string(), z.number()).optional(),
  change: "local",
  same: (recorded: unknown, desired: unknown): boolean => {
    if (!isRecord(recorded) || desired === undefined) return true;
    return (
      isRecord(desired) && Object.keys(desired).every((who) => !(who in recorded) || recorded[who] === desired[who])
    );
  },
} as const;
