import { z } from "zod";
import {
  account,
  accountAlias,
  accountCapabilities,
  accountDiagnosis,
  accountFullAccess,
  accountSendAs,
  accountSendOnBehalfTo,
  domain,
  externalContact,
  objectState,
  server,
  service,
  serviceWithIAM,
  task,
} from "./mxplan-models.js";
import { type Operation, operation } from "./operation.js";
import { boolean, list, long, nothing, optional, password, string } from "./types.js";

export const postAccountAlias = z.object({
  alias: string,
});

export const postAccountChangePassword = z.object({
  password: password,
});

export const postAccountDiagnostic = z.object({
  password: password,
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

export const postExternalContact = z.object({
  displayName: optional(string),
  externalEmailAddress: string,
  firstName: optional(string),
  hiddenFromGAL: optional(boolean),
  initials: optional(string),
  lastName: optional(string),
});

export const mxplanOperations: readonly Operation[] = [
  operation("GET /email/mxplan", list(string)),
  operation("GET /email/mxplan/{service}", serviceWithIAM),
  operation("PUT /email/mxplan/{service}", nothing, { body: service, bodyIsModel: true }),
  operation("GET /email/mxplan/{service}/account", list(string), {
    query: { id: optional(long), primaryEmailAddress: optional(string) },
  }),
  operation("DELETE /email/mxplan/{service}/account/{email}", task),
  operation("GET /email/mxplan/{service}/account/{email}", account),
  operation("PUT /email/mxplan/{service}/account/{email}", nothing, { body: account, bodyIsModel: true }),
  operation("GET /email/mxplan/{service}/account/{email}/alias", list(string)),
  operation("POST /email/mxplan/{service}/account/{email}/alias", task, { body: postAccountAlias }),
  operation("DELETE /email/mxplan/{service}/account/{email}/alias/{alias}", task),
  operation("GET /email/mxplan/{service}/account/{email}/alias/{alias}", accountAlias),
  operation("GET /email/mxplan/{service}/account/{email}/capabilities", accountCapabilities),
  operation("POST /email/mxplan/{service}/account/{email}/changePassword", task, { body: postAccountChangePassword }),
  operation("GET /email/mxplan/{service}/account/{email}/diagnostic", accountDiagnosis),
  operation("POST /email/mxplan/{service}/account/{email}/diagnostic", task, { body: postAccountDiagnostic }),
  operation("GET /email/mxplan/{service}/account/{email}/fullAccess", list(long)),
  operation("POST /email/mxplan/{service}/account/{email}/fullAccess", task, { body: postAccountFullAccess }),
  operation("DELETE /email/mxplan/{service}/account/{email}/fullAccess/{allowedAccountId}", task),
  operation("GET /email/mxplan/{service}/account/{email}/fullAccess/{allowedAccountId}", accountFullAccess),
  operation("GET /email/mxplan/{service}/account/{email}/sendAs", list(long)),
  operation("POST /email/mxplan/{service}/account/{email}/sendAs", task, { body: postAccountSendAs }),
  operation("DELETE /email/mxplan/{service}/account/{email}/sendAs/{allowedAccountId}", task),
  operation("GET /email/mxplan/{service}/account/{email}/sendAs/{allowedAccountId}", accountSendAs),
  operation("GET /email/mxplan/{service}/account/{email}/sendOnBehalfTo", list(long)),
  operation("POST /email/mxplan/{service}/account/{email}/sendOnBehalfTo", task, { body: postAccountSendOnBehalfTo }),
  operation("DELETE /email/mxplan/{service}/account/{email}/sendOnBehalfTo/{allowedAccountId}", task),
  operation("GET /email/mxplan/{service}/account/{email}/sendOnBehalfTo/{allowedAccountId}", accountSendOnBehalfTo),
  operation("GET /email/mxplan/{service}/account/{email}/task", list(long)),
  operation("GET /email/mxplan/{service}/account/{email}/task/{id}", task),
  operation("GET /email/mxplan/{service}/domain", list(string), { query: { state: optional(objectState) } }),
  operation("GET /email/mxplan/{service}/domain/{domainName}", domain),
  operation("PUT /email/mxplan/{service}/domain/{domainName}", nothing, { body: domain, bodyIsModel: true }),
  operation("GET /email/mxplan/{service}/externalContact", list(string), {
    query: {
      displayName: optional(string),
      externalEmailAddress: optional(string),
      firstName: optional(string),
      id: optional(long),
      lastName: optional(string),
    },
  }),
  operation("POST /email/mxplan/{service}/externalContact", task, { body: postExternalContact }),
  operation("DELETE /email/mxplan/{service}/externalContact/{externalEmailAddress}", task),
  operation("GET /email/mxplan/{service}/externalContact/{externalEmailAddress}", externalContact),
  operation("PUT /email/mxplan/{service}/externalContact/{externalEmailAddress}", nothing, {
    body: externalContact,
    bodyIsModel: true,
  }),
  operation("GET /email/mxplan/{service}/server", server),
  operation("GET /email/mxplan/{service}/task", list(long)),
  operation("GET /email/mxplan/{service}/task/{id}", task),
  operation("POST /email/mxplan/{service}/updateFlagsOnAllAccounts", nothing),
];
