import { isoDate } from "../context.js";
import { everyCall } from "./access-rules.js";
import type { Caller } from "./authenticate.js";
import type { Application, Credential, CredentialDesk, CredentialStatus } from "./credential-desk.js";

/** OVH API schema, `auth.CredentialStateEnum`, has no word for a revoked one: such a credential is not shown. */
function shownStatus(status: CredentialStatus): Exclude<CredentialStatus, "revoked"> {
  return status === "revoked" ? "expired" : status;
}

function dateOrNull(atMs: number | null): string | null {
  return atMs === null ? null : isoDate(atMs);
}

/** `auth.ApiCredential` */
export function credentialView(desk: CredentialDesk, credential: Credential) {
  return {
    allowedIPs: credential.allowedIPs,
    applicationId: credential.application.applicationId,
    creation: isoDate(credential.createdAtMs),
    credentialId: credential.credentialId,
    expiration: dateOrNull(credential.expiresAtMs),
    lastUse: dateOrNull(credential.usedAtMs),
    ovhSupport: false,
    rules: credential.rules ?? everyCall,
    status: shownStatus(desk.statusOf(credential)),
  };
}

/** `auth.ApiApplication`: its name is ours. */
export function applicationView({ applicationId, applicationKey, nichandle }: Application) {
  return {
    applicationId,
    applicationKey,
    description: "An application of the simulator's seed",
    name: `Application of ${nichandle}`,
    status: "active",
  };
}

/** How OVH's IAM names a service account (OVH guides on service accounts). */
export function clientIdentity(nichandle: string, clientId: string): string {
  return `urn:v1:eu:identity:credential:${nichandle}/oauth2-${clientId}`;
}

/** `auth.Details` */
export function detailsView({ nichandle, rules, clientId }: Caller) {
  return {
    account: nichandle,
    allowedRoutes: rules,
    description: null,
    identities: [
      clientId === undefined ? `urn:v1:eu:identity:account:${nichandle}` : clientIdentity(nichandle, clientId),
    ],
    method: clientId === undefined ? "account" : "oauth2_client_credentials",
    roles: null,
    user: null,
  };
}
