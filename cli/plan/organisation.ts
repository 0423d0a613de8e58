/** Who belongs to the organisation, and who does not. */

import { splitAddress } from "../../provider/schemas.js";
import type { Box } from "./boxes.js";

export interface Organisation {
  /** Domains of the services, as OVHcloud lists them, and those that the command line adds. */
  readonly domains: readonly string[];
  /** Domains that do not count although a service has them. */
  readonly outside: readonly string[];
  /** Identifiers of OVHcloud customers that belong to it. */
  readonly customers: readonly string[];
}

/** Whether an address, or an identifier of an OVHcloud customer, is of somebody else. */
export function outsideRule(
  boxes: readonly Box[],
  { domains, outside, customers }: Organisation,
): (person: string) => boolean {
  const declared = boxes.map(({ key }) => domainOf(key)).filter((domain) => domain !== "");
  const inside = new Set([...declared, ...domains].map((domain) => domain.toLowerCase()));
  for (const domain of outside) inside.delete(domain.toLowerCase());
  const own = new Set(customers.map((customer) => customer.toLowerCase()));
  return (person) => {
    // A number of an account that nobody knows any more.
    if (person.startsWith("account ")) return false;
    const domain = domainOf(person);
    return domain === "" ? !own.has(person) : !inside.has(domain);
  };
}

function domainOf(person: string): string {
  return person.includes("@") ? splitAddress(person).domain : "";
}
