import type { Context } from "../context.js";
import { addressAt, type Place } from "./access.js";
import { shown, shownAccounts } from "./entries.js";
import type {
  DomainRecord,
  DomainServiceView,
  FilterRecord,
  LegacyListRecord,
  RedirectionRecord,
  ResponderRecord,
  RuleRecord,
} from "./model.js";

export function domainView(domain: DomainRecord): DomainServiceView {
  return { ...domain.fields, domain: domain.domain, creationDate: domain.creationDate, iam: null };
}

export function accountView(place: Place) {
  const { accountName, description, isBlocked, size } = place.account;
  return { accountName, description, domain: place.domain.domain, email: addressAt(place), isBlocked, size };
}

export function delegatedAccountView(place: Place) {
  return { ...accountView(place), allowedAccountSize: place.domain.fields.allowedAccountSize };
}

/** `localCopy` is not shown (OVH API schema). */
export function redirectionView({ id, from, to }: RedirectionRecord) {
  return { id: String(id), from, to };
}

export function responderView({ account, content, copy, copyTo, from, to }: ResponderRecord) {
  return { account, content, copy, copyTo, from, to };
}

export function filterView({ domain, account }: Place, filter: FilterRecord) {
  const { name, action, actionParam, active, priority } = filter;
  return { name, action, actionParam, active, priority, domain: domain.domain, pop: account.accountName };
}

export function ruleView({ id, header, operand, value }: RuleRecord) {
  return { id, header, operand, value };
}

export function mailingListView(list: LegacyListRecord) {
  const { id, name, language, options, ownerEmail, replyTo, nbSubscribers, nbSubscribersUpdateDate } = list;
  return { id, name, language, options, ownerEmail, replyTo, nbSubscribers, nbSubscribersUpdateDate };
}

export function summaryView(context: Context, domain: DomainRecord) {
  return {
    account: shownAccounts(context, domain).length,
    mailingList: shown(context, domain.mailingLists).length,
    redirection: shown(context, domain.redirections).length,
    responder: shown(context, domain.responders).length,
  };
}

/** The part of a time that is its date. */
const dateLength = 10;

export function dateOf(time: string): string {
  return time.slice(0, dateLength);
}

/** A year on, as services are renewed. */
export function yearAfter(date: string): string {
  const next = new Date(date);
  next.setUTCFullYear(next.getUTCFullYear() + 1);
  return dateOf(next.toISOString());
}

/** But for the contacts, the dates and what a PUT may change, these are examples. */
export function serviceInfosView(domain: DomainRecord) {
  const creation = dateOf(domain.creationDate);
  return {
    canDeleteAtExpiration: true,
    contactAdmin: domain.contacts.admin,
    contactBilling: domain.contacts.billing,
    contactTech: domain.contacts.tech,
    creation,
    domain: domain.domain,
    engagedUpTo: null,
    expiration: yearAfter(creation),
    possibleRenewPeriod: null,
    renew: domain.renew,
    renewalType: "automaticV2016",
    serviceId: domain.id,
    status: "ok",
  };
}
