/** From the environment and Pulumi's configuration to what the client needs. Nothing else reads the environment. */

import { resolveEndpoint } from "./ovh/endpoint.js";
import { Secret } from "./ovh/secret.js";
import type { ApplicationCredentials } from "./ovh/signer.js";

export interface Settings {
  readonly endpoint: string;
  readonly credentials: ApplicationCredentials;
  readonly taskTimeoutMs: number;
}

/** Pulumi's configuration: `get("ovh:endpoint")`. Secrets come decrypted. */
export interface ConfigReader {
  get(key: string): string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** No credentials at all, where half a set is a mistake. */
export class NoCredentialsError extends Error {
  override readonly name = "NoCredentialsError";
}

const DEFAULT_ENDPOINT = "ovh-eu";
const DEFAULT_TASK_TIMEOUT_MS = 30 * 60_000;

/** OVHcloud's own names, so that one set of credentials serves all of its tools. */
const KEYS = {
  applicationKey: { variable: "OVH_APPLICATION_KEY", key: "ovh:applicationKey" },
  applicationSecret: { variable: "OVH_APPLICATION_SECRET", key: "ovh:applicationSecret" },
  consumerKey: { variable: "OVH_CONSUMER_KEY", key: "ovh:consumerKey" },
} as const;

/**
 * The environment comes before Pulumi's configuration: Pulumi keeps the old configuration in the state, so that
 * `pulumi refresh` and `pulumi destroy` would use credentials that were replaced since.
 */
export function readSettings(config: ConfigReader, environment: Environment): Settings {
  const value = ({ variable, key }: { variable: string; key: string }) =>
    environment[variable] || config.get(key) || undefined;
  const endpoint = value({ variable: "OVH_ENDPOINT", key: "ovh:endpoint" }) ?? DEFAULT_ENDPOINT;
  const settings = {
    endpoint: resolveEndpoint(endpoint, { allowCustomHost: config.get("ovhmail:allowCustomEndpoint") === "true" }),
    credentials: credentials({
      applicationKey: value(KEYS.applicationKey),
      applicationSecret: value(KEYS.applicationSecret),
      consumerKey: value(KEYS.consumerKey),
    }),
    taskTimeoutMs: taskTimeoutMs(config.get("ovhmail:taskTimeoutSeconds")),
  };
  refuseUncheckedTls(settings.endpoint, environment);
  return settings;
}

type GivenKeys = { readonly [Name in keyof typeof KEYS]: string | undefined };

function credentials(given: GivenKeys): ApplicationCredentials {
  const names = Object.keys(KEYS) as (keyof typeof KEYS)[];
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === names.length) {
    throw new NoCredentialsError(
      "OVHcloud credentials are missing: set the environment variables OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET and " +
        "OVH_CONSUMER_KEY, or the configuration ovh:applicationKey, ovh:applicationSecret and ovh:consumerKey " +
        "(pulumi config set --secret). OVH_ENDPOINT or ovh:endpoint names the endpoint (ovh-eu unless set)",
    );
  }
  if (missing.length > 0) {
    const lacking = missing.map((name) => `${KEYS[name].variable} (or ${KEYS[name].key})`);
    throw new Error(`OVHcloud credentials are incomplete: ${lacking.join(" and ")} must be set too`);
  }
  return {
    applicationKey: given.applicationKey as string,
    applicationSecret: new Secret(given.applicationSecret as string),
    consumerKey: new Secret(given.consumerKey as string),
  };
}

function taskTimeoutMs(seconds: string | undefined): number {
  if (seconds === undefined || seconds === "") return DEFAULT_TASK_TIMEOUT_MS;
  const value = Number(seconds);
  if (Number.isFinite(value) && value > 0) return value * 1000;
  throw new Error(
    `ovhmail:taskTimeoutSeconds: expected a number of seconds above 0, such as 1800, got ${JSON.stringify(seconds)}`,
  );
}

function refuseUncheckedTls(endpoint: string, environment: Environment): void {
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED !== "0" || endpoint.startsWith("http:")) return;
  throw new Error(
    "NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of OVHcloud's certificate: anybody in between could read " +
      "mailbox passwords. Take it out of the environment",
  );
}
