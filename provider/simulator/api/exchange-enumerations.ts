import { boolean, enumeration, model } from "./types.js";

export const serviceOffer = enumeration("email.exchange.ServiceOfferEnum", [
  "dedicated",
  "dedicatedCluster",
  "hosted",
  "provider",
]);

export const spamAndVirusConfiguration = model("email.exchange.spamAndVirusConfiguration", {
  checkDKIM: boolean,
  checkSPF: boolean,
  deleteSpam: boolean,
  deleteVirus: boolean,
  putInJunk: boolean,
  tagSpam: boolean,
  tagVirus: boolean,
});

export const serviceState = enumeration("email.exchange.ServiceStateEnum", ["inMaintenance", "ok", "suspended"]);

export const ovhLicence = enumeration("email.exchange.OvhLicenceEnum", ["basic", "enterprise", "standard"]);

const taskFunctionValues =
  "activateSharepoint addAccount addAccountArchive addAccountImpersonation addActiveSyncMailNotification addAlias addDistributionGroup addDistributionGroupManager addDistributionGroupMember addDistributionGroupSendAs addDistributionGroupSendOnBehalfTo addDomain addDomainDisclaimer addExchangeCustomIsolation addExchangeDomainDKIM addExchangeRemoteMailbox addExchangeServiceAuthorizedIp addExportPstRequest addExternalContact addFullAccess addOutlookLicense addPublicFolder addPublicFolderPermission addResourceAccount addResourceDelegate addSendAs addSendConnector addSendOnBehalfTo addSharedAccount addSharedAccountFullAccess addSharedAccountSendAs addSharedAccountSendOnBehalfTo changeHostname changePassword clearDataOnDevice cloneTemplateExchangePrivate configureExchangeCustomer configureExchangeOwaMfa copyMailbox deleteAccount deleteAccountArchive deleteAccountImpersonation deleteActiveSyncMailNotification deleteAlias deleteDistributionGroup deleteDistributionGroupManager deleteDistributionGroupMember deleteDistributionGroupSendAs deleteDistributionGroupSendOnBehalfTo deleteDomain deleteDomainDisclaimer deleteExchangeCustomIsolation deleteExchangeDomainDKIM deleteExchangeRemoteMailbox deleteExchangeService deleteExchangeServiceAuthorizedIp deleteExportPstRequest deleteExternalContact deleteFullAccess deleteOutlookLicense deletePublicFolder deletePublicFolderPermission deleteResourceAccount deleteResourceDelegate deleteSendAs deleteSendConnector deleteSendOnBehalfTo deleteSharedAccount deleteSharedAccountFullAccess deleteSharedAccountSendAs deleteSharedAccountSendOnBehalfTo destroyPrivateVm diagnoseAccount disableExchangeDKIM enableExchangeDKIM expandDrive generateOutlookUrl generatePstUrl installExchange installSSL maintenance migrationAccount migrationDisclaimer migrationExternalContact migrationHistory migrationMailingList migrationResourceAccount migrationService reOpenHostedAccount reOpenOutlookLicense reOpenPrivateAccount reOpenPrivateVm setAccount setAccountArchive setAlias setDistributionGroup setDns setDomain setDomainDisclaimer setExchangeAccountProtocol setExchangeRemoteMailbox setExchangeServiceDevice setExternalContact setPublicFolder setPublicFolderPermission setResourceAccount setSendConnector setService setSharedAccount suspendAccount suspendExchangeService suspendHostedAccount suspendOutlookLicense suspendPrivateAccount suspendPrivateVm unsuspendAccount unsuspendExchangeService unsuspendHostedAccount updateExchangeServiceDevice upgrade2016";
export const taskFunction = enumeration("email.exchange.TaskFunctionEnum", taskFunctionValues.split(" "));

export const taskStatus = enumeration("email.exchange.TaskStatusEnum", ["cancelled", "doing", "done", "error", "todo"]);

const countryCodeValues =
  "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";
export const countryCode = enumeration("email.exchange.CountryCodeEnum", countryCodeValues.split(" "));

export const mailingFilter = enumeration("email.exchange.MailingFilterEnum", ["vaderetro"]);

export const renewPeriod = enumeration("email.exchange.renewPeriodEnum", ["monthly", "yearly"]);

export const objectState = enumeration("email.exchange.ObjectStateEnum", [
  "creating",
  "deleting",
  "internalMigration",
  "ok",
  "reopening",
  "suspended",
  "suspending",
]);

export const domainType = enumeration("email.exchange.DomainTypeEnum", ["authoritative", "nonAuthoritative"]);

export const domainDkimDiagnosticsState = enumeration("email.exchange.DomainDkimDiagnosticsStateEnum", [
  "active",
  "disabled",
  "error",
  "inProgress",
  "toConfigure",
]);

export const mailingListDepartRestriction = enumeration("email.exchange.MailingListDepartRestrictionEnum", [
  "closed",
  "open",
]);

export const mailingListJoinRestriction = enumeration("email.exchange.MailingListJoinRestrictionEnum", [
  "approvalRequired",
  "closed",
  "open",
]);

export const commercialVersion = enumeration("email.exchange.exchangeCommercialVersionEnum", [
  "2010",
  "2013",
  "2016",
  "2019",
  "SE",
]);

export const serverState = enumeration("email.exchange.ServerStateEnum", [
  "configurationError",
  "configurationPending",
  "notConfigured",
  "ok",
]);

export const accountQuota = enumeration("email.exchange.accountQuotaEnum", ["50", "300"]);
