import { contactsFrom } from "../contacts.js";
import { type Context, now } from "../context.js";
import { hashPassword } from "../mailbox/passwords.js";
import { nextId } from "../tasks.js";
import type { DomainRecord } from "./model.js";
import { newAccount } from "./new-account.js";
import { newFilter } from "./new-filter.js";
import { newList } from "./new-list.js";
import type { DomainSeed } from "./seed.js";

/** Adds a legacy MX Plan with all that is in it, from a seed that was checked. */
export function buildDomain(context: Context, seed: DomainSeed): void {
  const made = { state: "ok" as const };
  context.state.domains.push({
    ...newDomain(context, seed),
    accounts: seed.accounts.map((account) => accountFromSeed(context, account)),
    redirections: seed.redirections.map((one) => ({ ...one, ...made, id: nextId(context, "hidden") })),
    responders: seed.responders.map((one) => ({ ...one, ...made, id: nextId(context, "hidden") })),
    mailingLists: seed.mailingLists.map((one) => newList(context, seed.name, one)),
  });
}

type Service = Omit<DomainRecord, "accounts" | "redirections" | "responders" | "mailingLists">;

function newDomain(context: Context, seed: DomainSeed): Service {
  const { isMXValid, isSPFValid, mxFilter, mxRecords } = seed.dns;
  const id = nextId(context, "hidden");
  return {
    id,
    domain: seed.name,
    contacts: contactsFrom(seed),
    creationDate: now(context),
    renew: { automatic: true, deleteAtExpiration: false, forced: false, manualPayment: false, period: null },
    quota: seed.quota,
    aclHolders: seed.aclHolders,
    fields: {
      allowedAccountSize: seed.allowedAccountSizesBytes,
      filerz: null,
      isMXValid,
      isSPFValid,
      linkTo: null,
      migratedMXPlanServiceName: seed.migratedTo,
      offer: seed.offer,
      status: seed.status,
    },
    dns: {
      mxFilter,
      mxRecords: mxRecords ?? mailServers.map(({ name }) => name),
      recommendedRecords: mailServers.map(({ name, priority }) => ({
        fieldType: "MX" as const,
        id: nextId(context, "hidden"),
        subDomain: null,
        target: `${priority} ${name}`,
        ttl: null,
        zone: seed.name,
      })),
    },
  };
}

/** OVH panel, for Europe: the only region with this tree. How the API writes them is not documented. */
const mailServers = [
  { name: "mx0.mail.ovh.net.", priority: 1 },
  { name: "mx1.mail.ovh.net.", priority: 5 },
  { name: "mx2.mail.ovh.net.", priority: 50 },
  { name: "mx3.mail.ovh.net.", priority: 100 },
];

function accountFromSeed(context: Context, seed: DomainSeed["accounts"][number]) {
  const { name, password, sizeBytes, filters, ...others } = seed;
  return newAccount(context, {
    ...others,
    accountName: name,
    size: sizeBytes,
    passwordHash: password === undefined ? null : hashPassword(password),
    filters: filters.map((filter) => newFilter(context, filter)),
  });
}
