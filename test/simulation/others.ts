/** What other people do in OVHcloud's panel between two runs. */

import type { World } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { inventory, inventoryName, redirectionsOf, text } from "./expectations.js";
import type { Resource } from "./stack.js";
import { SERVICE } from "./world.js";

export const EDITS = ["remove", "change", "occupy", "swap"] as const;
export type EditName = (typeof EDITS)[number];

/** What came of it: the name of what was made or removed. */
export interface Edited {
  readonly made?: string;
  readonly removed?: string;
}

/** @param accountId the number that the program knows it by */
export function edit(world: World, what: EditName, { kind, props }: Resource, accountId?: unknown): Edited | undefined {
  const name = inventoryName(kind, props);
  if (name === undefined) return undefined;
  const isThere = inventory(world).has(name);
  if (what === "occupy") return isThere ? undefined : occupy(world, name, kind, props);
  if (!isThere) return undefined;
  if (what === "change") return change(world, kind, props);
  if (what === "swap") return swap(world, name, kind, text(props.emailAddress), accountId);
  remove(world, kind, props);
  return { removed: name };
}

function remove(world: World, kind: string, props: Values): void {
  const address = text(props.emailAddress);
  const removals: Readonly<Record<string, () => void>> = {
    ExchangeAccount: () => world.resetAccount(address),
    MxPlanAccount: () =>
      isNew(address) ? world.mxplan.resetAccount(address) : world.emailDomain.removeAccount(address),
    MxPlanRedirection: () => world.emailDomain.removeRedirection({ from: text(props.from), to: text(props.to) }),
    MxPlanResponder: () => world.emailDomain.removeResponder(address),
  };
  const removal = removals[kind] ?? (() => world.remove(address));
  removal();
}

function change(world: World, kind: string, props: Values): Edited {
  const address = text(props.emailAddress);
  const displayName = "By others";
  if (kind === "ExchangeAccount") world.editAccount(address, { displayName });
  if (kind === "SharedMailbox") world.editSharedAccount(address, { quota: 150 });
  if (kind === "ExternalContact") world.editExternalContact(address, { displayName });
  if (kind === "ContactGroup") world.editMailingList(address, { displayName });
  if (kind === "MxPlanResponder") world.emailDomain.editResponder(address, { content: displayName });
  if (kind === "MxPlanAccount") {
    if (isNew(address)) world.mxplan.editAccount(address, { displayName });
    else world.emailDomain.editAccount(address, { description: displayName });
  }
  return {};
}

/** Somebody empties the mailbox, and gives its address to another account: had it the number of before, it would be the same. */
function swap(world: World, name: string, kind: string, address: string, accountId: unknown): Edited | undefined {
  const accounts = kind === "MxPlanAccount" && isNew(address) ? world.mxplan : kind === "ExchangeAccount" && world;
  if (accounts === false) return undefined;
  const free = accounts.freeAccounts().find((one) => {
    const account = accounts.account(one);
    return !account?.taskPendingId && account?.id !== accountId;
  });
  if (free === undefined) return undefined;
  const [login = "", domain = ""] = address.split("@");
  accounts.resetAccount(address);
  accounts.editAccount(free, { login, domain, configured: true, displayName: "By others" });
  return { made: name };
}

/** Somebody takes the address. */
function occupy(world: World, name: string, kind: string, props: Values): Edited | undefined {
  const address = text(props.emailAddress);
  const isTaken = [world.account(address), world.sharedAccount(address), world.mailingList(address)].some(Boolean);
  if (isTaken) return undefined;
  switch (kind) {
    case "ExchangeAccount":
    case "SharedMailbox":
      world.addSharedAccount(SERVICE, { sharedEmailAddress: address, quota: 10 });
      return { made: `shared mailbox ${address}` };
    case "ExternalContact":
      world.addExternalContact(SERVICE, { externalEmailAddress: address, displayName: "By others" });
      return { made: name };
    case "MxPlanAccount":
      if (isNew(address)) return undefined;
      world.emailDomain.addAccount(address, { description: "By others" });
      return { made: name };
    case "MxPlanRedirection":
      if (redirectionsOf(world, text(props.from)).length > 0) return undefined;
      world.emailDomain.addRedirection({ from: text(props.from), to: text(props.to) });
      return { made: name };
    default:
      return undefined;
  }
}

function isNew(address: string): boolean {
  return address.endsWith("@example.net");
}
