import { createHash } from "node:crypto";
import { gateway } from "../errors.js";
import type { ApiAccount } from "../seed.js";
import type { TokenDesk } from "./token-desk.js";

/** How far a request's time may be from ours. OVHcloud publishes no figure; this one is ours. */
const clockToleranceMs = 60_000;

export interface KnownCallers {
  apiAccounts: readonly ApiAccount[];
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

/**
 * The customer who signed a call. Texts and codes: those that OVH's Swift wrapper expects in its tests (application key,
 * signature, consumer key), OVH's Python client (codes), and public reports (time, rights).
 */
export function authenticate(known: KnownCallers, call: SignedCall, nowMs: number): ApiAccount {
  const bearer = /^Bearer (.+)$/.exec(call.headers.get("authorization") ?? "")?.[1];
  const account = bearer === undefined ? signer(known.apiAccounts, call, nowMs) : known.tokens.ownerOf(bearer, nowMs);
  // OAuth2 (RFC 6750, 3.1) says 401; what OVHcloud's body says is not documented.
  if (account === undefined) throw gateway(401, "INVALID_TOKEN", "This token is not valid");
  if (!isGranted(account, call)) throw gateway(403, "NOT_GRANTED_CALL", "This call has not been granted");
  return account;
}

function signer(accounts: readonly ApiAccount[], call: SignedCall, nowMs: number): ApiAccount {
  const applicationKey = call.headers.get("x-ovh-application");
  const ofApplication = accounts.filter((account) => account.applicationKey === applicationKey);
  if (ofApplication.length === 0) throw gateway(403, "INVALID_KEY", "This application key is invalid");

  const consumerKey = call.headers.get("x-ovh-consumer");
  const account = ofApplication.find((one) => one.consumerKey === consumerKey);
  if (account === undefined) throw gateway(403, "NOT_CREDENTIAL", "This credential does not exist");
  if (!account.consumerKeyIsValid) throw gateway(403, "INVALID_CREDENTIAL", "This credential is not valid");

  checkTime(call, nowMs);
  if (call.headers.get("x-ovh-signature") !== signature(account, call)) {
    throw gateway(400, "INVALID_SIGNATURE", "Invalid signature");
  }
  return account;
}

function checkTime(call: SignedCall, nowMs: number): void {
  const sentAtMs = Number(call.headers.get("x-ovh-timestamp")) * 1_000;
  if (Math.abs(sentAtMs - nowMs) <= clockToleranceMs) return;
  throw gateway(400, "QUERY_TIME_OUT", "Query out of time");
}

function signature(account: ApiAccount, call: SignedCall): string {
  const signed = [
    account.applicationSecret,
    account.consumerKey,
    call.method,
    call.url,
    call.body,
    call.headers.get("x-ovh-timestamp") ?? "",
  ].join("+");
  return `$1$${createHash("sha1").update(signed).digest("hex")}`;
}

function isGranted(account: ApiAccount, call: SignedCall): boolean {
  if (account.accessRules === undefined) return true;
  return account.accessRules.some((rule) => rule.method === call.method && pathPattern(rule.path).test(call.path));
}

function pathPattern(path: string): RegExp {
  const parts = path.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
