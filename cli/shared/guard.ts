import { scrub } from "../../provider/ovh/secret.js";
import type { Environment } from "./context.js";

/** Of OVHcloud's and Pulumi's clients. Keys and client ids are names, not secrets. */
const SECRET_VARIABLES = [
  "OVH_APPLICATION_SECRET",
  "OVH_CONSUMER_KEY",
  "OVH_CLIENT_SECRET",
  "OVH_ACCESS_TOKEN",
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE",
];
/** A passphrase such as "mail" would blank out ordinary words. */
const GUARDED_LENGTH_MIN = 8;

export type Guard = (text: string) => string;

/** The last guard: takes every credential of the environment, and every secret that was read since, out of a text. */
export function createGuard(environment: Environment): Guard {
  const values = SECRET_VARIABLES.flatMap((name) => environment[name]?.trim() ?? []);
  const secrets = values.filter((value) => value.length >= GUARDED_LENGTH_MIN).sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), scrub(text));
}
