import { apiCredential } from "../api/auth-models.js";
import { credentialQuery } from "../api/me.js";
import { writable } from "../api/types.js";
import type { Application, Credential } from "../auth/credential-desk.js";
import { applicationView, credentialView } from "../auth/views.js";
import { notFound } from "../errors.js";
import { idParam } from "../mailbox/routes.js";
import { readQuery } from "../query.js";
import { type Call, param, type Route, route } from "../route.js";
import { readUpdate } from "../update.js";
import { clientView } from "./views.js";

/** A customer's applications, credentials and service accounts. */
export const keyRoutes: readonly Route[] = [
  route("GET", "/me/api/application", (call) =>
    call.desk.applicationsOf(call.nichandle).map((one) => one.applicationId),
  ),
  route("GET", "/me/api/application/{applicationId}", (call) => applicationView(applicationOf(call))),
  route("DELETE", "/me/api/application/{applicationId}", removeApplication),
  route("GET", "/me/api/credential", listCredentials),
  route("GET", "/me/api/credential/{credentialId}", (call) => credentialView(call.desk, credentialOf(call))),
  route("PUT", "/me/api/credential/{credentialId}", updateCredential),
  route("DELETE", "/me/api/credential/{credentialId}", revokeCredential),
  route("GET", "/me/api/credential/{credentialId}/application", (call) =>
    applicationView(credentialOf(call).application),
  ),
  route("GET", "/me/api/oauth2/client", clientIds),
  route("GET", "/me/api/oauth2/client/{clientId}", showClient),
];

function applicationOf(call: Call): Application {
  const id = idParam(call, "applicationId");
  const found = call.desk.applicationsOf(call.nichandle).find((one) => one.applicationId === id);
  if (found === undefined) throw notFound("This application does not exist");
  return found;
}

function removeApplication(call: Call): null {
  call.desk.removeApplication(applicationOf(call));
  return null;
}

function listCredentials(call: Call): number[] {
  const { applicationId, status } = readQuery(call, credentialQuery);
  return call.desk
    .credentialsOf(call.nichandle)
    .filter(({ application }) => applicationId === undefined || application.applicationId === applicationId)
    .filter((one) => status === undefined || call.desk.statusOf(one) === status)
    .map((one) => one.credentialId);
}

function credentialOf(call: Call): Credential {
  const id = idParam(call, "credentialId");
  const found = call.desk.credentialsOf(call.nichandle).find((one) => one.credentialId === id);
  if (found === undefined) throw notFound("This credential does not exist");
  return found;
}

const credentialUpdate = writable(apiCredential);

/** OVH API schema: only `allowedIPs` is not read-only. The simulator keeps them and never looks where a call is from. */
function updateCredential(call: Call): null {
  const credential = credentialOf(call);
  const { allowedIPs } = readUpdate(call, credentialUpdate, credentialView(call.desk, credential));
  if (allowedIPs !== undefined) credential.allowedIPs = allowedIPs;
  return null;
}

function revokeCredential(call: Call): null {
  call.desk.revoke(credentialOf(call).credentialId);
  return null;
}

/** A seed may say several things of one customer, in accounts of the same name. */
function clientIds({ desk, nichandle }: Call): string[] {
  const mine = desk.accounts.filter((one) => one.nichandle === nichandle);
  return mine.flatMap(({ clientId }) => (clientId === undefined ? [] : [clientId]));
}

function showClient(call: Call) {
  const clientId = clientIds(call).find((one) => one === param(call, "clientId"));
  if (clientId === undefined) throw notFound("This client does not exist");
  return clientView(call.desk, call.nichandle, clientId);
}
