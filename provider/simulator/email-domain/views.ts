import type { Context } from "../context.js";
import { subscriptionView } from "../subscription.js";
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

export function serviceInfosView(domain: DomainRecord) {
  return { ...subscriptionView(domain), domain: domain.domain, possibleRenewPeriod: null, renew: domain.renew };
}
