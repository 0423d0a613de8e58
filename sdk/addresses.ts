/** Order by address: whatever mentions an address waits for the resource that declares it, wherever that stands. */

import * as pulumi from "@pulumi/pulumi";

/** A resource with a number that OVHcloud gives it; groups have none. */
interface Declared extends pulumi.CustomResource {
  readonly accountId?: pulumi.Output<number | undefined>;
  readonly mailboxId?: pulumi.Output<number>;
  readonly contactId?: pulumi.Output<number>;
  readonly emailAddress?: pulumi.Output<string>;
}

/** Addresses are unique over all services, so the address alone is the key. */
const declared = new Map<string, Declared>();

function keyOf(emailAddress: string): string {
  return emailAddress.trim().toLowerCase();
}

/** Outputs cannot be compared while the program declares, and the text that one was given can: here by the output. */
const plainAddresses = new WeakMap<pulumi.OutputInstance<string>, string>();

/** @param yields what moves away: a mailbox of the same address elsewhere is where the address lives from now on */
export function declareAddress(emailAddress: pulumi.Input<string>, resource: Declared, yields = false): void {
  // What is not plain text comes from another resource, and Pulumi orders it already.
  const key = plainKeyOf(emailAddress);
  if (key === undefined) return;
  if (resource.emailAddress !== undefined) plainAddresses.set(resource.emailAddress, key);
  if (!yields || !declared.has(key)) declared.set(key, resource);
}

/** Of plain text, and of the address of a resource that was declared with plain text. */
function plainKeyOf(emailAddress: pulumi.Input<string>): string | undefined {
  if (typeof emailAddress === "string") return keyOf(emailAddress);
  return pulumi.Output.isInstance(emailAddress) ? plainAddresses.get(emailAddress) : undefined;
}

/** Resources by an address that they do something for. */
class ByAddress {
  readonly #found = new Map<string, pulumi.Resource>();

  add(emailAddress: pulumi.Input<string>, resource: pulumi.Resource): void {
    const key = plainKeyOf(emailAddress);
    if (key !== undefined) this.#found.set(key, resource);
  }

  /** Looked up when the program's current turn has declared all it will. */
  async at(emailAddresses: readonly pulumi.Input<string>[]): Promise<pulumi.Resource[]> {
    await new Promise((resolve) => setImmediate(resolve));
    return emailAddresses.flatMap((one) => this.#found.get(plainKeyOf(one) ?? "") ?? []);
  }
}

/** Migrations, by the address that they bring to Exchange: a mailbox is there only when that is over. */
export const bringers = new ByAddress();

/** Delegations, by the account of MX Plan that they are on: whoever manages it as a delegate needs that right first. */
export const delegations = new ByAddress();

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
 * whatever mentions it. Undefined where there is none.
 */
export function numbersAt(
  mentions: readonly pulumi.Input<string>[],
): pulumi.Output<Record<string, number> | undefined> {
  const numbers = found(mentions).then((all) =>
    all.flatMap(([address, resource]) => {
      const number = resource.accountId ?? resource.mailboxId ?? resource.contactId;
      return number === undefined ? [] : [pulumi.all([address, knownNumber(resource, number)] as const)];
    }),
  );
  return pulumi.output(numbers).apply((pairs) => {
    // An account of the legacy MX Plan has no number.
    const numbered = pairs.flatMap(([address, number]) => (number === undefined ? [] : [[address, number] as const]));
    return numbered.length === 0 ? undefined : Object.fromEntries(numbered);
  });
}

/**
 * A preview knows the id of a mailbox that is only changed, which ends with its number, and none of its outputs: without
 * this, a new display name would show as a change of every group and delegation that mentions the mailbox.
 */
function knownNumber<Told extends number | undefined>(
  { id }: Declared,
  told: pulumi.Output<Told>,
): pulumi.Output<Told | number> {
  if (!pulumi.runtime.isDryRun()) return told;
  return id.apply((known): pulumi.Output<Told | number> => {
    const [, digits] = /\/(\d+)$/.exec(known) ?? [];
    return digits === undefined ? told : pulumi.output(Number(digits));
  });
}
