import type { z } from "zod";
import type { Context } from "../context.js";
import { defaultSpamAndVirus } from "../mailbox/new-mailbox.js";
import { nextId } from "../tasks.js";
import type { MxplanDomainRecord, MxplanServiceFields } from "./model.js";
import type { MxplanSeed, mxplanDomainSeed } from "./seed.js";

/** Values that OVHcloud does not publish (lock-out, sizes) are ours. */
export function newServiceFields({
  name,
  minPasswordLength,
  complexityEnabled,
  isZimbra,
}: MxplanSeed): MxplanServiceFields {
  return {
    complexityEnabled,
    displayName: name,
    domain: name,
    hostname: null,
    isZimbra,
    lastUpdateDate: null,
    lockoutDuration: 15,
    lockoutObservationWindow: 15,
    lockoutThreshold: 10,
    maxPasswordAge: null,
    maxReceiveSize: 100,
    maxSendSize: 100,
    minPasswordAge: null,
    minPasswordLength,
    offer: "MXPLAN",
    spamAndVirusConfiguration: { ...defaultSpamAndVirus },
    state: "ok",
    webUrl: null,
  };
}

const expectedMX = ["mx0.mail.example.net", "mx1.mail.example.net"];
const srvRecord = ["0 0 443 autodiscover.mail.example.net"];

/** The names in its DNS are examples, not OVHcloud's own. */
export function newDomain(context: Context, seed: z.output<typeof mxplanDomainSeed>): MxplanDomainRecord {
  const { name, mxIsValid, srvIsValid, domainValidated, mxRelay = null, state, type } = seed;
  return {
    id: nextId(context, "hidden"),
    fields: {
      cnameToCheck: domainValidated ? null : `proof.${name}`,
      domainAliases: [],
      domainValidated,
      expectedMX,
      isAliasDomain: false,
      mxIsValid,
      mxRecord: mxIsValid ? expectedMX : ["mx.elsewhere.example"],
      mxRelay,
      name,
      srvIsValid,
      srvRecord: srvIsValid ? srvRecord : [],
      state,
      type,
    },
  };
}
