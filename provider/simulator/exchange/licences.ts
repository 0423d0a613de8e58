import { licenceQuery } from "../api/exchange.js";
import { ovhLicence } from "../api/exchange-enumerations.js";
import { now } from "../context.js";
import { mailboxesOf } from "../mailbox/mailboxes.js";
import type { AccountRecord } from "../mailbox/model.js";
import { readQuery } from "../query.js";
import type { Call } from "../route.js";
import type { ServiceRecord } from "./model.js";

const dayMs = 86_400_000;
const dateLength = "2026-01-05".length;

/**
 * The licences in use, day by day, from the service's first day to this one at most; without dates only this one, which
 * is a guess. Counted from the accounts there are now, so those that have gone are missing on earlier days.
 */
export function dailyLicences(call: Call, service: ServiceRecord) {
  const { context } = call;
  const today = now(context).slice(0, dateLength);
  const { fromDate = today, toDate = today, license } = readQuery(call, licenceQuery);
  const firstDay = service.creationDate.slice(0, dateLength);
  const from = fromDate > firstDay ? fromDate : firstDay;
  const until = toDate < today ? toDate : today;
  const accounts = mailboxesOf(context, "account", service.name).filter(({ fields }) => fields.configured);
  return daysBetween(from, until).map((date) => licencesOn(date, accounts, license));
}

function licencesOn(date: string, accounts: readonly AccountRecord[], wanted: string | undefined) {
  const then = accounts.filter(({ fields }) => (fields.creationDate ?? date).slice(0, dateLength) <= date);
  const licences = ovhLicence.options.filter((licence) => wanted === undefined || licence === wanted);
  const counted = licences.map((license) => ({
    license,
    licenseQuantity: then.filter(({ fields }) => fields.accountLicense === license).length,
  }));
  return {
    accountLicense: counted.filter(({ licenseQuantity }) => licenseQuantity > 0),
    date,
    outlookQuantity: then.filter(({ fields }) => fields.outlookLicense).length,
  };
}

function daysBetween(from: string, until: string): string[] {
  const count = Math.floor((Date.parse(until) - Date.parse(from)) / dayMs) + 1;
  const dayAfter = (days: number) => new Date(Date.parse(from) + days * dayMs).toISOString().slice(0, dateLength);
  return Array.from({ length: Math.max(0, count) }, (_, index) => dayAfter(index));
}
