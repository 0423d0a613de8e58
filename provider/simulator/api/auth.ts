import { apiCredential, apiCredentialRequest, apiCredentialRequestParams, details } from "./auth-models.js";
import { type Operation, operation } from "./operation.js";
import { long, nothing } from "./types.js";

export const authOperations: readonly Operation[] = [
  operation("POST /auth/credential", apiCredentialRequest, { body: apiCredentialRequestParams, bodyIsModel: true }),
  operation("GET /auth/currentCredential", apiCredential),
  operation("GET /auth/details", details),
  operation("POST /auth/logout", nothing),
  operation("GET /auth/time", long),
];
