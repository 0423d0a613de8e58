import type { Contacts } from "./model.js";

/** The part of a time that is its date. */
const dateLength = "2026-01-05".length;

export function dateOf(time: string): string {
  return time.slice(0, dateLength);
}

/** A year on: how long OVHcloud's services run is not in its API. */
export function yearAfter(date: string): string {
  const next = new Date(date);
  next.setUTCFullYear(next.getUTCFullYear() + 1);
  return dateOf(next.toISOString());
}

/** What the subscriptions of all services say. But for the contacts and the dates these are examples. */
export function subscriptionView(service: { id: number; contacts: Contacts; creationDate: string }) {
  const creation = dateOf(service.creationDate);
  return {
    canDeleteAtExpiration: true,
    contactAdmin: service.contacts.admin,
    contactBilling: service.contacts.billing,
    contactTech: service.contacts.tech,
    creation,
    engagedUpTo: null,
    expiration: yearAfter(creation),
    renewalType: "automaticV2016",
    serviceId: service.id,
    status: "ok",
  };
}
