import { apiCredentialRequestParams } from "../api/auth-models.js";
import { readBody } from "../body.js";
import { type Call, type Route, route } from "../route.js";
import { applicationNamed, type Caller, noCredential } from "./authenticate.js";
import type { Credential } from "./credential-desk.js";
import { credentialView, detailsView } from "./views.js";

/** What is imitated of the tree `/auth`. The time is needed to sign, and a credential to sign with. */
export const authRoutes: readonly Route[] = [
  { ...route("GET", "/auth/time", (call) => Math.floor(call.context.gatewayNowMs() / 1_000)), anonymous: true },
  { ...route("POST", "/auth/credential", askForCredential), anonymous: true },
  route("GET", "/auth/currentCredential", (call) => credentialView(call.desk, credentialOf(call))),
  route("GET", "/auth/details", (call) => detailsView(callerOf(call))),
  route("POST", "/auth/logout", expireCredential),
];

/** Somebody must validate it before it may sign anything (OVH guide 'first-steps'). */
function askForCredential(call: Call) {
  const { desk } = call;
  const application = applicationNamed(desk, call.header("x-ovh-application"));
  const { accessRules, allowedIPs } = readBody(call, apiCredentialRequestParams, "creation");
  const credential = desk.request(application, { rules: accessRules, allowedIPs: allowedIPs ?? null });
  return {
    consumerKey: credential.consumerKey,
    state: credential.decision,
    validationUrl: `https://api.example.com/auth/?credentialToken=${credential.credentialId}`,
  };
}

/** The router asks for a signature on all routes but the two above, so its absence is a bug. */
function callerOf({ caller }: Call): Caller {
  if (caller === undefined) throw new Error("nobody has signed this call");
  return caller;
}

/** A service account has none; what OVHcloud answers it is not documented. */
function credentialOf(call: Call): Credential {
  const { credential } = callerOf(call);
  if (credential === undefined) throw noCredential();
  return credential;
}

/** OVH API schema: "Expire current credential". */
function expireCredential(call: Call): null {
  call.desk.expire(credentialOf(call).credentialId);
  return null;
}
