import { type Context, now } from "../context.js";
import type { MxplanAccountRecord } from "./model.js";
import { defaultSpamAndVirus } from "./new-mailbox.js";

/** GB. OVHcloud publishes no figure for the new MX Plan; its offer speaks of 5 GB. */
const quotaGb = 5;

/** An account of the new MX Plan with nothing in it but its address. */
export function blankMxplanAccount(
  context: Context,
  at: { service: string; id: number; login: string; domain: string },
): MxplanAccountRecord {
  return {
    kind: "mxplanAccount",
    service: at.service,
    aliases: [],
    grants: [],
    passwordHash: null,
    diagnosis: null,
    fields: {
      SAMAccountName: null,
      configured: false,
      creationDate: now(context),
      currentUsage: 0,
      deleteAtExpiration: false,
      displayName: null,
      domain: at.domain,
      expirationDate: null,
      expirationOutlookDate: null,
      firstName: null,
      hiddenFromGAL: false,
      id: at.id,
      initial: null,
      lastLogoffDate: null,
      lastLogonDate: null,
      lastName: null,
      lastUpdateDate: null,
      login: at.login,
      mailingFilter: null,
      passwordLastUpdate: null,
      quota: quotaGb,
      renewPeriod: "monthly",
      spamAndVirusConfiguration: { ...defaultSpamAndVirus },
      spamDetected: false,
      spamTicketNumber: null,
      state: "ok",
    },
  };
}
