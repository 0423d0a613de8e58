import { boolean, date, enumeration, list, long, model, nullable, ro, string, stringMap, uuid } from "./types.js";

export const state = enumeration("iam.ResourceMetadata.StateEnum", ["EXPIRED", "IN_CREATION", "OK", "SUSPENDED"]);

export const resourceMetadata = model("iam.ResourceMetadata", {
  displayName: ro(nullable(string)),
  id: ro(uuid),
  state: ro(nullable(state)),
  tags: ro(nullable(stringMap)),
  urn: ro(string),
});

export const renewType = model("service.RenewType", {
  automatic: boolean,
  deleteAtExpiration: boolean,
  forced: boolean,
  manualPayment: nullable(boolean),
  period: nullable(long),
});

export const renewalType = enumeration("service.RenewalTypeEnum", [
  "automaticForcedProduct",
  "automaticV2012",
  "automaticV2014",
  "automaticV2016",
  "automaticV2024",
  "manual",
  "oneShot",
  "option",
]);

export const subscriptionState = enumeration("service.StateEnum", [
  "autorenewInProgress",
  "expired",
  "inCreation",
  "ok",
  "pendingDebt",
  "unPaid",
]);

export const serviceInfos = model("services.Service", {
  canDeleteAtExpiration: ro(boolean),
  contactAdmin: ro(string),
  contactBilling: ro(string),
  contactTech: ro(string),
  creation: ro(date),
  domain: ro(string),
  engagedUpTo: ro(nullable(date)),
  expiration: ro(date),
  possibleRenewPeriod: ro(nullable(list(long))),
  renew: nullable(renewType),
  renewalType: ro(renewalType),
  serviceId: ro(long),
  status: ro(subscriptionState),
});

const taskFunctionValues =
  "addAccount addAlias addDomain addDomainDKIM addDomainDisclaimer addExternalContact addFullAccess addSendAs addSendOnBehalfTo addServiceAuthorizedIp changeHostname changePassword configureCustomer deleteAccount deleteAlias deleteDomain deleteDomainDKIM deleteDomainDisclaimer deleteExternalContact deleteFullAccess deleteSendAs deleteSendOnBehalfTo deleteService deleteServiceAuthorizedIp diagnoseAccount disableDKIM enableDKIM expandDrive installServer maintenance migrateAccountViaOMM migrationAccount migrationDisclaimer migrationExternalContact migrationHistory migrationService reOpenAccount setAccount setAlias setDns setDomain setDomainDisclaimer setExternalContact setService suspendAccount suspendService unknown unsuspendAccount unsuspendService";
export const taskFunction = enumeration("email.pro.TaskFunctionEnum", taskFunctionValues.split(" "));
