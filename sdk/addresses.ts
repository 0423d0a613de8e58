/** Order by address: whatever mentions an address waits for the resource that declares it, wherever that stands. */

import type * as pulumi from "@pulumi/pulumi";

/** Addresses are unique over all services, so the address alone is the key. */
const declared = new Map<string, pulumi.Resource>();

function keyOf(emailAddress: string): string {
  return emailAddress.trim().toLowerCase();
}

export function declareAddress(emailAddress: pulumi.Input<string>, resource: pulumi.Resource): void {
  // What is not plain text comes from another resource, and Pulumi orders it already.
  if (typeof emailAddress === "string") declared.set(keyOf(emailAddress), resource);
}

/** The resources that declare these addresses, looked up when the program's current turn has declared all it will. */
export async function declaredAt(mentions: readonly pulumi.Input<string>[]): Promise<pulumi.Resource[]> {
  await new Promise((resolve) => setImmediate(resolve));
  const addresses = mentions.filter((mention) => typeof mention === "string");
  const found = addresses.map((address) => declared.get(keyOf(address))).filter((resource) => resource !== undefined);
  return [...new Set(found)];
}
