import { isContact } from "../contacts.js";
import type { Context } from "../context.js";
import { busy, noSuchService, ruleRefused } from "../errors.js";
import { domainOf, mailboxAt, ownDomain, sameAddress } from "../mailbox/mailboxes.js";
import type { MxplanAccountRecord } from "../mailbox/model.js";
import type { MailboxRoutes } from "../mailbox/routes.js";
import { type Call, param } from "../route.js";
import { pendingTasksOf } from "../tasks.js";
import type { MxplanDomainRecord, MxplanServiceRecord } from "./model.js";

export const servicePath = "/email/mxplan/{service}";
export const accountPath = `${servicePath}/account/{email}`;

/** The service that a path names; other people's do not exist for the caller. */
export function serviceOf(call: Call): MxplanServiceRecord {
  const name = param(call, "service");
  const found = call.context.state.mxplanServices.find((one) => one.name === name);
  if (found === undefined || !isContact(found.contacts, call.nichandle)) throw noSuchService();
  return found;
}

export function domainNames(service: MxplanServiceRecord): string[] {
  return service.domains.map((domain) => domain.fields.name);
}

export function findDomain(service: MxplanServiceRecord, name: string): MxplanDomainRecord | undefined {
  return service.domains.find((one) => sameAddress(one.fields.name, name));
}

export function accountOf(call: Call): MxplanAccountRecord {
  const address = param(call, "email");
  return mailboxAt(call.context, { kind: "mxplanAccount", service: serviceOf(call).name, address });
}

/** The service's own spelling of a domain that is ready for addresses: as with Exchange, of which OVH's guides say so. */
export function readyDomain(call: Call, name: string): string {
  const service = serviceOf(call);
  const ours = ownDomain(domainNames(service), name);
  const domain = findDomain(service, ours)?.fields;
  if (domain?.state === "ok" && domain.domainValidated) return ours;
  throw ruleRefused(call.context.switches, `The domain ${ours} is not ready yet`);
}

/** As with mailboxes, whether a task under way bars the way of the next is a switch. */
export function checkIdle(context: Context, id: number, name: string): void {
  if (context.switches.busyRefusesWrites && pendingTasksOf(context, id).length > 0) throw busy(name);
}

/** How the paths of this tree name what its accounts share with mailboxes of Exchange. */
export const mxplanMailbox: MailboxRoutes = {
  kind: "mxplanAccount",
  path: accountPath,
  find: accountOf,
  domains: (call) => domainNames(serviceOf(call)),
  checkDomain: (call, address) => {
    readyDomain(call, domainOf(address));
  },
  rights: ["fullAccess", "sendAs", "sendOnBehalfTo"],
  infix: "",
  tasks: "task",
};
