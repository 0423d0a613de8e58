/** Rights on the mailboxes, shared mailboxes and groups of one Exchange service. */

import { ifPresent } from "../if-present.js";
import type { ApiRight, TargetType } from "../ovh/exchange.js";
import type { ExchangeSession } from "../session.js";
import { tasksOn } from "./earlier-work.js";
import { findAccount } from "./find-account.js";
import { MAILBOX_RIGHTS, type MailboxRight } from "./rights.js";
import { accountRights, listRights } from "./rights-accounts.js";
import type { TargetType as AnyTargetType, KnownTarget, LiveTarget, RightsPlace, Seen } from "./rights-place.js";
import { findShared } from "./shared-mailbox.js";

interface ExchangeTarget {
  readonly service: string;
  readonly emailAddress: string;
}

/** Shared mailboxes are the usual case, so they are asked first. */
const TYPES: readonly TargetType[] = ["shared", "account", "mailingList"];

export function exchangeRights(service: ExchangeSession, on: ExchangeTarget): RightsPlace {
  const { api } = service;
  const list = (target: LiveTarget, right: ApiRight) => api.listGrants(owner(target), right);
  const seen = async (target: LiveTarget | undefined): Promise<Seen | undefined> =>
    target && { target, rightsByKey: await listRights(list, target, rightsOn(target.type)) };
  return {
    ...accountRights(
      {
        list,
        grant: (target, right, id) => api.grant(owner(target), right, id),
        revoke: (target, right, id) => ifPresent(api.revoke(owner(target), right, id)),
      },
      service.directory,
    ),
    tasks: () => service.tasks,
    listTasks: () => api.listTasks(),
    tasksOn: (target) => tasksOn(service, owner(target)),
    targetOf: (likely) => lookUpAny(service, on.emailAddress, likely),
    lookFor: async (known) => seen(await locate(service, on.emailAddress, known)),
    absent:
      `${on.service} has no mailbox, no shared mailbox and no group ${on.emailAddress}. ` +
      "Declare it as an ExchangeAccount, a SharedMailbox or a ContactGroup, or correct the address",
    rightsOn,
    whyNot: (type) =>
      type === "mailingList"
        ? "it is a group, which holds no mail. Make them members of it instead"
        : `on Exchange there are ${MAILBOX_RIGHTS.join(", ")}`,
    refuse: async () => {},
    unknownDelegate:
      "the service has no mailbox with this address. Declare it as an ExchangeAccount, or correct the address",
    hint: async () => "",
    idOf: (target) => `${on.service}/${target.type}/${target.id}/delegation`,
    pointAt: ({ name }) => ({ ...on, emailAddress: name }),
  };
}

/** A group holds no mail that one could open. */
function rightsOn(type: AnyTargetType): readonly MailboxRight[] {
  return type === "mailingList" ? MAILBOX_RIGHTS.filter((right) => right !== "fullAccess") : MAILBOX_RIGHTS;
}

function isExchangeType(type: AnyTargetType): type is TargetType {
  return TYPES.some((one) => one === type);
}

function owner({ type, name }: LiveTarget): { type: TargetType; emailAddress: string } {
  return { type: isExchangeType(type) ? type : "account", emailAddress: name };
}

async function lookUpAny(
  service: ExchangeSession,
  address: string,
  likely: AnyTargetType | undefined,
): Promise<LiveTarget | undefined> {
  const first = likely !== undefined && isExchangeType(likely) ? [likely] : [];
  for (const type of new Set([...first, ...TYPES])) {
    const found = await lookUp(service, address, type);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function lookUp({ api }: ExchangeSession, name: string, type: TargetType): Promise<LiveTarget | undefined> {
  if (type === "mailingList") {
    const group = await ifPresent(api.mailingLists.get(name));
    return group && { type, name, id: name };
  }
  const looking: Promise<{ id: number }> = type === "shared" ? api.getSharedAccount(name) : api.getAccount(name);
  const found = await ifPresent(looking);
  return found && { type, name, id: found.id };
}

/** The recorded mailbox, wherever it is now. A group is where its address is. */
async function locate(
  service: ExchangeSession,
  address: string,
  known: KnownTarget | undefined,
): Promise<LiveTarget | undefined> {
  if (known === undefined) return lookUpAny(service, address, undefined);
  const { type, id } = known;
  if (typeof id === "string") return isExchangeType(type) ? lookUp(service, address, type) : undefined;
  if (type === "shared") {
    const shared = await findShared(service, [address], id);
    return shared && { type, id, name: shared.sharedEmailAddress.toLowerCase() };
  }
  const account = await findAccount(service, [address], id);
  return account && { type, id, name: account.primaryEmailAddress.toLowerCase() };
}
