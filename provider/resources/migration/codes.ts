/** What OVHcloud's check before a migration finds, in sentences. */

import type { MigrationCheck, MigrationCheckCode } from "../../ovh/domain-models.js";

/** OVHcloud's panel: these pass by themselves, one tries again after some minutes. */
const PASSING: ReadonlySet<string> = new Set<MigrationCheckCode>([
  "ACCOUNT_INPROGRESS",
  "MAILINGLIST_INPROGRESS",
  "REDIRECTION_INPROGRESS",
  "RESPONDER_INPROGRESS",
  "MAILPROXY_INPROGRESS",
  "MAILPROXY_RESERVATION",
]);

/** OVHcloud's panel has the same text, "internal error", for the codes that are missing here. */
const SENTENCES: Partial<Record<MigrationCheckCode, string>> = {
  FORWARD_EXIST: "a redirection starts at this address: remove it first",
  FORWARD_LOCAL: "a redirection with local copy starts at this address: remove it first",
  MAILINGLIST_EXIST: "this address is a mailing list, which cannot be migrated",
  RESPONDER_EXIST: "this address has a responder",
  FILTER_EXIST: "this mailbox has filters",
  DELEGATION_EXIST: "this mailbox is delegated to other customers",
  ACCOUNT_INPROGRESS: "OVHcloud is still working on this mailbox",
  MAILINGLIST_INPROGRESS: "OVHcloud is still working on a mailing list of this address",
  REDIRECTION_INPROGRESS: "OVHcloud is still working on redirections of this address",
  RESPONDER_INPROGRESS: "OVHcloud is still working on the responder of this address",
  MAILPROXY_INPROGRESS: "OVHcloud is still working on the mail proxy of this address",
  MAILPROXY_RESERVATION: "OVHcloud is still reserving the mail proxy of this address",
};

type Finding = NonNullable<MigrationCheck["error"]>[number];

function sentence({ code, details }: Finding): string {
  const known = (SENTENCES as Readonly<Record<string, string>>)[code] ?? "OVHcloud says that it cannot be migrated";
  return `${known} (${code}${details ? `: ${details}` : ""})`;
}

export interface CheckResult {
  /** They will not go by themselves. */
  readonly problems: readonly string[];
  /** Worth waiting for. */
  readonly passing: readonly string[];
  /** Left behind by the migration, or just to be known. */
  readonly warnings: readonly string[];
}

/** @param isKnown codes that other sentences name already, with the objects concerned */
export function judgeCheck(check: MigrationCheck, isKnown: (code: string) => boolean = () => false): CheckResult {
  const errors = check.error ?? [];
  return {
    problems: errors.filter(({ code }) => !PASSING.has(code) && !isKnown(code)).map(sentence),
    passing: errors.filter(({ code }) => PASSING.has(code)).map(sentence),
    warnings: (check.warning ?? []).map((finding) => `not migrated: ${sentence(finding)}`),
  };
}
