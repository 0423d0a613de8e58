import { createHash } from "node:crypto";
import { gateway, type Refusal } from "../errors.js";
import { isGranted } from "./access-rules.js";
import type { Application, Credential, CredentialDesk } from "./credential-desk.js";
import type { AccessRule } from "./seed.js";
import type { TokenDesk } from "./token-desk.js";

/** How far a request's time may be from ours. OVHcloud publishes no figure; this one is ours. */
const clockToleranceMs = 60_000;

export interface KnownCallers {
  desk: CredentialDesk;
  tokens: TokenDesk;
}

export interface SignedCall {
  method: string;
  /** The whole URL as the client sent it. */
  url: string;
  /** The path after the version. */
  path: string;
  headers: Headers;
  body: string;
}

/** Who makes a call, and in which of OVHcloud's two ways. */
export interface Caller {
  nichandle: string;
  /** Null: every call is granted. */
  rules: readonly AccessRule[] | null;
  /** What signed the call; absent for a service account. */
  credential?: Credential;
  /** The service account whose token the call carries. */
  clientId?: string;
}

/**
 * Who signed a call. Texts and codes: those that OVH's Swift wrapper expects in its tests (application key, signature,
 * consumer key), OVH's Python client (codes), and public reports (time, rights).
 */
export function authenticate(known: KnownCallers, call: SignedCall, nowMs: number): Caller {
  const bearer = /^Bearer (.+)$/.exec(call.headers.get("authorization") ?? "")?.[1];
  const caller = bearer === undefined ? signer(known.desk, call, nowMs) : bearerOf(known.tokens, bearer, nowMs);
  if (!isGranted(caller.rules, call)) throw gateway(403, "NOT_GRANTED_CALL", "This call has not been granted");
  if (caller.credential !== undefined) known.desk.noteUse(caller.credential);
  return caller;
}

function bearerOf(tokens: TokenDesk, bearer: string, nowMs: number): Caller {
  const account = tokens.ownerOf(bearer, nowMs);
  // OAuth2 (RFC 6750, 3.1) says 401; what OVHcloud's body says is not documented.
  if (account?.clientId === undefined) throw gateway(401, "INVALID_TOKEN", "This token is not valid");
  return { nichandle: account.nichandle, rules: account.accessRules ?? null, clientId: account.clientId };
}

/** The application that a call names by its key. */
export function applicationNamed(desk: CredentialDesk, applicationKey: string | null): Application {
  const application = desk.application(applicationKey);
  if (application === undefined) throw gateway(403, "INVALID_KEY", "This application key is invalid");
  return application;
}

/** The consumer key names nothing that exists. */
export function noCredential(): Refusal {
  return gateway(403, "NOT_CREDENTIAL", "This credential does not exist");
}

function signer(desk: CredentialDesk, call: SignedCall, nowMs: number): Caller {
  const application = applicationNamed(desk, call.headers.get("x-ovh-application"));
  const credential = desk.credential(application, call.headers.get("x-ovh-consumer"));
  if (credential === undefined) throw noCredential();
  const { nichandle, rules } = credential;
  // Which of the two OVHcloud says of a revoked, refused or pending one is not documented.
  if (nichandle === undefined || desk.statusOf(credential) !== "validated") {
    throw gateway(403, "INVALID_CREDENTIAL", "This credential is not valid");
  }
  checkTime(call, nowMs);
  if (call.headers.get("x-ovh-signature") !== signature(credential, call)) {
    throw gateway(400, "INVALID_SIGNATURE", "Invalid signature");
  }
  return { nichandle, rules, credential };
}

function checkTime(call: SignedCall, nowMs: number): void {
  const sentAtMs = Number(call.headers.get("x-ovh-timestamp")) * 1_000;
  if (Math.abs(sentAtMs - nowMs) <= clockToleranceMs) return;
  throw gateway(400, "QUERY_TIME_OUT", "Query out of time");
}

function signature({ application, consumerKey }: Credential, call: SignedCall): string {
  const signed = [
    application.applicationSecret,
    consumerKey,
    call.method,
    call.url,
    call.body,
    call.headers.get("x-ovh-timestamp") ?? "",
  ].join("+");
  return `$1$${createHash("sha1").update(signed).digest("hex")}`;
}
