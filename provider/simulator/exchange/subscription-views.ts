import type { ServiceRecord } from "./model.js";

const dateLength = "2026-01-05".length;

/** A year on: how long OVHcloud's services run is not in its API. */
function yearAfter(date: string): string {
  const next = new Date(date);
  next.setUTCFullYear(next.getUTCFullYear() + 1);
  return next.toISOString().slice(0, dateLength);
}

/** But for the contacts, the dates and what a PUT may change, these are examples. */
export function serviceInfosView(service: ServiceRecord) {
  const creation = service.creationDate.slice(0, dateLength);
  return {
    canDeleteAtExpiration: true,
    contactAdmin: service.contacts.admin,
    contactBilling: service.contacts.billing,
    contactTech: service.contacts.tech,
    creation,
    domain: service.name,
    engagedUpTo: null,
    expiration: yearAfter(creation),
    possibleRenewPeriod: [1, 12],
    renew: service.renew,
    renewalType: "automaticV2016",
    serviceId: service.id,
    status: "ok",
  };
}

/** But for the version, these are examples: of a server that has nothing wrong, at an address of the documentation. */
export function serverView(service: ServiceRecord) {
  return {
    commercialVersion: service.commercialVersion,
    currentDiskUsage: null,
    diskSize: null,
    individual2010: false,
    ip: "192.0.2.25",
    ipV6: null,
    isAValid: true,
    isAaaaValid: true,
    isPtrV6Valid: true,
    isPtrValid: true,
    owaMfa: false,
    state: "ok",
    taskPendingId: 0,
    version: null,
  };
}
