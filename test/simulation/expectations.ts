/** What the world must show of a resource, by what the program says of it. Knows nothing of how that is brought about. */

import type { World } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import type { Resource, StoredEntry } from "./stack.js";

/** What was recorded after it was made or changed, and whether it was taken over, so that its password is not known. */
export interface Known {
  readonly entry: StoredEntry | undefined;
  readonly isTakenOver: boolean;
}

type Differences = (world: World, props: Values, known: Known) => string[];

/** Each difference between what is declared and what is there; none when all is as it should be. */
export function differences(world: World, { kind, props }: Pick<Resource, "kind" | "props">, known: Known): string[] {
  const judge = BY_KIND[kind];
  if (judge === undefined) throw new Error(`nothing is known of ${kind}`);
  return judge(world, props, known);
}

const BY_KIND: Readonly<Record<string, Differences>> = {
  ExchangeAccount: (world, props, known) => {
    const address = text(props.emailAddress);
    const account = world.account(address);
    if (account === undefined) return [`no mailbox ${address}`];
    return [
      ...unlike("displayName", props.displayName, account.displayName),
      ...unlike("state", "ok", account.state),
      ...aliasesUnlike(world, address, props.emailAliases),
      ...passwordUnlike(props, known, (password) => world.passwordMatches(address, password)),
    ];
  },
  SharedMailbox: (world, props) => {
    const address = text(props.emailAddress);
    const shared = world.sharedAccount(address);
    if (shared === undefined) return [`no shared mailbox ${address}`];
    return [
      ...unlike("displayName", props.displayName, shared.displayName),
      ...unlike("quotaMb", props.quotaMb, shared.quota),
      ...aliasesUnlike(world, address, props.emailAliases),
    ];
  },
  ExternalContact: (world, props) => {
    const contact = world.externalContact(text(props.emailAddress));
    if (contact === undefined) return [`no contact ${text(props.emailAddress)}`];
    return unlike("displayName", props.displayName, contact.displayName);
  },
  ContactGroup: (world, props) => {
    const address = text(props.emailAddress);
    const group = world.mailingList(address);
    if (group === undefined) return [`no group ${address}`];
    const names = (people: readonly { address: string; inForce: boolean }[]) =>
      people.filter(({ inForce }) => inForce).map((one) => one.address.toLowerCase());
    return [
      ...unlike("displayName", props.displayName, group.displayName),
      ...setUnlike("members", props.members, names(world.members(address))),
      ...setUnlike("managers", props.managers, names(world.managers(address))),
    ];
  },
  Delegation: (world, props) => {
    const held = rightsOn(world, props.on as Values);
    if (held === undefined) return [`no target ${JSON.stringify(props.on)}`];
    const wanted = wantedRights(props.grants as Values);
    const missing = wanted.filter((right) => !held.includes(right)).map((right) => `${right} is missing`);
    const isExclusive = props.mode === "exclusive";
    const extra = held.filter((right) => isExclusive && !wanted.includes(right)).map((right) => `${right} is too much`);
    return [...missing, ...extra];
  },
  MxPlanAccount: (world, props, known) => {
    const address = text(props.emailAddress);
    if (address.endsWith("@example.net")) return newMxPlan(world, address, props, known);
    const account = world.emailDomain.account(address);
    if (account === undefined) return [`no mailbox ${address}`];
    return [
      ...unlike("description", props.description, account.description),
      // API schema: these mailboxes show no state. While its task is hidden, nothing tells that one is still being made.
      ...unlike("sizeBytes", props.sizeBytes, account.size),
      ...passwordUnlike(props, known, (password) => world.emailDomain.passwordMatches(address, password)),
    ];
  },
  MxPlanRedirection: (world, props, { isTakenOver }) => {
    const from = text(props.from);
    const found = redirectionsOf(world, from).filter(({ to }) => to === props.to);
    if (found.length !== 1) return [`${found.length} redirections from ${from} to ${text(props.to)}`];
    // Of one that was taken over, what is declared is believed: it is never shown.
    return isTakenOver ? [] : unlike("keepCopy", props.keepCopy, found[0]?.localCopy);
  },
  MxPlanResponder: (world, props) => {
    const [login = "", domain = ""] = text(props.emailAddress).split("@");
    const found = world.emailDomain.responders(domain).find(({ account }) => account === login);
    if (found === undefined) return [`no responder of ${text(props.emailAddress)}`];
    const until = (date: unknown) => (typeof date === "string" ? Date.parse(date) : null);
    return [
      ...unlike("content", props.content, found.content),
      ...unlike("keepCopy", props.keepCopy, found.copy),
      ...(props.to === undefined ? [] : unlike("to", until(props.to), until(found.to))),
    ];
  },
  AccountMigration: (world, props) => {
    const address = text(props.source);
    return world.account(address) === undefined ? [`no mailbox ${address} on Exchange`] : [];
  },
};

function newMxPlan(world: World, address: string, props: Values, known: Known): string[] {
  const account = world.mxplan.account(address);
  if (account === undefined) return [`no mailbox ${address}`];
  return [
    ...unlike("displayName", props.displayName, account.displayName),
    ...unlike("state", "ok", account.state),
    ...aliasesUnlike(world, address, props.emailAliases),
    ...passwordUnlike(props, known, (password) => world.mxplan.passwordMatches(address, password)),
  ];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function unlike(name: string, wanted: unknown, found: unknown): string[] {
  if (wanted === undefined || wanted === found) return [];
  return [`${name} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`];
}

function setUnlike(name: string, wanted: unknown, found: readonly string[]): string[] {
  if (!Array.isArray(wanted)) return [];
  const [one, other] = [[...wanted].sort(), [...found].sort()];
  return unlike(name, JSON.stringify(one), JSON.stringify(other));
}

function aliasesUnlike(world: World, address: string, wanted: unknown): string[] {
  return setUnlike(
    "emailAliases",
    wanted,
    world.aliases(address).map((alias) => alias.toLowerCase()),
  );
}

function passwordUnlike(
  props: Values,
  { entry, isTakenOver }: Known,
  matches: (password: string) => boolean,
): string[] {
  const initial = entry?.outputs.initialPassword;
  if (typeof props.password === "string") {
    // One that was declared already when the mailbox was taken over is never sent.
    return isTakenOver || matches(props.password) ? [] : ["the password is not the declared one"];
  }
  if (typeof initial !== "string") return [];
  return isTakenOver || matches(initial) ? [] : ["the password is not the generated one"];
}

const API_NAMES: Readonly<Record<string, string>> = { sendOnBehalf: "sendOnBehalfTo" };

function wantedRights(grants: Values): string[] {
  return Object.entries(grants).flatMap(([who, rights]) =>
    (rights as string[]).map((right) => `${API_NAMES[right] ?? right} of ${who}`),
  );
}

/** Undefined: the target is not there. */
function rightsOn(world: World, on: Values): string[] | undefined {
  if (typeof on.mxPlanDomain === "string") return world.emailDomain.acl(on.mxPlanDomain).map(managed);
  const address = text(on.emailAddress ?? on.mxPlanAccount);
  if (address.endsWith("@example.org")) return world.emailDomain.delegates(address).map(managed);
  if (!isAnywhere(world, address)) return undefined;
  return world
    .grants(address)
    .filter(({ inForce }) => inForce)
    .map(({ right, to }) => `${right} of ${to.toLowerCase()}`);
}

function managed(nichandle: string): string {
  return `manage of ${nichandle.toLowerCase()}`;
}

function isAnywhere(world: World, address: string): boolean {
  const looks = [world.account(address), world.sharedAccount(address), world.mailingList(address)];
  return [...looks, world.mxplan.account(address)].some((found) => found !== undefined);
}

export function redirectionsOf(world: World, from: string) {
  const [, domain = ""] = from.split("@");
  return world.emailDomain.redirections(domain).filter((one) => one.from.toLowerCase() === from);
}

/** One that a killed run made and no list showed, and another one beside it. */
export function isThereTwice(
  world: World,
  { kind, props }: { readonly kind: string; readonly props: Values },
): boolean {
  if (kind !== "MxPlanRedirection") return false;
  return redirectionsOf(world, text(props.from)).filter(({ to }) => to === props.to).length > 1;
}

/** Everything that has an address or is an entry of its own, by what it is: for what is left over at the end. */
export function inventory(world: World): Set<string> {
  const domains = world.emailDomain.domains();
  const used = (address: string) => !address.endsWith("@configureme.me");
  return new Set([
    ...world
      .accounts()
      .map(({ primaryEmailAddress }) => primaryEmailAddress)
      .filter(used)
      .map((address) => `mailbox ${address}`),
    ...world.sharedAccounts().map(({ sharedEmailAddress }) => `shared mailbox ${sharedEmailAddress}`),
    ...world.mailingLists().map(({ mailingListAddress }) => `group ${mailingListAddress}`),
    ...world.externalContacts().map(({ externalEmailAddress }) => `contact ${externalEmailAddress}`),
    ...world.mxplan
      .accounts()
      .map(({ primaryEmailAddress }) => primaryEmailAddress)
      .filter(used)
      .map((address) => `mxplan ${address}`),
    ...domains.flatMap((domain) => world.emailDomain.accounts(domain).map(({ email }) => `legacy ${email}`)),
    ...domains.flatMap((domain) =>
      world.emailDomain.redirections(domain).map(({ from, to }) => `redirection ${from} to ${to}`),
    ),
    ...domains.flatMap((domain) =>
      world.emailDomain.responders(domain).map(({ account }) => `responder ${account}@${domain}`),
    ),
  ]);
}

/** The entry of {@link inventory} that a declared resource is. Delegations and migrations are none. */
export function inventoryName(kind: string, props: Values): string | undefined {
  const address = text(props.emailAddress);
  switch (kind) {
    case "ExchangeAccount":
      return `mailbox ${address}`;
    case "SharedMailbox":
      return `shared mailbox ${address}`;
    case "ContactGroup":
      return `group ${address}`;
    case "ExternalContact":
      return `contact ${address}`;
    case "MxPlanAccount":
      return `${address.endsWith("@example.net") ? "mxplan" : "legacy"} ${address}`;
    case "MxPlanRedirection":
      return `redirection ${text(props.from)} to ${text(props.to)}`;
    case "MxPlanResponder":
      return `responder ${address}`;
    default:
      return undefined;
  }
}
