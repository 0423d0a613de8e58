import { domainOf } from "../mailbox/mailboxes.js";
import { ownerProblems, type SeedChecks, type SeedProblem } from "../seed-parts.js";
import type { ExchangeServiceSeed } from "./seed.js";

/** What the shape of a service's seed alone cannot tell. */
export function exchangeSeedProblems(
  service: ExchangeServiceSeed,
  path: PropertyKey[],
  checks: SeedChecks,
): SeedProblem[] {
  return [
    ...ownerProblems(service, path, checks),
    ...domainProblems(service, path),
    ...addressProblems(service, path, checks.usedAddresses),
    ...contactProblems(service, path),
    ...grantProblems(service, path),
    ...participantProblems(service, path),
  ];
}

function domainProblems({ domains }: ExchangeServiceSeed, path: PropertyKey[]): SeedProblem[] {
  const names = domains.map(({ name }) => name.toLowerCase());
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ path: [...path, "domains", index], message: `${name} is used twice` }] : [],
  );
}

function addressProblems(service: ExchangeServiceSeed, path: PropertyKey[], used: Set<string>): SeedProblem[] {
  const domains = new Set(service.domains.map((domain) => domain.name.toLowerCase()));
  return (["accounts", "sharedAccounts", "mailingLists"] as const).flatMap((list) =>
    service[list].flatMap((mailbox, index) =>
      [mailbox.emailAddress, ...mailbox.aliases].flatMap((one) => {
        const lower = one.toLowerCase();
        const at = [...path, list, index, one === mailbox.emailAddress ? "emailAddress" : "aliases"];
        if (used.has(lower)) return [{ path: at, message: `${one} is used twice` }];
        used.add(lower);
        if (domains.has(domainOf(lower))) return [];
        return [{ path: at, message: `the domain of ${one} is not among the service's domains` }];
      }),
    ),
  );
}

/** A contact may have an address of another service, and none of its own. */
function contactProblems(service: ExchangeServiceSeed, path: PropertyKey[]): SeedProblem[] {
  const { accounts, sharedAccounts, mailingLists } = service;
  const inside = [...accounts, ...sharedAccounts, ...mailingLists].flatMap((one) => [one.emailAddress, ...one.aliases]);
  const used = new Set(lowerCase(inside));
  return service.externalContacts.flatMap(({ emailAddress }, index) => {
    const lower = emailAddress.toLowerCase();
    const isUsed = used.has(lower);
    used.add(lower);
    const at = [...path, "externalContacts", index, "emailAddress"];
    return isUsed ? [{ path: at, message: `${emailAddress} is used twice` }] : [];
  });
}

function grantProblems(service: ExchangeServiceSeed, path: PropertyKey[]): SeedProblem[] {
  const accounts = new Set(addresses(service.accounts));
  const groups = new Set(addresses(service.mailingLists));
  const targets = new Set([...accounts, ...addresses(service.sharedAccounts), ...groups]);
  return service.grants.flatMap((one, index) => {
    const at = (key: string, message: string) => ({ path: [...path, "grants", index, key], message });
    const on = targets.has(one.on.toLowerCase()) ? [] : [at("on", "no such mailbox here")];
    const to = accounts.has(one.to.toLowerCase()) ? [] : [at("to", "no such mailbox here")];
    const isImpossible = one.right === "fullAccess" && groups.has(one.on.toLowerCase());
    return [...on, ...to, ...(isImpossible ? [at("right", "a contact group has no fullAccess")] : [])];
  });
}

function participantProblems(service: ExchangeServiceSeed, path: PropertyKey[]): SeedProblem[] {
  const accounts = new Set(addresses(service.accounts));
  const people = new Set([...accounts, ...addresses(service.externalContacts)]);
  return service.mailingLists.flatMap((list, index) => {
    const at = [...path, "mailingLists", index];
    return [
      ...namedProblems(list.members, people, [...at, "members"], "no such account or external contact here"),
      ...namedProblems(list.managers, accounts, [...at, "managers"], "no such account here"),
    ];
  });
}

function namedProblems(
  named: readonly string[],
  known: ReadonlySet<string>,
  path: PropertyKey[],
  message: string,
): SeedProblem[] {
  const seen = new Set<string>();
  return lowerCase(named).flatMap((one, index) => {
    const problem = known.has(one) ? `${one} is named twice` : message;
    const isFine = known.has(one) && !seen.has(one);
    seen.add(one);
    return isFine ? [] : [{ path: [...path, index], message: problem }];
  });
}

function addresses(mailboxes: readonly { emailAddress: string }[]): string[] {
  return lowerCase(mailboxes.map((one) => one.emailAddress));
}

function lowerCase(texts: readonly string[]): string[] {
  return texts.map((text) => text.toLowerCase());
}
