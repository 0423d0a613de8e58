import { subscriptionView } from "../subscription.js";
import type { ServiceRecord } from "./model.js";

export function serviceInfosView(service: ServiceRecord) {
  return { ...subscriptionView(service), domain: service.name, possibleRenewPeriod: [1, 12], renew: service.renew };
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
