import type { Context } from "../context.js";
import { existingAccounts } from "../email-domain/entries.js";
import type { DomainRecord, LegacyAccount } from "../email-domain/model.js";
import { flatFields } from "./flat-fields.js";
import { withoutSecrets } from "./redact.js";
import type { Edge, MailboxDetails, MailboxRow } from "./view-model.js";

const domainId = (domain: string) => `domain:${domain}`;
const customerId = (nichandle: string) => `customer:${nichandle}`;

/** Legacy MX Plans: the domains themselves, what has an address on them, and the customers who may work on them. */
export function legacyRows(context: Context): MailboxRow[] {
  const busy = new Set(context.state.tasks.map((task) => task.targetId));
  const domains = context.state.domains.flatMap((domain) => [
    domainRow(domain),
    ...existingAccounts(context, domain).map((account) => accountRow(domain, account, busy)),
    ...domain.mailingLists.map(({ id, name, state }) => ({
      ...row(domain, String(id), "domainList"),
      address: `${name}@${domain.domain}`,
      state,
      isBusy: busy.has(id),
    })),
  ]);
  const customers = new Set(context.state.domains.flatMap(delegatesOf));
  return [...domains, ...[...customers].map(customerRow)];
}

function row({ domain }: DomainRecord, id: string, kind: MailboxRow["kind"]): MailboxRow {
  return { id, kind, address: domain, name: "", service: domain, state: "ok", aliases: [], isBusy: false };
}

function domainRow(domain: DomainRecord): MailboxRow {
  return { ...row(domain, domainId(domain.domain), "domain"), state: domain.fields.status };
}

function accountRow(domain: DomainRecord, account: LegacyAccount, busy: ReadonlySet<number>): MailboxRow {
  return {
    ...row(domain, String(account.id), "domainAccount"),
    address: `${account.accountName}@${domain.domain}`,
    name: account.description,
    state: account.state,
    isBusy: busy.has(account.id),
  };
}

function customerRow(nichandle: string): MailboxRow {
  const id = customerId(nichandle);
  return { id, kind: "customer", address: nichandle, name: "", service: "", state: "ok", aliases: [], isBusy: false };
}

function delegatesOf({ aclHolders, accounts }: DomainRecord): string[] {
  return [...aclHolders, ...accounts.flatMap((account) => account.delegates)];
}

/** Whom which legacy account, or a whole domain, is delegated to. */
export function legacyEdges(context: Context): Edge[] {
  const delegation = (nichandle: string, on: string): Edge => ({
    from: customerId(nichandle),
    on,
    kind: "delegation",
    inForce: true,
  });
  return context.state.domains.flatMap((domain) => [
    ...domain.aclHolders.map((nichandle) => delegation(nichandle, domainId(domain.domain))),
    ...existingAccounts(context, domain).flatMap(({ id, delegates }) =>
      delegates.map((nichandle) => delegation(nichandle, String(id))),
    ),
  ]);
}

/** Undefined when no legacy MX Plan has anything of this id. */
export function legacyDetails(context: Context, id: string): MailboxDetails | undefined {
  const nichandle = context.state.domains.flatMap(delegatesOf).find((one) => customerId(one) === id);
  if (nichandle !== undefined) return { id, fields: flatFields({ nichandle }), aliases: [] };
  for (const domain of context.state.domains) {
    const fields = fieldsOf(domain, id);
    if (fields !== undefined) return { id, fields: flatFields(withoutSecrets(fields)), aliases: [] };
  }
  return undefined;
}

function fieldsOf(domain: DomainRecord, id: string): object | undefined {
  if (id === domainId(domain.domain)) return domainFields(domain);
  const account = domain.accounts.find((one) => String(one.id) === id);
  if (account === undefined) return domain.mailingLists.find((one) => String(one.id) === id);
  const { delegates, filters, ...fields } = account;
  return { ...fields, filters: filters.map(({ name }) => name) };
}

/** What has no address of its own is shown with its domain. */
function domainFields({ fields, quota, dns, redirections, responders }: DomainRecord): object {
  return {
    ...fields,
    quota,
    mxFilter: dns.mxFilter,
    mxRecords: dns.mxRecords,
    redirections: redirections.map(({ from, to }) => `${from} → ${to}`),
    responders: responders.map(({ account }) => account),
  };
}
