import type { CredentialDesk, CredentialSummary } from "../auth/credential-desk.js";
import { abbreviated } from "./redact.js";
import type { AccessView, CredentialRow } from "./view-model.js";

export function accessView(desk: Pick<CredentialDesk, "accounts" | "list">): AccessView {
  return {
    credentials: desk.list().map(credentialRow),
    nichandles: [...new Set(desk.accounts.map(({ nichandle }) => nichandle))],
  };
}

function credentialRow({ consumerKey, nichandle = "", rules, ...shown }: CredentialSummary): CredentialRow {
  const ruleTexts = (rules ?? []).map(({ method, path }) => `${method} ${path}`);
  return { ...shown, consumerKey: abbreviated(consumerKey), nichandle, rules: ruleTexts };
}
