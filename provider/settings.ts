/** From the environment, Pulumi's configuration and OVHcloud's files to what the client needs. Nothing else reads them. */

import { once } from "./once.js";
import type { Credentials } from "./ovh/authorization.js";
import { resolveEndpoint } from "./ovh/endpoint.js";
import { Secret } from "./ovh/secret.js";
import { type Files, noFiles, readConfFiles } from "./ovh-conf.js";

export interface Settings {
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly taskTimeoutMs: number;
  /** Undefined: the client's own. */
  readonly maxCallsPerSecond?: number;
  /** Undefined: the client's own. */
  readonly maxConcurrency?: number;
  /** A module that stands in for the client. */
  readonly clientModule?: string;
  /** Sentences for people, without any secret. */
  readonly warnings: readonly string[];
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

/** Set by `ovhmail.Provider`: what it was given is all there is. */
export const EXPLICIT_KEY = "ovhmail:explicit";

const DEFAULT_ENDPOINT = "ovh-eu";
const DEFAULT_TASK_TIMEOUT_MS = 30 * 60_000;

/** OVHcloud's own names, so that one set of credentials serves all of its tools. */
const KEYS = {
  endpoint: { variable: "OVH_ENDPOINT", inFile: "endpoint" },
  applicationKey: { variable: "OVH_APPLICATION_KEY", inFile: "application_key" },
  applicationSecret: { variable: "OVH_APPLICATION_SECRET", inFile: "application_secret" },
  consumerKey: { variable: "OVH_CONSUMER_KEY", inFile: "consumer_key" },
  clientId: { variable: "OVH_CLIENT_ID", inFile: "client_id" },
  clientSecret: { variable: "OVH_CLIENT_SECRET", inFile: "client_secret" },
  accessToken: { variable: "OVH_ACCESS_TOKEN", inFile: "access_token" },
} as const;

type KeyName = keyof typeof KEYS;
type CredentialName = Exclude<KeyName, "endpoint">;
type Kind = Credentials["kind"];

/** What each way of proving who calls needs, all of it. */
const METHODS = {
  application: ["applicationKey", "applicationSecret", "consumerKey"],
  oauth2: ["clientId", "clientSecret"],
  accessToken: ["accessToken"],
} as const satisfies Record<Kind, readonly CredentialName[]>;

const KINDS = Object.keys(METHODS) as Kind[];

const MAKE: Readonly<Record<Kind, (value: (name: CredentialName) => string) => Credentials>> = {
  application: (value) => ({
    kind: "application",
    applicationKey: value("applicationKey"),
    applicationSecret: new Secret(value("applicationSecret")),
    consumerKey: new Secret(value("consumerKey")),
  }),
  oauth2: (value) => ({
    kind: "oauth2",
    clientId: value("clientId"),
    clientSecret: new Secret(value("clientSecret")),
  }),
  accessToken: (value) => ({ kind: "accessToken", accessToken: new Secret(value("accessToken")) }),
};

/** One place where settings stand. */
interface Source {
  /** How the key is called there. */
  nameOf(name: KeyName): string;
  get(name: KeyName): string | undefined;
  /** Said when a credential comes from here. */
  readonly warning?: string;
}

/**
 * The environment, then Pulumi's configuration, then `./ovh.conf`, `~/.ovh.conf` and `/etc/ovh.conf`.
 *
 * The environment comes before Pulumi's configuration: Pulumi keeps the old configuration in the state, so that
 * `pulumi refresh` and `pulumi destroy` would use credentials that were replaced since.
 *
 * The first place that names any credential decides how calls prove who makes them: a service account in the
 * environment wins over application keys in the configuration. What that way needs and the place lacks may stand in a
 * later one. A file is not read when the earlier places say everything.
 *
 * An `ovhmail.Provider` stands for another account, so it uses what the program gives it and nothing else.
 */
export function readSettings(config: ConfigReader, environment: Environment, files: Files = noFiles): Settings {
  const isExplicit = config.get(EXPLICIT_KEY) === "true";
  const early = isExplicit ? [providerSource(config)] : [environmentSource(environment), configurationSource(config)];
  const confFiles = once(() => (isExplicit ? [] : readConfFiles(files)));
  const endpointName =
    firstOf(early, "endpoint") ??
    confFiles()
      .map((file) => given(file.get("default", KEYS.endpoint.inFile)))
      .find((name) => name !== undefined) ??
    DEFAULT_ENDPOINT;
  const endpoint = resolveEndpoint(endpointName, {
    allowCustomHost: config.get("ovhmail:allowCustomEndpoint") === "true",
  });
  refuseUncheckedTls(endpoint, environment);
  const own = ownSettings(config);
  const late = once(() => confFiles().map((file) => fileSource(file, endpointName)));
  return { endpoint, ...own, ...findCredentials(early, late, isExplicit ? NONE_IN_PROVIDER : NONE_ANYWHERE) };
}

/** What only this package knows, which stands in Pulumi's configuration alone. */
function ownSettings(config: ConfigReader): Omit<Settings, "endpoint" | "credentials" | "warnings"> {
  const maxCallsPerSecond = numberIn(config, "ovhmail:maxCallsPerSecond", {
    expected: "a number of calls above 0, such as 5",
    accepts: (value) => value > 0,
  });
  const maxConcurrency = numberIn(config, "ovhmail:maxConcurrency", {
    expected: "a whole number of calls from 1 on, such as 8",
    accepts: (value) => Number.isSafeInteger(value) && value >= 1,
  });
  const clientModule = config.get("ovhmail:clientModule");
  return {
    taskTimeoutMs: taskTimeoutMs(config),
    ...(maxCallsPerSecond === undefined ? {} : { maxCallsPerSecond }),
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    ...(clientModule === undefined || clientModule === "" ? {} : { clientModule }),
  };
}

/** How long one task of OVHcloud may take, in milliseconds. */
export function taskTimeoutMs(config: ConfigReader): number {
  const taskTimeoutSeconds = numberIn(config, "ovhmail:taskTimeoutSeconds", {
    expected: "a number of seconds above 0, such as 1800",
    accepts: (value) => value > 0,
  });
  return taskTimeoutSeconds === undefined ? DEFAULT_TASK_TIMEOUT_MS : taskTimeoutSeconds * 1000;
}

const NONE_ANYWHERE =
  "OVHcloud credentials are missing: set the environment variables OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET and " +
  "OVH_CONSUMER_KEY, or the configuration ovh:applicationKey, ovh:applicationSecret and ovh:consumerKey " +
  "(pulumi config set --secret), or write them to ovh.conf. A service account has OVH_CLIENT_ID and OVH_CLIENT_SECRET " +
  "(or ovh:clientId and ovh:clientSecret), and a ready token OVH_ACCESS_TOKEN (or ovh:accessToken). " +
  "OVH_ENDPOINT or ovh:endpoint names the endpoint (ovh-eu unless set)";

const NONE_IN_PROVIDER =
  "OVHcloud credentials are missing: this ovhmail.Provider needs applicationKey, applicationSecret and consumerKey, or " +
  "clientId and clientSecret, or accessToken. It takes none from the environment, the configuration or ovh.conf";

type Found = Pick<Settings, "credentials" | "warnings">;

function findCredentials(early: readonly Source[], late: () => readonly Source[], none: string): Found {
  const withFiles = once(() => [...early, ...late()]);
  const kind = kindIn(early) ?? kindIn(withFiles());
  if (kind === undefined) throw new NoCredentialsError(none);
  const names: readonly CredentialName[] = METHODS[kind];
  const isComplete = names.every((name) => firstOf(early, name) !== undefined);
  const sources = isComplete ? early : withFiles();
  const missing = names.filter((name) => firstOf(sources, name) === undefined);
  if (missing.length > 0) {
    const lacking = missing.map((name) => everyNameOf(early, name));
    throw new Error(`OVHcloud credentials are incomplete: ${lacking.join(" and ")} must be set too`);
  }
  const used = names.flatMap((name) => sources.find((source) => source.get(name) !== undefined) ?? []);
  const warnings = used.flatMap(({ warning }) => warning ?? []);
  return { credentials: MAKE[kind]((name) => checked(sources, name)), warnings: [...new Set(warnings)] };
}

/** How the first source that names any credential wants to prove who calls. */
function kindIn(sources: readonly Source[]): Kind | undefined {
  for (const source of sources) {
    const given = KINDS.map((kind) => METHODS[kind].filter((name) => source.get(name) !== undefined));
    const [first, second] = given.flatMap((names) => names.slice(0, 1));
    if (first !== undefined && second !== undefined) {
      throw new Error(
        `OVHcloud credentials are ambiguous: ${source.nameOf(first)} and ${source.nameOf(second)} belong to two ways ` +
          "of proving who calls: keep one of them",
      );
    }
    if (first !== undefined) return KINDS.find((kind) => METHODS[kind].some((name) => name === first));
  }
  return undefined;
}

/** All of them end up in headers or forms. */
function checked(sources: readonly Source[], name: CredentialName): string {
  const source = sources.find((one) => one.get(name) !== undefined);
  const value = source?.get(name) ?? "";
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new Error(`${source?.nameOf(name)} holds a blank or another character that no key of OVHcloud's has`);
}

function firstOf(sources: readonly Source[], name: KeyName): string | undefined {
  return sources.map((source) => source.get(name)).find((value) => value !== undefined);
}

function everyNameOf(sources: readonly Source[], name: KeyName): string {
  const [first, ...others] = sources.map((source) => source.nameOf(name));
  return others.length === 0 ? String(first) : `${first} (or ${others.join(", ")})`;
}

function environmentSource(environment: Environment): Source {
  const nameOf = (name: KeyName) => KEYS[name].variable;
  return { nameOf, get: (name) => given(environment[nameOf(name)]) };
}

function configurationSource(config: ConfigReader): Source {
  const nameOf = (name: KeyName) => `ovh:${name}`;
  return { nameOf, get: (name) => given(config.get(nameOf(name))) };
}

function providerSource(config: ConfigReader): Source {
  return { ...configurationSource(config), nameOf: (name) => name };
}

function fileSource(file: ReturnType<typeof readConfFiles>[number], section: string): Source {
  return {
    nameOf: (name) => `${KEYS[name].inFile} in the section [${section}] of ${file.name}`,
    get: (name) => given(file.get(section, KEYS[name].inFile)),
    ...(file.isExposed
      ? { warning: `${file.name} holds credentials and can be read by others: chmod 600 ${file.name}` }
      : {}),
  };
}

/** An empty value is none, and a line break at the end comes from the way it was set. */
function given(value: string | undefined): string | undefined {
  return value?.trim() || undefined;
}

interface NumberRule {
  readonly expected: string;
  accepts(value: number): boolean;
}

function numberIn(config: ConfigReader, key: string, { expected, accepts }: NumberRule): number | undefined {
  const text = config.get(key);
  if (text === undefined || text === "") return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isFinite(value) && accepts(value)) return value;
  throw new Error(`${key}: expected ${expected}, got ${JSON.stringify(text)}`);
}

function refuseUncheckedTls(endpoint: string, environment: Environment): void {
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED !== "0" || endpoint.startsWith("http:")) return;
  throw new Error(
    "NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of OVHcloud's certificate: anybody in between could read " +
      "mailbox passwords. Take it out of the environment",
  );
}
