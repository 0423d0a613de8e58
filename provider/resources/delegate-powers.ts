/** What a delegate of the legacy MX Plan may do: one table for the texts, the preview and `getEffectiveRights`. */

/** All accounts of a domain, or one account: the property of `on` that names it. */
export type DelegatedKind = "mxPlanDomain" | "mxPlanAccount";

/**
 * - `yes`, `no`: OVHcloud's guide « Déléguer la gestion de vos comptes e-mails à une autre personne »;
 * - `api`: the guide does not speak of it, OVHcloud's API offers it;
 * - `disputed`: the guide says no, OVHcloud's API and panel say yes;
 * - `silent`: no source speaks of it.
 */
type Answer = "yes" | "no" | "api" | "disputed" | "silent";

interface Power extends Readonly<Record<DelegatedKind, Answer>> {
  readonly what: string;
}

export const DELEGATE_POWERS: readonly Power[] = [
  { what: "change passwords", mxPlanDomain: "yes", mxPlanAccount: "yes" },
  { what: "manage filters", mxPlanDomain: "yes", mxPlanAccount: "yes" },
  { what: "manage responders", mxPlanDomain: "yes", mxPlanAccount: "disputed" },
  { what: "manage redirections and aliases", mxPlanDomain: "yes", mxPlanAccount: "no" },
  { what: "manage mailing lists", mxPlanDomain: "yes", mxPlanAccount: "no" },
  { what: "change size and description", mxPlanDomain: "silent", mxPlanAccount: "api" },
  { what: "delete accounts", mxPlanDomain: "silent", mxPlanAccount: "no" },
  { what: "import mail", mxPlanDomain: "silent", mxPlanAccount: "no" },
  { what: "delegate further", mxPlanDomain: "silent", mxPlanAccount: "no" },
];

/** The same as lists. What no source speaks of is in neither of the first two. */
export interface DelegatePowers {
  readonly allowed: string[];
  readonly refused: string[];
  /** OVHcloud's guide says no, its API and its panel say yes. */
  readonly disputed: string[];
}

export function delegatePowers(kind: DelegatedKind): DelegatePowers {
  const answered = (...answers: readonly Answer[]) =>
    DELEGATE_POWERS.filter((power) => answers.includes(power[kind])).map(({ what }) => what);
  return { allowed: answered("yes", "api"), refused: answered("no"), disputed: answered("disputed") };
}

const SCOPE: Readonly<Record<DelegatedKind, string>> = {
  mxPlanDomain: "on all accounts of the domain",
  mxPlanAccount: "on this account",
};

/** One sentence, for the preview of a delegation of the legacy MX Plan. */
export function whatDelegatesMay(kind: DelegatedKind): string {
  const { allowed, refused, disputed } = delegatePowers(kind);
  const parts = [
    `delegates may, ${SCOPE[kind]}, ${listed(allowed)}`,
    ...(disputed.length > 0
      ? [`whether they may ${listed(disputed)} is open: OVHcloud's guide says no, its API and panel say yes`]
      : []),
    ...(refused.length > 0 ? [`they may not ${listed(refused, "or")}`] : []),
  ];
  return parts.join("; ");
}

function listed(names: readonly string[], last = "and"): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
}
