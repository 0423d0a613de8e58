import type {
  DeclaredMigration,
  DeclaredMxPlanAccount,
  DeclaredMxPlanDelegation,
  DeclaredRedirection,
  DeclaredResponder,
} from "../../../provider/program/declared-mxplan.js";
import type { LiveLegacyDomain, LiveNewDomain } from "../../../provider/program/live-mxplan.js";

export const NEW_SERVICE = "mxplan-ab12345-1";
const fresh = { adopt: false, exists: false };
const domainOf = (address: string) => address.split("@")[1] ?? "";

export function account(emailAddress: string, rest: Partial<DeclaredMxPlanAccount> = {}): DeclaredMxPlanAccount {
  const domain = domainOf(emailAddress);
  return {
    kind: "MxPlanAccount",
    domain,
    emailAddress,
    aliases: [],
    properties: [],
    asDelegate: false,
    ...fresh,
    ...rest,
  };
}

export function redirection(from: string, to: string, rest: Partial<DeclaredRedirection> = {}): DeclaredRedirection {
  return { kind: "MxPlanRedirection", domain: domainOf(from), from, to, ...fresh, ...rest };
}

export function responder(emailAddress: string, rest: Partial<DeclaredResponder> = {}): DeclaredResponder {
  return {
    kind: "MxPlanResponder",
    domain: domainOf(emailAddress),
    emailAddress,
    asDelegate: false,
    ...fresh,
    ...rest,
  };
}

/** On an account, or on a whole domain. */
export function rightsOn(
  target: string,
  grants: DeclaredMxPlanDelegation["grants"],
  rest: Partial<DeclaredMxPlanDelegation> = {},
): DeclaredMxPlanDelegation {
  const isAccount = target.includes("@");
  const place = { domain: isAccount ? domainOf(target) : target, emailAddress: isAccount ? target : undefined };
  return { kind: "MxPlanDelegation", ...place, grants, exists: true, ...rest };
}

export function migration(emailAddress: string): DeclaredMigration {
  return { kind: "AccountMigration", emailAddress, exists: false };
}

export function legacy(rest: Partial<LiveLegacyDomain> = {}): LiveLegacyDomain {
  return {
    generation: "legacy",
    domain: "x.fr",
    accounts: new Set(),
    allowedSizesBytes: [5_000_000_000, 25_000_000],
    quota: { account: 2, alias: 9, mailingList: 9, redirection: 2, responder: 1 },
    redirections: 0,
    responders: new Set(),
    ownNichandle: "ab12345-ovh",
    ...rest,
  };
}

export function renewed(rest: Partial<LiveNewDomain> = {}): LiveNewDomain {
  return {
    generation: "new",
    domain: "x.fr",
    service: NEW_SERVICE,
    accounts: new Set(),
    freeAccounts: 1,
    domains: new Set(["x.fr", "z.fr"]),
    quota: undefined,
    redirections: undefined,
    ...rest,
  };
}
