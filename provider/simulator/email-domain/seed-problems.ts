import { ownerProblems, type SeedChecks, type SeedProblem } from "../seed-parts.js";
import type { DomainSeed } from "./seed.js";

/** What the shape alone cannot tell. */
export function domainSeedProblems(seed: DomainSeed, path: PropertyKey[], checks: SeedChecks): SeedProblem[] {
  const found = [
    ...accountProblems(seed, checks.usedAddresses),
    ...redirectionProblems(seed),
    ...repeated(seed.responders, "account", ["responders"]),
    ...repeated(seed.mailingLists, "name", ["mailingLists"]),
    ...repeatedTexts(seed.aclHolders, ["aclHolders"]),
    ...seed.accounts.flatMap((account, index) => [
      ...repeated(account.filters, "name", ["accounts", index, "filters"]),
      ...repeatedTexts(account.delegates, ["accounts", index, "delegates"]),
    ]),
    ...migratedProblems(seed),
  ];
  return [
    ...ownerProblems(seed, path, checks),
    ...found.map((problem) => ({ ...problem, path: [...path, ...problem.path] })),
  ];
}

function accountProblems(seed: DomainSeed, used: Set<string>): SeedProblem[] {
  return seed.accounts.flatMap(({ name, sizeBytes }, index) => {
    const address = `${name}@${seed.name}`;
    const isUsed = used.has(address.toLowerCase());
    used.add(address.toLowerCase());
    const path = ["accounts", index];
    return [
      ...(isUsed ? [{ path: [...path, "name"], message: `${address} is used twice` }] : []),
      ...(seed.allowedAccountSizesBytes.includes(sizeBytes)
        ? []
        : [{ path: [...path, "sizeBytes"], message: "is not among allowedAccountSizesBytes" }]),
    ];
  });
}

function redirectionProblems({ name, redirections }: DomainSeed): SeedProblem[] {
  const pairs = redirections.map(({ from, to }) => ({ pair: `${from} to ${to}` }));
  const strangers = redirections.flatMap(({ from }, index) => {
    const isOwn = from.toLowerCase().endsWith(`@${name.toLowerCase()}`);
    return isOwn ? [] : [{ path: ["redirections", index, "from"], message: `is not an address of ${name}` }];
  });
  return [...strangers, ...repeated(pairs, "pair", ["redirections"])];
}

/** OVH guide on delegation: the new MX Plan has no delegations. */
function migratedProblems(seed: DomainSeed): SeedProblem[] {
  if (seed.migratedTo === null) return [];
  const legacyOnly = (["accounts", "responders", "aclHolders"] as const).filter((list) => seed[list].length > 0);
  return legacyOnly.map((list) => ({ path: [list], message: "must be empty when migratedTo is set" }));
}

function repeated<Key extends string>(items: readonly Record<Key, string>[], key: Key, path: PropertyKey[]) {
  return repeatedTexts(
    items.map((item) => item[key]),
    path,
  );
}

function repeatedTexts(texts: readonly string[], path: PropertyKey[]): SeedProblem[] {
  const lower = texts.map((text) => text.toLowerCase());
  return lower.flatMap((text, index) =>
    lower.indexOf(text) < index ? [{ path: [...path, index], message: "is there twice" }] : [],
  );
}
