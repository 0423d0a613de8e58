/** What Pulumi's state says. */

import type { EffectiveRightsResult } from "../../provider/functions-rights.js";
import { isRecord, type Values } from "../../provider/values.js";
import type { StateResource } from "../shared/state-resources.js";
import { type FoundRow, REACHES, type Reach, type RightsFound } from "./model.js";

const HOLDERS = ["ExchangeAccount", "SharedMailbox", "ContactGroup", "MxPlanAccount"] as const;

export function rightsInState(state: readonly StateResource[]): RightsFound {
  const delegations = state.filter(({ kind }) => kind === "Delegation");
  const rows = [
    ...delegations.flatMap(({ outputs }) => rowsOfDelegation(outputs)),
    ...state.filter(({ kind }) => kind === "ContactGroup").flatMap(({ outputs }) => rowsOfGroup(outputs)),
  ];
  const holders = state.filter(({ kind }) => HOLDERS.some((one) => one === kind));
  const domains = addressesOf(holders).map((address) => address.split("@")[1] ?? "");
  const targets = [...delegations.flatMap(({ outputs }) => targetOf(outputs)?.on ?? []), ...groupsOf(state)];
  return {
    rows,
    domains: [...new Set(domains)],
    gaps: [],
    mxPlanAccounts: addressesOf(state.filter(isLegacyAccount)),
    declaredTargets: [...new Set(targets)],
  };
}

function isLegacyAccount({ kind, outputs }: StateResource): boolean {
  return kind === "MxPlanAccount" && outputs.generation === "legacy";
}

function addressesOf(state: readonly StateResource[]): string[] {
  return state.flatMap(({ outputs: { emailAddress } }) => (typeof emailAddress === "string" ? [emailAddress] : []));
}

function groupsOf(state: readonly StateResource[]): string[] {
  return addressesOf(state.filter(({ kind, outputs }) => kind === "ContactGroup" && isRecord(outputs.members)));
}

type Target = Pick<FoundRow, "on" | "kind" | "place">;

const KIND: Readonly<Record<string, EffectiveRightsResult["kind"]>> = {
  account: "ExchangeAccount",
  shared: "SharedMailbox",
  mailingList: "ContactGroup",
  mxPlanAccount: "MxPlanAccount",
  mxPlanDomain: "MxPlanDomain",
};

function targetOf({ on, targetType }: Values): Target | undefined {
  if (!isRecord(on)) return undefined;
  const { service, emailAddress, mxPlanAccount, mxPlanDomain } = on;
  const name = emailAddress ?? mxPlanAccount ?? mxPlanDomain;
  if (typeof name !== "string") return undefined;
  const kind = KIND[String(targetType)] ?? (name.includes("@") ? "MxPlanAccount" : "MxPlanDomain");
  // The service of a new MX Plan does not stand in the state.
  const place = typeof service === "string" ? service : (name.split("@")[1] ?? name);
  return { on: name, kind, place };
}

function rowsOfDelegation(outputs: Values): FoundRow[] {
  const target = targetOf(outputs);
  if (target === undefined || !isRecord(outputs.grants)) return [];
  const given = Object.entries(outputs.grants).flatMap(([who, rights]) =>
    reachesIn(rights).map((right) => ({ who, right })),
  );
  return given.map((one) => ({ ...target, ...one, through: "itself" }));
}

function reachesIn(rights: unknown): Reach[] {
  return Array.isArray(rights) ? REACHES.filter((reach) => rights.includes(reach)) : [];
}

function rowsOfGroup({ emailAddress, service, members, managers }: Values): FoundRow[] {
  if (typeof emailAddress !== "string" || typeof service !== "string") return [];
  const target = { on: emailAddress, kind: "ContactGroup", place: service, through: "group" } as const;
  const all = (people: unknown, right: Reach) =>
    isRecord(people) ? Object.keys(people).map((who) => ({ ...target, who, right })) : [];
  return [...all(members, "member"), ...all(managers, "manager")];
}
