import { type Context, now } from "../context.js";
import { drawText } from "../random.js";
import type { AccountRecord, SharedAccountRecord, SharedAccountWritable } from "./model.js";

/** Accounts that nobody has configured yet carry this domain (OVH panel `PLACEHOLDER_DOMAIN_NAME`). */
export const placeholderDomain = "configureme.me";
const placeholderLength = 12;
/** GB of a hosted account (OVH order API, storageQuota: 50 by default). */
const hostedQuotaGb = 50;

/** The part before the @ of a placeholder. Its real form is not documented: a switch. */
export function placeholderLogin({ state, switches }: Context): string {
  if (switches.placeholderLogin === "digits") return drawText(state, placeholderLength, "0123456789");
  return drawText(state, placeholderLength);
}

/** An account with nothing in it but its address. */
export function blankAccount(
  context: Context,
  at: { service: string; id: number; login: string; domain: string },
): AccountRecord {
  return {
    kind: "account",
    service: at.service,
    aliases: [],
    grants: [],
    passwordHash: null,
    protocol: { IMAP: true, POP: true, activeSync: true, creationDate: now(context), lastUpdate: null, webMail: true },
    archive: null,
    diagnosis: null,
    fields: {
      ...blankContactDetails,
      SAMAccountName: null,
      accountLicense: "standard",
      authenticationPolicyId: null,
      configured: false,
      creationDate: now(context),
      currentUsage: 0,
      customIsolationId: null,
      deleteAtExpiration: false,
      deleteOutlookAtExpiration: false,
      displayName: null,
      domain: at.domain,
      exchangeGuid: null,
      expirationDate: null,
      expirationOutlookDate: null,
      forwardingEmail: null,
      guid: null,
      hiddenFromGAL: false,
      id: at.id,
      lastLogoffDate: null,
      lastLogonDate: null,
      lastUpdateDate: null,
      litigation: false,
      litigationPeriod: null,
      login: at.login,
      mailingFilter: null,
      outlookLicense: false,
      owaLimited: false,
      passwordLastUpdate: null,
      quota: hostedQuotaGb,
      renewOutlookPeriod: null,
      renewPeriod: "monthly",
      sbrDestination: null,
      sendConnectorId: null,
      spamAndVirusConfiguration: { ...defaultSpamAndVirus },
      spamDetected: false,
      spamTicketNumber: null,
      state: "ok",
      storeCopyOfEmail: false,
    },
  };
}

export function blankSharedAccount(
  context: Context,
  at: { service: string; id: number },
  fields: Partial<SharedAccountWritable> & Pick<SharedAccountWritable, "sharedEmailAddress" | "quota">,
): SharedAccountRecord {
  return {
    kind: "sharedAccount",
    service: at.service,
    aliases: [],
    grants: [],
    fields: {
      creationDate: now(context),
      currentUsage: 0,
      displayName: null,
      firstName: null,
      hiddenFromGAL: false,
      id: at.id,
      initials: null,
      lastLogoffDate: null,
      lastLogonDate: null,
      lastName: null,
      mailingFilter: null,
      spamDetected: false,
      spamTicketNumber: null,
      state: "ok",
      ...fields,
    },
  };
}

/** All off but `deleteVirus`, as the OVH panel sends it when it adds an account. */
export const defaultSpamAndVirus = {
  checkDKIM: false,
  checkSPF: false,
  deleteSpam: false,
  deleteVirus: true,
  putInJunk: false,
  tagSpam: false,
  tagVirus: false,
};

const blankContactDetails = {
  city: null,
  company: null,
  countryCode: null,
  description: null,
  fax: null,
  firstName: null,
  initial: null,
  jobDepartment: null,
  jobTitle: null,
  lastName: null,
  mailSenderDisplay: null,
  mobile: null,
  office: null,
  phone: null,
  postalCode: null,
  region: null,
  streetAddress: null,
};
