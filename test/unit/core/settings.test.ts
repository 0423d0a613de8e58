/** Environment and configuration to settings: tables of both, with the sentence for each mistake. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { Credentials } from "../../../provider/ovh/authorization.js";
import { NoCredentialsError, readSettings } from "../../../provider/settings.js";

type Values = Record<string, string>;

const inConfig = {
  "ovh:applicationKey": "config-key",
  "ovh:applicationSecret": "config-secret",
  "ovh:consumerKey": "config-consumer",
};
const inEnvironment = {
  OVH_APPLICATION_KEY: "environment-key",
  OVH_APPLICATION_SECRET: "environment-secret",
  OVH_CONSUMER_KEY: "environment-consumer",
};

const read = (config: Values, environment: Values = {}) =>
  readSettings({ get: (key) => config[key] }, Object.freeze(environment));

function keysOf(config: Values, environment: Values) {
  return revealed(read(config, environment).credentials);
}

function revealed(credentials: Credentials): string[] {
  if (credentials.kind === "oauth2") return [credentials.clientId, credentials.clientSecret.reveal()];
  if (credentials.kind === "accessToken") return [credentials.accessToken.reveal()];
  return [credentials.applicationKey, credentials.applicationSecret.reveal(), credentials.consumerKey.reveal()];
}

describe("credentials", () => {
  test.each<[name: string, config: Values, environment: Values, keys: string[]]>([
    ["the environment alone", {}, inEnvironment, ["environment-key", "environment-secret", "environment-consumer"]],
    ["the configuration alone", inConfig, {}, ["config-key", "config-secret", "config-consumer"]],
    [
      "both: the environment, because the state keeps old configuration",
      inConfig,
      inEnvironment,
      ["environment-key", "environment-secret", "environment-consumer"],
    ],
    [
      "an empty variable is none",
      inConfig,
      { OVH_APPLICATION_KEY: "", OVH_APPLICATION_SECRET: "", OVH_CONSUMER_KEY: "" },
      ["config-key", "config-secret", "config-consumer"],
    ],
    [
      "each key by itself",
      inConfig,
      { OVH_CONSUMER_KEY: "environment-consumer" },
      ["config-key", "config-secret", "environment-consumer"],
    ],
    ["a service account in the environment", {}, { OVH_CLIENT_ID: "id", OVH_CLIENT_SECRET: "s" }, ["id", "s"]],
    ["a service account in the configuration", { "ovh:clientId": "id", "ovh:clientSecret": "s" }, {}, ["id", "s"]],
    ["half a service account each", { "ovh:clientSecret": "s" }, { OVH_CLIENT_ID: "id" }, ["id", "s"]],
    ["a token in the environment", {}, { OVH_ACCESS_TOKEN: "t" }, ["t"]],
    ["a token in the configuration", { "ovh:accessToken": "t" }, {}, ["t"]],
    ["another way in the environment, which wins", inConfig, { OVH_ACCESS_TOKEN: "t" }, ["t"]],
    [
      "another way in the configuration, which loses",
      { "ovh:accessToken": "t" },
      inEnvironment,
      Object.values(inEnvironment),
    ],
    [
      "two ways in the configuration, which is not asked",
      { ...inConfig, "ovh:accessToken": "t" },
      inEnvironment,
      Object.values(inEnvironment),
    ],
    ["a value with a line break behind it", { "ovh:accessToken": "t\n" }, {}, ["t"]],
    [
      "a value of blanks, which is none",
      inConfig,
      { OVH_ACCESS_TOKEN: " " },
      ["config-key", "config-secret", "config-consumer"],
    ],
  ])("from %s", (_, config, environment, keys) => {
    expect(keysOf(config, environment)).toEqual(keys);
  });

  test.each<[name: string, config: Values, environment: Values, missing: string]>([
    [
      "only the application key",
      {},
      { OVH_APPLICATION_KEY: "k" },
      "OVH_APPLICATION_SECRET (or ovh:applicationSecret) and OVH_CONSUMER_KEY (or ovh:consumerKey) must be set too",
    ],
    [
      "no consumer key",
      { "ovh:applicationKey": "k" },
      { OVH_APPLICATION_SECRET: "s" },
      "incomplete: OVH_CONSUMER_KEY (or ovh:consumerKey) must be set too",
    ],
    [
      "no application key",
      { "ovh:applicationSecret": "s", "ovh:consumerKey": "c" },
      {},
      "incomplete: OVH_APPLICATION_KEY (or ovh:applicationKey) must be set too",
    ],
    [
      "a service account without its secret",
      {},
      { OVH_CLIENT_ID: "i" },
      "incomplete: OVH_CLIENT_SECRET (or ovh:clientSecret) must",
    ],
    [
      "a service account's secret alone",
      { "ovh:clientSecret": "s" },
      {},
      "incomplete: OVH_CLIENT_ID (or ovh:clientId) must",
    ],
    [
      "half a service account, with other keys in the configuration",
      inConfig,
      { OVH_CLIENT_ID: "i" },
      "incomplete: OVH_CLIENT_SECRET (or ovh:clientSecret) must",
    ],
  ])("%s: says what is missing", (_, config, environment, missing) => {
    expect(() => read(config, environment)).toThrow(missing);
    expect(() => read(config, environment)).not.toThrow(NoCredentialsError);
  });

  test("none at all is an error of its own, which names every way", () => {
    expect(() => read({})).toThrow(NoCredentialsError);
    for (const name of [...Object.keys(inEnvironment), ...Object.keys(inConfig)]) expect(() => read({})).toThrow(name);
  });

  test.each<[name: string, config: Values, environment: Values, names: string]>([
    ["the environment", {}, { ...inEnvironment, OVH_CLIENT_ID: "i" }, "OVH_APPLICATION_KEY and OVH_CLIENT_ID"],
    ["the configuration", { ...inConfig, "ovh:accessToken": "t" }, {}, "ovh:applicationKey and ovh:accessToken"],
    ["halves", {}, { OVH_CONSUMER_KEY: "c", OVH_CLIENT_SECRET: "s" }, "OVH_CONSUMER_KEY and OVH_CLIENT_SECRET"],
    [
      "a service account and a token",
      {},
      { OVH_CLIENT_ID: "i", OVH_ACCESS_TOKEN: "t" },
      "OVH_CLIENT_ID and OVH_ACCESS_TOKEN",
    ],
  ])("two ways at once in %s are an error that names them", (_, config, environment, names) => {
    expect(() => read(config, environment)).toThrow(`ambiguous: ${names} belong to two ways`);
  });

  test.each(["x y", "x\r\ny", "x\u0000y", "clé"])("%j is refused, and not shown", (value) => {
    expect(() => read({}, { OVH_ACCESS_TOKEN: value })).toThrow("OVH_ACCESS_TOKEN holds a blank or another character");
    expect(() => read({}, { OVH_ACCESS_TOKEN: value })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(value) }),
    );
  });

  test("do not show when settings are printed", () => {
    const settings = read(inConfig);
    const shown = JSON.stringify(settings) + inspect(settings, { depth: null, showHidden: true });
    expect(shown).not.toMatch(/config-secret|config-consumer/);
  });
});

describe("the endpoint", () => {
  test.each<[name: string, config: Values, environment: Values, endpoint: string]>([
    ["is Europe's", {}, {}, "https://eu.api.ovh.com/1.0"],
    ["is named in the configuration", { "ovh:endpoint": "ovh-ca" }, {}, "https://ca.api.ovh.com/1.0"],
    [
      "comes from the environment first",
      { "ovh:endpoint": "ovh-ca" },
      { OVH_ENDPOINT: "ovh-us" },
      "https://api.us.ovhcloud.com/1.0",
    ],
    ["is Europe's where both are empty", { "ovh:endpoint": "" }, { OVH_ENDPOINT: "" }, "https://eu.api.ovh.com/1.0"],
    [
      "may be another host with leave",
      { "ovh:endpoint": "https://proxy.example.com/", "ovhmail:allowCustomEndpoint": "true" },
      {},
      "https://proxy.example.com",
    ],
  ])("%s", (_, config, environment, endpoint) => {
    expect(read({ ...inConfig, ...config }, environment).endpoint).toBe(endpoint);
  });

  test.each(["false", "", "1", "True"])("is no other host with allowCustomEndpoint %j", (leave) => {
    const config = { ...inConfig, "ovh:endpoint": "https://proxy.example.com", "ovhmail:allowCustomEndpoint": leave };
    expect(() => read(config)).toThrow("Set ovhmail:allowCustomEndpoint to true");
  });
});

describe("a provider of its own", () => {
  const explicit = { "ovhmail:explicit": "true" };

  test("uses what it was given, whatever the environment says", () => {
    expect(keysOf({ ...explicit, ...inConfig }, inEnvironment)).toEqual(Object.values(inConfig));
    const given = { ...explicit, "ovh:accessToken": "t" };
    expect(keysOf(given, { ...inEnvironment, OVH_CLIENT_ID: "i" })).toEqual(["t"]);
    expect(read(given, { OVH_ENDPOINT: "ovh-ca" }).endpoint).toBe("https://eu.api.ovh.com/1.0");
    expect(read({ ...given, "ovh:endpoint": "ovh-us" }, { OVH_ENDPOINT: "ovh-ca" }).endpoint).toBe(
      "https://api.us.ovhcloud.com/1.0",
    );
  });

  test.each<[name: string, config: Values, says: string]>([
    ["nothing", {}, "this ovhmail.Provider needs applicationKey, applicationSecret and consumerKey, or clientId and"],
    ["half a set", { "ovh:applicationKey": "k" }, "incomplete: applicationSecret and consumerKey must be set too"],
    ["two ways", { ...inConfig, "ovh:clientId": "i" }, "ambiguous: applicationKey and clientId belong to two ways"],
  ])("with %s is refused in its own words", (_, config, says) => {
    expect(() => read({ ...explicit, ...config }, inEnvironment)).toThrow(says);
  });

  test.each(["false", "", "1"])("is not one that says %j", (marker) => {
    expect(keysOf({ ...inConfig, "ovhmail:explicit": marker }, inEnvironment)).toEqual(Object.values(inEnvironment));
  });
});

describe("the client's limits", () => {
  test("are the client's own unless set", () => {
    const empty = { "ovhmail:maxCallsPerSecond": "", "ovhmail:maxConcurrency": "", "ovhmail:clientModule": "" };
    const names = ["credentials", "endpoint", "taskTimeoutMs", "warnings"];
    expect(Object.keys(read(inConfig)).sort()).toEqual(names);
    expect(Object.keys(read({ ...inConfig, ...empty })).sort()).toEqual(names);
  });

  test.each<[key: string, value: string, read: object]>([
    ["maxCallsPerSecond", "5", { maxCallsPerSecond: 5 }],
    ["maxCallsPerSecond", "0.5", { maxCallsPerSecond: 0.5 }],
    ["maxConcurrency", "1", { maxConcurrency: 1 }],
    ["maxConcurrency", " 64 ", { maxConcurrency: 64 }],
    ["clientModule", "./client.js", { clientModule: "./client.js" }],
  ])("%s %j", (key, value, expected) => {
    expect(read({ ...inConfig, [`ovhmail:${key}`]: value })).toMatchObject(expected);
  });

  test.each<[key: string, value: string, says: string]>([
    ["maxCallsPerSecond", "0", "expected a number of calls above 0, such as 5"],
    ["maxCallsPerSecond", "many", "expected a number of calls above 0, such as 5"],
    ["maxCallsPerSecond", "Infinity", "expected a number of calls above 0, such as 5"],
    ["maxConcurrency", "0", "expected a whole number of calls from 1 on, such as 8"],
    ["maxConcurrency", "1.5", "expected a whole number of calls from 1 on, such as 8"],
    ["maxConcurrency", " ", "expected a whole number of calls from 1 on, such as 8"],
  ])("%s %j is refused, and quoted", (key, value, says) => {
    expect(() => read({ ...inConfig, [`ovhmail:${key}`]: value })).toThrow(
      `ovhmail:${key}: ${says}, got ${JSON.stringify(value)}`,
    );
  });

  test("a mistake in them shows without credentials too", () => {
    expect(() => read({ "ovhmail:maxConcurrency": "0" })).not.toThrow(NoCredentialsError);
  });
});

describe("taskTimeoutSeconds", () => {
  const timeout = (value: string) => read({ ...inConfig, "ovhmail:taskTimeoutSeconds": value });

  test("is half an hour unless set", () => {
    expect(read(inConfig).taskTimeoutMs).toBe(1_800_000);
    expect(timeout("").taskTimeoutMs).toBe(1_800_000);
  });

  test.each<[string, number]>([
    ["60", 60_000],
    ["0.5", 500],
    [" 90 ", 90_000],
  ])("%j is %i ms", (value, expectedMs) => {
    expect(timeout(value).taskTimeoutMs).toBe(expectedMs);
  });

  test.each(["0", "-1", "soon", "30m", "NaN", "Infinity", " ", "1,5"])("%j is refused, and quoted", (value) => {
    expect(() => timeout(value)).toThrow(`ovhmail:taskTimeoutSeconds: expected a number of seconds above 0`);
    expect(() => timeout(value)).toThrow(`got ${JSON.stringify(value)}`);
  });
});

describe("NODE_TLS_REJECT_UNAUTHORIZED", () => {
  const withTls = (value: string, endpoint: string) =>
    read({ ...inConfig, "ovh:endpoint": endpoint }, { NODE_TLS_REJECT_UNAUTHORIZED: value });

  test.each(["ovh-eu", "https://eu.api.ovh.com/1.0", "https://localhost:8443"])("0 is refused for %s", (endpoint) => {
    expect(() => withTls("0", endpoint)).toThrow("NODE_TLS_REJECT_UNAUTHORIZED=0 switches off");
  });

  test("0 does not matter where there is no TLS: a simulator on loopback", () => {
    expect(withTls("0", "http://127.0.0.1:8080").endpoint).toBe("http://127.0.0.1:8080");
  });

  test.each(["", "1"])("%j leaves the check on", (value) => {
    expect(withTls(value, "ovh-eu").endpoint).toBe("https://eu.api.ovh.com/1.0");
  });
});
