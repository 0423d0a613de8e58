/** Rights between the accounts of one service of the new MX Plan: those of Exchange, on routes of their own. */

import { ifPresent } from "../if-present.js";
import type { MxPlanService } from "../mxplan-session.js";
import type { ApiRight } from "../ovh/exchange.js";
import type { MxPlanAccount } from "../ovh/mxplan-models.js";
import { findAccount } from "./find-account.js";
import { MAILBOX_RIGHTS } from "./rights.js";
import { accountRights, listRights } from "./rights-accounts.js";
import type { KnownTarget, LiveTarget, RightsPlace, Seen } from "./rights-place.js";

/** OVHcloud's guide on delegation. */
export const NO_DELEGATION =
  "on the new MX Plan nothing is delegated to other customers of OVHcloud: users manage their account themselves in the webmail";

export function mxPlanRights(service: MxPlanService, address: string): RightsPlace {
  const { api } = service;
  const list = (target: LiveTarget, right: ApiRight) => api.listGrants(target.name, right);
  const seen = async (target: LiveTarget | undefined): Promise<Seen | undefined> =>
    target && { target, rightsByKey: await listRights(list, target, MAILBOX_RIGHTS) };
  return {
    ...accountRights(
      {
        list,
        grant: (target, right, id) => api.grant(target.name, right, id),
        revoke: (target, right, id) => ifPresent(api.revoke(target.name, right, id)),
      },
      service.directory,
    ),
    tasks: () => service.tasks,
    listTasks: () => api.listTasks(),
    tasksOn: (target) => api.listTasksOf(target.name),
    targetOf: async () => targetOf(await ifPresent(api.getAccount(address))),
    lookFor: async (known) => seen(targetOf(await findAccount(service, [address], numberOf(known)))),
    absent: `${service.name} has no account ${address}. Declare it as an MxPlanAccount, or correct the address`,
    rightsOn: () => MAILBOX_RIGHTS,
    whyNot: () =>
      `${NO_DELEGATION}. Take the delegation out, or give ${MAILBOX_RIGHTS.join(", ")} to accounts of ${service.name}`,
    refuse: async () => {},
    unknownDelegate: `${service.name} has no account with this address. Declare it as an MxPlanAccount, or correct the address`,
    hint: () => zimbraHint(service),
    idOf: ({ id }) => `${service.name}/account/${id}/delegation`,
    pointAt: ({ name }) => ({ mxPlanAccount: name }),
  };
}

function targetOf(account: MxPlanAccount | undefined): LiveTarget | undefined {
  return account && { type: "mxPlanAccount", id: account.id, name: account.primaryEmailAddress.toLowerCase() };
}

/** No source says whether rights exist where the service runs on Zimbra. */
async function zimbraHint({ api, name }: MxPlanService): Promise<string> {
  try {
    if (!(await api.getService()).isZimbra) return "";
  } catch {
    // What is told of the refusal is more than nothing.
    return "";
  }
  return `. ${name} runs on Zimbra, where OVHcloud may not offer rights on accounts: if so, take these grants out`;
}

function numberOf(known: KnownTarget | undefined): number | undefined {
  return typeof known?.id === "number" ? known.id : undefined;
}
