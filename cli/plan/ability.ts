/** What a right lets people do, in a sentence without its subject: "will be able to read and send as support@example.com". */

import { delegatePowers } from "../../provider/resources/delegate-powers.js";
import type { Catalogue, Language } from "../shared/language.js";
import { listPowers } from "../shared/powers.js";
import type { TargetKind } from "./access.js";
import type { AccessRight } from "./model.js";

export interface AbilityOptions {
  readonly transition: "gained" | "lost";
  readonly on: string;
  readonly rights: readonly AccessRight[];
  readonly kind: TargetKind;
}

const en = {
  gained: (what: string) => `will be able to ${what}`,
  lost: (what: string) => `will no longer be able to ${what}`,
  and: " and ",
  read: (on: string) => `read ${on}`,
  readAndSendAs: (on: string) => `read and send as ${on}`,
  readAndSendOnBehalf: (on: string) => `read ${on} and send on its behalf`,
  sendAs: (on: string) => `send as ${on}`,
  sendOnBehalf: (on: string) => `send on behalf of ${on}`,
  manageGroup: (on: string) => `manage the group ${on}`,
  manage: (on: string, powers: string, disputed: string) =>
    `manage ${on} as an OVHcloud customer: ${powers}${disputed === "" ? "" : `; perhaps ${disputed} (OVHcloud's guide says no, its API and panel say yes)`}`,
  manageAll: (domain: string) => `all accounts of ${domain}`,
  receiveGained: (on: string) => `will get the mail of ${on}`,
  receiveLost: (on: string) => `will no longer get the mail of ${on}`,
  powers: listPowers.en,
};

const fr: typeof en = {
  gained: (what) => `pourra ${what}`,
  lost: (what) => `ne pourra plus ${what}`,
  and: " et ",
  read: (on) => `lire ${on}`,
  readAndSendAs: (on) => `lire ${on} et envoyer en tant que ${on}`,
  readAndSendOnBehalf: (on) => `lire ${on} et envoyer de sa part`,
  sendAs: (on) => `envoyer en tant que ${on}`,
  sendOnBehalf: (on) => `envoyer de la part de ${on}`,
  manageGroup: (on) => `gérer le groupe ${on}`,
  manage: (on, powers, disputed) =>
    `gérer ${on} en tant que client OVHcloud : ${powers}${disputed === "" ? "" : ` ; peut-être ${disputed} (le guide d'OVHcloud dit non, son API et son espace client disent oui)`}`,
  manageAll: (domain) => `tous les comptes de ${domain}`,
  receiveGained: (on) => `recevra le courrier de ${on}`,
  receiveLost: (on) => `ne recevra plus le courrier de ${on}`,
  powers: listPowers.fr,
};

const texts: Catalogue<typeof en> = { en, fr };

export function ability(options: AbilityOptions, language: Language): string {
  const t = texts[language];
  const { transition, on, rights } = options;
  const able = ablePhrases(options, t);
  const parts = [
    ...(able.length === 0 ? [] : [t[transition](able.join(t.and))]),
    ...(rights.includes("receive") ? [transition === "gained" ? t.receiveGained(on) : t.receiveLost(on)] : []),
  ];
  return parts.join(t.and);
}

function ablePhrases({ on, rights, kind }: AbilityOptions, t: typeof en): string[] {
  const has = (right: AccessRight) => rights.includes(right);
  return [
    ...mailPhrases(on, has, t),
    ...(has("manage") ? [managePhrase(on, kind, t)] : []),
    ...(has("manageGroup") ? [t.manageGroup(on)] : []),
  ];
}

function mailPhrases(on: string, has: (right: AccessRight) => boolean, t: typeof en): string[] {
  const sending = [...(has("sendAs") ? [t.sendAs(on)] : []), ...(has("sendOnBehalf") ? [t.sendOnBehalf(on)] : [])];
  if (!has("fullAccess")) return sending;
  // Both can be lost or seen together, never given.
  if (sending.length !== 1) return [t.read(on), ...sending];
  return [has("sendAs") ? t.readAndSendAs(on) : t.readAndSendOnBehalf(on)];
}

function managePhrase(on: string, kind: TargetKind, t: typeof en): string {
  const isDomain = kind === "mxPlanDomain";
  const { allowed, disputed } = delegatePowers(isDomain ? "mxPlanDomain" : "mxPlanAccount");
  return t.manage(isDomain ? t.manageAll(on) : on, t.powers(allowed), t.powers(disputed));
}
