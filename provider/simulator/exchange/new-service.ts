import type { Context } from "../context.js";
import { now } from "../context.js";
import { defaultSpamAndVirus } from "../mailbox/new-mailbox.js";
import type { Contacts } from "../model.js";
import { nextId } from "../tasks.js";
import type { ExchangeDomainRecord, Offer, ServiceRecord } from "./model.js";

export interface NewService {
  name: string;
  organization: string;
  offer: Offer;
  contacts: Contacts;
  sharedQuotaLimitMb: number | null;
  singleMailboxQuotaLimitMb: number;
  minPasswordLength: number;
  complexityEnabled: boolean;
}

/** Values that OVHcloud does not publish (lock-out, sizes) are ours. */
export function newService(context: Context, service: NewService): ServiceRecord {
  const { minPasswordLength, complexityEnabled, offer, name } = service;
  return {
    name,
    organization: service.organization,
    id: nextId(context, "hidden"),
    contacts: service.contacts,
    domains: [],
    sharedQuotaLimitMb: service.sharedQuotaLimitMb,
    singleMailboxQuotaLimitMb: service.singleMailboxQuotaLimitMb,
    creationDate: now(context),
    fields: {
      adfsChangePassword: false,
      cnameDcvRecord: null,
      complexityEnabled,
      defaultAuthenticationPolicyId: null,
      defaultSmartHost: null,
      displayName: name,
      domain: name,
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

const expectedMx = ["mx0.mail.example.net", "mx1.mail.example.net"];
const expectedSpf = "v=spf1 include:mail.example.net ~all";
const expectedSrv = "0 0 443 autodiscover.mail.example.net";

/** A domain that is set up as it should be. The names after `expected` are examples, not OVHcloud's own. */
export function newDomain(context: Context, name: string): ExchangeDomainRecord {
  return {
    id: nextId(context, "hidden"),
    fields: {
      cnameToCheck: null,
      dkimDiagnostics: { errorCode: null, message: null, state: "disabled" },
      domainAliases: [],
      domainValidated: true,
      expectedAutodiscoverSRV: expectedSrv,
      expectedMX: expectedMx,
      expectedSPF: expectedSpf,
      isAliasDomain: false,
      main: null,
      mxIsValid: true,
      mxRecord: expectedMx,
      mxRelay: null,
      name,
      organization2010: null,
      sbrDefault: null,
      sendConnectorIdDefault: null,
      spfIsValid: true,
      spfRecord: [expectedSpf],
      srvIsValid: true,
      srvRecord: [expectedSrv],
      state: "ok",
      type: "authoritative",
    },
  };
}
