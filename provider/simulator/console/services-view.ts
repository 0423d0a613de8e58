import type { Context } from "../context.js";
import type { DomainRecord } from "../email-domain/model.js";
import type { ServiceRecord } from "../exchange/model.js";
import { quotaView } from "../exchange/views.js";
import type { MxplanServiceRecord } from "../mxplan/model.js";
import type { DomainCard, MailboxKind, MailboxRow, ServiceCard } from "./view-model.js";

type Counts = ServiceCard["counts"];

/** What the page shows of each service; `rows` are all mailboxes. */
export function serviceCards(context: Context, rows: readonly MailboxRow[]): ServiceCard[] {
  const countsOf = (service: string) => countKinds(rows.filter((row) => row.service === service));
  const { exchangeServices, mxplanServices, domains } = context.state;
  return [
    ...exchangeServices.map((service) => exchangeCard(context, service, countsOf(service.name))),
    ...mxplanServices.map((service) => mxplanCard(service, countsOf(service.name))),
    ...domains.map((domain) => domainCard(domain, countsOf(domain.domain))),
  ];
}

function exchangeCard(context: Context, service: ServiceRecord, counts: Counts): ServiceCard {
  const quota = quotaView(context, service);
  return {
    kind: "exchange",
    name: service.name,
    organization: service.organization,
    offer: service.fields.offer,
    state: service.fields.state,
    contacts: service.contacts,
    ...(service.fields.offer.startsWith("dedicated") ? {} : { seats: seatsOf(counts, "account") }),
    sharedQuota: { limitMb: quota.quotaLimit, reservedMb: quota.quotaReserved, usedKb: quota.quotaUsed },
    domains: service.domains.map(({ fields }) => ({
      name: fields.name,
      state: fields.state,
      checks: [check("MX", fields.mxIsValid), check("SPF", fields.spfIsValid), check("SRV", fields.srvIsValid)],
    })),
    counts,
  };
}

function mxplanCard({ name, contacts, fields, domains }: MxplanServiceRecord, counts: Counts): ServiceCard {
  return {
    kind: "mxplan",
    name,
    organization: "",
    offer: fields.offer,
    state: fields.state,
    contacts,
    seats: seatsOf(counts, "mxplanAccount"),
    domains: domains.map((domain) => ({
      name: domain.fields.name,
      state: domain.fields.state,
      checks: [check("MX", domain.fields.mxIsValid), check("SRV", domain.fields.srvIsValid)],
    })),
    counts,
  };
}

function domainCard({ domain, contacts, fields, quota }: DomainRecord, counts: Counts): ServiceCard {
  const used = countOf(counts, "domainAccount");
  return {
    kind: "domain",
    name: domain,
    organization: "",
    offer: fields.offer ?? "",
    state: fields.status,
    contacts,
    seats: { used, free: Math.max(0, quota.account - used) },
    domains: [
      {
        name: domain,
        state: fields.status,
        checks: [diagnosis("MX", fields.isMXValid), diagnosis("SPF", fields.isSPFValid)],
      },
    ],
    counts: counts.filter(({ kind }) => kind !== "domain"),
  };
}

/** A legacy MX Plan knows more answers than yes and no. */
function diagnosis(record: string, found: DomainRecord["fields"]["isMXValid"]): DomainCard["checks"][number] {
  return { record, result: found === "valid" || found === "invalid" ? found : "unknown" };
}

function check(record: string, isValid: boolean): DomainCard["checks"][number] {
  return { record, result: isValid ? "valid" : "invalid" };
}

function seatsOf(counts: Counts, kind: MailboxKind): ServiceCard["seats"] {
  return { used: countOf(counts, kind), free: countOf(counts, "freeAccount") };
}

function countKinds(rows: readonly MailboxRow[]): Counts {
  const counts = new Map<MailboxKind, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

function countOf(counts: Counts, kind: MailboxKind): number {
  return counts.find((one) => one.kind === kind)?.count ?? 0;
}
