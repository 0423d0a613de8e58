/** Where calls go, and what time it is there. */

import { z } from "zod";
import type { Api } from "../../provider/ovh/api.js";
import { isLoopback, resolveEndpoint } from "../../provider/ovh/endpoint.js";
import { route } from "../../provider/ovh/route.js";
import type { Finding } from "./finding.js";
import type { DoctorTexts } from "./texts.js";

/** OVHcloud's own names for its places. */
const PLACES = ["ovh-eu", "ovh-ca", "ovh-us", "kimsufi-eu", "kimsufi-ca", "soyoustart-eu", "soyoustart-ca"];
/** A call on the way takes a moment too. */
const TOLERANCE_MS = 30_000;

export function checkEndpoint(endpoint: string, t: DoctorTexts): Finding {
  const isOvhcloud = PLACES.some((name) => resolveEndpoint(name) === endpoint);
  if (isOvhcloud) return { area: "endpoint", severity: "fine", what: t.endpoint(endpoint), remedy: "" };
  // On this machine it can only be a simulator, and is meant.
  const severity = isLoopback(endpoint) ? "fine" : "warning";
  return { area: "endpoint", severity, what: t.custom(endpoint), remedy: t.customRemedy };
}

export async function checkClock(api: Api, t: DoctorTexts): Promise<Finding> {
  const seconds = await api.call({ method: "GET", route: route("/auth/time", {}), answer: z.number() });
  const offMs = api.clock.now() - seconds * 1_000;
  if (Math.abs(offMs) < TOLERANCE_MS) return { area: "clock", severity: "fine", what: t.clockFine, remedy: "" };
  const what = t.clockOff(Math.round(Math.abs(offMs) / 1_000), offMs > 0 ? "ahead" : "behind");
  return { area: "clock", severity: "warning", what, remedy: t.clockRemedy };
}
