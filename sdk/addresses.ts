/** Order by address: whatever mentions an address waits for the resource that declares it, wherever that stands. */

import * as pulumi from "@pulumi/pulumi";

/** A resource with a number that OVHcloud gives it; groups have none. */
interface Declared extends pulumi.Resource {
  readonly accountId?: pulumi.Output<number>;
  readonly mailboxId?: pulumi.Output<number>;
  readonly contactId?: pulumi.Output<number>;
}

/** Addresses are unique over all services, so the address alone is the key. */
const declared = new Map<string, Declared>();

function keyOf(emailAddress: string): string {
  return emailAddress.trim().toLowerCase();
}

export function declareAddress(emailAddress: pulumi.Input<string>, resource: Declared): void {
  // What is not plain text comes from another resource, and Pulumi orders it already.
  if (typeof emailAddress === "string") declared.set(keyOf(emailAddress), resource);
}

/** The resources that declare these addresses, looked up when the program's current turn has declared all it will. */
export async function declaredAt(mentions: readonly pulumi.Input<string>[]): Promise<pulumi.Resource[]> {
  return [...new Set((await found(mentions)).map(([, resource]) => resource))];
}

async function found(mentions: readonly pulumi.Input<string>[]): Promise<[address: string, resource: Declared][]> {
  await new Promise((resolve) => setImmediate(resolve));
  const addresses = mentions.filter((mention) => typeof mention === "string").map(keyOf);
  return addresses.flatMap((address) => {
    const resource = declared.get(address);
    return resource === undefined ? [] : [[address, resource] as [string, Declared]];
  });
}

/**
 * The numbers of those resources, by address: a resource that is made anew has another number, which is a change for
 * whatever mentions it.
 */
export function numbersAt(mentions: readonly pulumi.Input<string>[]): pulumi.Output<Record<string, number>> {
  const numbers = found(mentions).then((all) =>
    all.flatMap(([address, resource]) => {
      const number = resource.accountId ?? resource.mailboxId ?? resource.contactId;
      return number === undefined ? [] : [pulumi.all([address, number] as const)];
    }),
  );
  return pulumi.output(numbers).apply((pairs) => Object.fromEntries(pairs));
}
