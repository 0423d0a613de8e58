import type { Context } from "../context.js";
import { now } from "../context.js";
import { defaultSpamAndVirus } from "../mailbox/new-mailbox.js";
import { nextId } from "../tasks.js";
import type { ServiceRecord } from "./model.js";

export type NewService = Pick<
  ServiceRecord,
  | "name"
  | "organization"
  | "contacts"
  | "foreignDomains"
  | "sharedQuotaLimitMb"
  | "singleMailboxQuotaLimitMb"
  | "commercialVersion"
> &
  Pick<ServiceRecord["fields"], "offer" | "minPasswordLength" | "complexityEnabled">;

/** Values that OVHcloud does not publish (lock-out, sizes, renewal) are ours. */
export function newService(context: Context, service: NewService): ServiceRecord {
  const { minPasswordLength, complexityEnabled, offer, ...others } = service;
  return {
    ...others,
    id: nextId(context, "hidden"),
    domains: [],
    creationDate: now(context),
    renew: { automatic: true, deleteAtExpiration: false, forced: false, manualPayment: false, period: 1 },
    fields: {
      adfsChangePassword: false,
      cnameDcvRecord: null,
      complexityEnabled,
      defaultAuthenticationPolicyId: null,
      defaultSmartHost: null,
      displayName: others.name,
      domain: others.name,
      hostname: null,
      lastUpdateDate: null,
      lockoutDuration: 15,
      lockoutObservationWindow: 15,
      lockoutThreshold: 10,
      maxPasswordAge: null,
      maxReceiveSize: 100,
      maxSendSize: 100,
      minPasswordAge: null,
      minPasswordLength,
      offer,
      passwordHistoryCount: null,
      spamAndVirusConfiguration: { ...defaultSpamAndVirus },
      sslExpirationDate: null,
      state: "ok",
      webUrl: null,
    },
  };
}
