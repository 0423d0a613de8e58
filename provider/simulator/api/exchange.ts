import { z } from "zod";
import { serviceInfos } from "./common-models.js";
import {
  distributionGroupManager,
  distributionGroupMember,
  distributionGroupSendAs,
  distributionGroupSendOnBehalfTo,
  domain,
  externalContact,
  mailingList,
  mailingListAlias,
  sharedAccount,
  sharedAccountAlias,
  sharedAccountFullAccess,
  sharedAccountQuota,
  sharedAccountSendAs,
  sharedAccountSendOnBehalfTo,
} from "./exchange-directory-models.js";
import {
  countryCode,
  domainType,
  mailingFilter,
  mailingListDepartRestriction,
  mailingListJoinRestriction,
  objectState,
  ovhLicence,
  spamAndVirusConfiguration,
} from "./exchange-enumerations.js";
import {
  account,
  accountAlias,
  accountArchive,
  accountDiagnosis,
  accountFullAccess,
  accountProtocol,
  accountSendAs,
  accountSendOnBehalfTo,
  dailyLicense,
  server,
  service,
  serviceWithIAM,
  task,
} from "./exchange-models.js";
import { type Operation, operation } from "./operation.js";
import { boolean, date, list, long, nothing, optional, password, phoneNumber, string } from "./types.js";

export const postAccount = z.object({
  SAMAccountName: optional(string),
  authenticationPolicyId: optional(long),
  city: optional(string),
  company: optional(string),
  countryCode: optional(countryCode),
  description: optional(string),
  displayName: optional(string),
  domain: string,
  fax: optional(phoneNumber),
  firstName: optional(string),
  forwardingEmail: optional(string),
  hiddenFromGAL: optional(boolean),
  initials: optional(string),
  jobDepartment: optional(string),
  jobTitle: optional(string),
  lastName: optional(string),
  license: ovhLicence,
  litigation: optional(boolean),
  litigationPeriod: optional(long),
  login: string,
  mailSenderDisplay: optional(string),
  mailingFilter: optional(list(mailingFilter)),
  mobile: optional(phoneNumber),
  office: optional(string),
  outlookLicense: optional(boolean),
  password: password,
  phone: optional(phoneNumber),
  postalCode: optional(string),
  quota: optional(long),
  region: optional(string),
  sbrDestination: optional(string),
  sendConnectorId: optional(long),
  spamAndVirusConfiguration: optional(spamAndVirusConfiguration),
  storeCopyOfEmail: optional(boolean),
  streetAddress: optional(string),
});

export const postAccountAlias = z.object({
  alias: string,
});

export const postAccountArchive = z.object({
  quota: optional(long),
});

export const postAccountChangePassword = z.object({
  forcePasswordChangeAtNextLogon: optional(boolean),
  password: optional(password),
});

export const postAccountDiagnostics = z.object({
  password: string,
});

export const postAccountFullAccess = z.object({
  allowedAccountId: long,
});

export const postAccountSendAs = z.object({
  allowAccountId: long,
});

export const postAccountSendOnBehalfTo = z.object({
  allowAccountId: long,
});

export const postDomain = z.object({
  autoEnableDKIM: optional(boolean),
  configureAutodiscover: optional(boolean),
  configureDKIM: optional(boolean),
  configureMx: optional(boolean),
  configureSPF: optional(boolean),
  main: optional(boolean),
  mxRelay: optional(string),
  name: string,
  organization2010: optional(string),
  sbrDefault: optional(string),
  sendConnectorIdDefault: optional(long),
  type: domainType,
});

export const postExternalContact = z.object({
  displayName: optional(string),
  externalEmailAddress: string,
  firstName: optional(string),
  hiddenFromGAL: optional(boolean),
  initials: optional(string),
  lastName: optional(string),
  organization2010: optional(string),
});

export const postMailingList = z.object({
  company: optional(string),
  departRestriction: mailingListDepartRestriction,
  displayName: optional(string),
  hiddenFromGAL: optional(boolean),
  joinRestriction: mailingListJoinRestriction,
  mailingListAddress: string,
  maxReceiveSize: optional(long),
  maxSendSize: optional(long),
  senderAuthentification: optional(boolean),
});

export const postMailingListAlias = z.object({
  alias: string,
});

export const postMailingListManagerAccount = z.object({
  managerAccountId: long,
});

export const postMailingListMemberAccount = z.object({
  memberAccountId: optional(long),
  memberContactId: optional(long),
});

export const postMailingListMemberContact = z.object({
  memberAccountId: optional(long),
  memberContactId: optional(long),
});

export const postMailingListSendAs = z.object({
  allowAccountId: long,
});

export const postMailingListSendOnBehalfTo = z.object({
  allowAccountId: long,
});

export const postSharedAccount = z.object({
  displayName: optional(string),
  firstName: optional(string),
  hiddenFromGAL: optional(boolean),
  initials: optional(string),
  lastName: optional(string),
  mailingFilter: optional(list(mailingFilter)),
  quota: long,
  sharedEmailAddress: string,
});

export const postSharedAccountAlias = z.object({
  alias: string,
});

export const postSharedAccountFullAccess = z.object({
  allowedAccountId: long,
});

export const postSharedAccountSendAs = z.object({
  allowAccountId: long,
});

export const postSharedAccountSendOnBehalfTo = z.object({
  allowAccountId: long,
});

export const accountQuery = {
  accountLicense: optional(ovhLicence),
  company: optional(string),
  id: optional(long),
  primaryEmailAddress: optional(string),
};

export const domainQuery = { main: optional(boolean), state: optional(objectState) };

export const externalContactQuery = {
  displayName: optional(string),
  externalEmailAddress: optional(string),
  firstName: optional(string),
  id: optional(long),
  lastName: optional(string),
};

export const licenceQuery = { fromDate: optional(date), license: optional(ovhLicence), toDate: optional(date) };

export const mailingListQuery = { company: optional(string), mailingListAddress: optional(string) };

export const sharedAccountQuery = { sharedEmailAddress: optional(string) };

export const exchangeOperations: readonly Operation[] = [
  operation("GET /email/exchange", list(string)),
  operation("GET /email/exchange/{organizationName}/service", list(string)),
  operation("GET ~", serviceWithIAM),
  operation("PUT ~", nothing, { body: service, bodyIsModel: true }),
  operation("GET ~/account", list(string), { query: accountQuery }),
  operation("POST ~/account", task, { body: postAccount }),
  operation("DELETE ~/account/{primaryEmailAddress}", task),
  operation("GET ~/account/{primaryEmailAddress}", account),
  operation("PUT ~/account/{primaryEmailAddress}", nothing, { body: account, bodyIsModel: true }),
  operation("GET ~/account/{primaryEmailAddress}/alias", list(string)),
  operation("POST ~/account/{primaryEmailAddress}/alias", task, { body: postAccountAlias }),
  operation("DELETE ~/account/{primaryEmailAddress}/alias/{alias}", task),
  operation("GET ~/account/{primaryEmailAddress}/alias/{alias}", accountAlias),
  operation("DELETE ~/account/{primaryEmailAddress}/archive", task),
  operation("GET ~/account/{primaryEmailAddress}/archive", accountArchive),
  operation("POST ~/account/{primaryEmailAddress}/archive", task, { body: postAccountArchive }),
  operation("PUT ~/account/{primaryEmailAddress}/archive", nothing, { body: accountArchive, bodyIsModel: true }),
  operation("POST ~/account/{primaryEmailAddress}/changePassword", task, { body: postAccountChangePassword }),
  operation("GET ~/account/{primaryEmailAddress}/diagnostics", accountDiagnosis),
  operation("POST ~/account/{primaryEmailAddress}/diagnostics", task, { body: postAccountDiagnostics }),
  operation("GET ~/account/{primaryEmailAddress}/fullAccess", list(long)),
  operation("POST ~/account/{primaryEmailAddress}/fullAccess", task, { body: postAccountFullAccess }),
  operation("DELETE ~/account/{primaryEmailAddress}/fullAccess/{allowedAccountId}", task),
  operation("GET ~/account/{primaryEmailAddress}/fullAccess/{allowedAccountId}", accountFullAccess),
  operation("GET ~/account/{primaryEmailAddress}/protocol", accountProtocol),
  operation("PUT ~/account/{primaryEmailAddress}/protocol", nothing, { body: accountProtocol, bodyIsModel: true }),
  operation("GET ~/account/{primaryEmailAddress}/sendAs", list(long)),
  operation("POST ~/account/{primaryEmailAddress}/sendAs", task, { body: postAccountSendAs }),
  operation("DELETE ~/account/{primaryEmailAddress}/sendAs/{allowedAccountId}", task),
  operation("GET ~/account/{primaryEmailAddress}/sendAs/{allowedAccountId}", accountSendAs),
  operation("GET ~/account/{primaryEmailAddress}/sendOnBehalfTo", list(long)),
  operation("POST ~/account/{primaryEmailAddress}/sendOnBehalfTo", task, { body: postAccountSendOnBehalfTo }),
  operation("DELETE ~/account/{primaryEmailAddress}/sendOnBehalfTo/{allowedAccountId}", task),
  operation("GET ~/account/{primaryEmailAddress}/sendOnBehalfTo/{allowedAccountId}", accountSendOnBehalfTo),
  operation("GET ~/account/{primaryEmailAddress}/tasks", list(long)),
  operation("GET ~/account/{primaryEmailAddress}/tasks/{id}", task),
  operation("POST ~/account/{primaryEmailAddress}/terminate", string),
  operation("GET ~/domain", list(string), { query: domainQuery }),
  operation("POST ~/domain", task, { body: postDomain }),
  operation("DELETE ~/domain/{domainName}", task),
  operation("GET ~/domain/{domainName}", domain),
  operation("PUT ~/domain/{domainName}", nothing, { body: domain, bodyIsModel: true }),
  operation("GET ~/externalContact", list(string), { query: externalContactQuery }),
  operation("POST ~/externalContact", task, { body: postExternalContact }),
  operation("DELETE ~/externalContact/{externalEmailAddress}", task),
  operation("GET ~/externalContact/{externalEmailAddress}", externalContact),
  operation("PUT ~/externalContact/{externalEmailAddress}", nothing, { body: externalContact, bodyIsModel: true }),
  operation("GET ~/license", list(dailyLicense), { query: licenceQuery }),
  operation("GET ~/mailingList", list(string), { query: mailingListQuery }),
  operation("POST ~/mailingList", task, { body: postMailingList }),
  operation("DELETE ~/mailingList/{mailingListAddress}", task),
  operation("GET ~/mailingList/{mailingListAddress}", mailingList),
  operation("PUT ~/mailingList/{mailingListAddress}", nothing, { body: mailingList, bodyIsModel: true }),
  operation("GET ~/mailingList/{mailingListAddress}/alias", list(string)),
  operation("POST ~/mailingList/{mailingListAddress}/alias", task, { body: postMailingListAlias }),
  operation("DELETE ~/mailingList/{mailingListAddress}/alias/{alias}", task),
  operation("GET ~/mailingList/{mailingListAddress}/alias/{alias}", mailingListAlias),
  operation("GET ~/mailingList/{mailingListAddress}/manager/account", list(long)),
  operation("POST ~/mailingList/{mailingListAddress}/manager/account", task, { body: postMailingListManagerAccount }),
  operation("DELETE ~/mailingList/{mailingListAddress}/manager/account/{managerAccountId}", task),
  operation("GET ~/mailingList/{mailingListAddress}/manager/account/{managerAccountId}", distributionGroupManager),
  operation("GET ~/mailingList/{mailingListAddress}/member/account", list(long)),
  operation("POST ~/mailingList/{mailingListAddress}/member/account", task, { body: postMailingListMemberAccount }),
  operation("DELETE ~/mailingList/{mailingListAddress}/member/account/{memberAccountId}", task),
  operation("GET ~/mailingList/{mailingListAddress}/member/account/{memberAccountId}", distributionGroupMember),
  operation("GET ~/mailingList/{mailingListAddress}/member/contact", list(long)),
  operation("POST ~/mailingList/{mailingListAddress}/member/contact", task, { body: postMailingListMemberContact }),
  operation("DELETE ~/mailingList/{mailingListAddress}/member/contact/{memberContactId}", task),
  operation("GET ~/mailingList/{mailingListAddress}/member/contact/{memberContactId}", distributionGroupMember),
  operation("GET ~/mailingList/{mailingListAddress}/sendAs", list(long)),
  operation("POST ~/mailingList/{mailingListAddress}/sendAs", task, { body: postMailingListSendAs }),
  operation("DELETE ~/mailingList/{mailingListAddress}/sendAs/{allowedAccountId}", task),
  operation("GET ~/mailingList/{mailingListAddress}/sendAs/{allowedAccountId}", distributionGroupSendAs),
  operation("GET ~/mailingList/{mailingListAddress}/sendOnBehalfTo", list(long)),
  operation("POST ~/mailingList/{mailingListAddress}/sendOnBehalfTo", task, { body: postMailingListSendOnBehalfTo }),
  operation("DELETE ~/mailingList/{mailingListAddress}/sendOnBehalfTo/{allowedAccountId}", task),
  operation(
    "GET ~/mailingList/{mailingListAddress}/sendOnBehalfTo/{allowedAccountId}",
    distributionGroupSendOnBehalfTo,
  ),
  operation("GET ~/server", server),
  operation("GET ~/serviceInfos", serviceInfos),
  operation("PUT ~/serviceInfos", nothing, { body: serviceInfos, bodyIsModel: true }),
  operation("GET ~/sharedAccount", list(string), { query: sharedAccountQuery }),
  operation("POST ~/sharedAccount", task, { body: postSharedAccount }),
  operation("DELETE ~/sharedAccount/{sharedEmailAddress}", task),
  operation("GET ~/sharedAccount/{sharedEmailAddress}", sharedAccount),
  operation("PUT ~/sharedAccount/{sharedEmailAddress}", nothing, { body: sharedAccount, bodyIsModel: true }),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/alias", list(string)),
  operation("POST ~/sharedAccount/{sharedEmailAddress}/alias", task, { body: postSharedAccountAlias }),
  operation("DELETE ~/sharedAccount/{sharedEmailAddress}/alias/{alias}", task),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/alias/{alias}", sharedAccountAlias),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/fullAccess", list(long)),
  operation("POST ~/sharedAccount/{sharedEmailAddress}/fullAccess", task, { body: postSharedAccountFullAccess }),
  operation("DELETE ~/sharedAccount/{sharedEmailAddress}/fullAccess/{allowedAccountId}", task),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/fullAccess/{allowedAccountId}", sharedAccountFullAccess),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/sendAs", list(long)),
  operation("POST ~/sharedAccount/{sharedEmailAddress}/sendAs", task, { body: postSharedAccountSendAs }),
  operation("DELETE ~/sharedAccount/{sharedEmailAddress}/sendAs/{allowedAccountId}", task),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/sendAs/{allowedAccountId}", sharedAccountSendAs),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/sendOnBehalfTo", list(long)),
  operation("POST ~/sharedAccount/{sharedEmailAddress}/sendOnBehalfTo", task, {
    body: postSharedAccountSendOnBehalfTo,
  }),
  operation("DELETE ~/sharedAccount/{sharedEmailAddress}/sendOnBehalfTo/{allowedAccountId}", task),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/sendOnBehalfTo/{allowedAccountId}", sharedAccountSendOnBehalfTo),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/tasks", list(long)),
  operation("GET ~/sharedAccount/{sharedEmailAddress}/tasks/{id}", task),
  operation("GET ~/sharedAccountQuota", sharedAccountQuota),
  operation("GET ~/task", list(long)),
  operation("GET ~/task/{id}", task),
  operation("POST ~/updateFlagsOnAllAccounts", nothing),
];
