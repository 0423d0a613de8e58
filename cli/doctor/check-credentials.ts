/** Who the credentials belong to, how long they live, and whether they may do what the program needs. */

import { z } from "zod";
import type { Api } from "../../provider/ovh/api.js";
import { UnauthorizedError } from "../../provider/ovh/errors.js";
import { route } from "../../provider/ovh/route.js";
import { text } from "../../provider/ovh/wire.js";
import type { Settings } from "../../provider/settings.js";
import { visible } from "../shared/safe-text.js";
import { type AccessRule, type PlaceNames, routesNotGranted } from "./access-rules.js";
import type { Finding } from "./finding.js";
import type { DoctorTexts } from "./texts.js";

/** `auth.AccessRule` */
const accessRule = z.object({ method: z.string(), path: z.string() });
/** `auth.Details`; where `allowedRoutes` is null, all are. */
const details = z.object({ account: z.string(), allowedRoutes: z.array(accessRule).nullish() });
/** `auth.ApiCredential` */
const credential = z.object({ expiration: text, status: z.string(), rules: z.array(accessRule) });

export interface CredentialsSeen {
  readonly findings: readonly Finding[];
  /** False: no call can be made with them. */
  readonly areAccepted: boolean;
  /** Undefined: they cannot be looked at, or the IAM decides. */
  readonly rules: readonly AccessRule[] | undefined;
}

interface Asked {
  readonly api: Api;
  readonly settings: Settings;
  readonly nowMs: number;
  readonly t: DoctorTexts;
}

const DAY_MS = 24 * 60 * 60_000;
const SOON_MS = 14 * DAY_MS;

/** Said by OVHcloud of a call that the credential has no right to, where the credential itself is good. */
const NOT_GRANTED = /not been granted|NOT_GRANTED_CALL/;

export async function checkCredentials(asked: Asked): Promise<CredentialsSeen> {
  const { api, t, settings } = asked;
  try {
    const { account } = await api.call({ method: "GET", route: route("/auth/details", {}), answer: details });
    const who = fine(t.who(t.kind[settings.credentials.kind], visible(account)));
    if (settings.credentials.kind !== "application") {
      return { findings: [who, fine(t.iamDecides)], areAccepted: true, rules: undefined };
    }
    const own = await lookAtOwn(asked);
    return { ...own, findings: [who, ...own.findings] };
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    if (isMissingRight(error)) return lookAtOwn(asked);
    const refused = { what: t.refused(visible(error.apiMessage)), remedy: t.refusedRemedy };
    return { findings: [{ area: "credentials", severity: "error", ...refused }], areAccepted: false, rules: undefined };
  }
}

/** Of application keys. */
async function lookAtOwn({ api, t, nowMs }: Asked): Promise<CredentialsSeen> {
  try {
    const own = await api.call({ method: "GET", route: route("/auth/currentCredential", {}), answer: credential });
    return { findings: [lifetime(own.expiration ?? undefined, nowMs, t)], areAccepted: true, rules: own.rules };
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    const unseen = { severity: "warning", what: t.notSeen, remedy: t.notSeenRemedy } as const;
    return { findings: [{ area: "credentials", ...unseen }], areAccepted: true, rules: undefined };
  }
}

function isMissingRight({ apiClass = "", apiMessage }: UnauthorizedError): boolean {
  return NOT_GRANTED.test(apiClass) || NOT_GRANTED.test(apiMessage);
}

function lifetime(expiration: string | undefined, nowMs: number, t: DoctorTexts): Finding {
  const endMs = expiration === undefined ? Number.NaN : Date.parse(expiration);
  if (Number.isNaN(endMs)) return fine(t.never);
  const date = new Date(endMs).toISOString().slice(0, 10);
  if (endMs - nowMs > SOON_MS) return fine(t.expires(date));
  const isOver = endMs <= nowMs;
  return {
    area: "credentials",
    severity: isOver ? "error" : "warning",
    what: isOver ? t.expired(date) : t.expires(date),
    remedy: t.expiresRemedy,
  };
}

const SHOWN_MAX = 5;

export function judgeRules(
  rules: readonly AccessRule[],
  routes: readonly string[],
  names: PlaceNames,
  t: DoctorTexts,
): Finding[] {
  const lacking = routesNotGranted(rules, routes, names);
  if (lacking.length > 0) {
    const shown = lacking.slice(0, SHOWN_MAX).join(", ");
    const what = t.lacks(lacking.length, lacking.length > SHOWN_MAX ? `${shown}, …` : shown);
    return [{ area: "credentials", severity: "error", what, remedy: t.lacksRemedy }];
  }
  const isUnlimited = rules.some(({ method, path }) => method !== "GET" && path === "/*");
  // No problem: many have but these.
  return [fine(t.suffices), ...(isUnlimited ? [{ ...fine(t.tooMuch), remedy: t.tooMuchRemedy }] : [])];
}

function fine(what: string): Finding {
  return { area: "credentials", severity: "fine", what, remedy: "" };
}
