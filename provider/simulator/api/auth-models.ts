import {
  boolean,
  datetime,
  enumeration,
  ipBlock,
  list,
  long,
  model,
  nullable,
  optional,
  password,
  ro,
  string,
} from "./types.js";

export const credentialState = enumeration("auth.CredentialStateEnum", [
  "expired",
  "pendingValidation",
  "refused",
  "validated",
]);

export const httpMethod = enumeration("auth.HTTPMethodEnum", ["DELETE", "GET", "PATCH", "POST", "PUT"]);

export const method = enumeration("auth.MethodEnum", ["account", "oauth2_client_credentials", "provider", "user"]);

export const accessRule = model("auth.AccessRule", {
  method: ro(httpMethod),
  path: ro(string),
});

export const accessRuleRequest = model("auth.AccessRuleRequest", {
  method: httpMethod,
  path: string,
});

export const apiCredentialRequestParams = model("auth.ApiCredentialRequestParams", {
  accessRules: list(accessRuleRequest),
  allowedIPs: optional(nullable(list(ipBlock))),
  redirection: optional(nullable(string)),
});

export const apiCredentialRequest = model("auth.ApiCredentialRequest", {
  consumerKey: ro(password),
  state: ro(credentialState),
  validationUrl: ro(string),
});

export const apiCredential = model("auth.ApiCredential", {
  allowedIPs: nullable(list(ipBlock)),
  applicationId: ro(long),
  creation: ro(datetime),
  credentialId: ro(long),
  expiration: ro(nullable(datetime)),
  lastUse: ro(nullable(datetime)),
  ovhSupport: ro(boolean),
  rules: ro(list(accessRule)),
  status: ro(credentialState),
});

export const details = model("auth.Details", {
  account: ro(string),
  allowedRoutes: ro(nullable(list(accessRule))),
  description: ro(nullable(string)),
  identities: ro(list(string)),
  method: ro(method),
  roles: ro(nullable(list(string))),
  user: ro(nullable(string)),
});

export const applicationStatus = enumeration("auth.ApplicationStatusEnum", [
  "active",
  "blocked",
  "inactive",
  "trusted",
]);

export const apiApplication = model("auth.ApiApplication", {
  applicationId: ro(long),
  applicationKey: ro(string),
  description: ro(string),
  name: ro(string),
  status: ro(applicationStatus),
});
