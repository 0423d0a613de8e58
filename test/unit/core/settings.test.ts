/** Environment and configuration to settings: tables of both, with the sentence for each mistake. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
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
  const { applicationKey, applicationSecret, consumerKey } = read(config, environment).credentials;
  return [applicationKey, applicationSecret.reveal(), consumerKey.reveal()];
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
  ])("%s: says what is missing", (_, config, environment, missing) => {
    expect(() => read(config, environment)).toThrow(missing);
    expect(() => read(config, environment)).not.toThrow(NoCredentialsError);
  });

  test("none at all is an error of its own, which names every way", () => {
    expect(() => read({})).toThrow(NoCredentialsError);
    for (const name of [...Object.keys(inEnvironment), ...Object.keys(inConfig)]) expect(() => read({})).toThrow(name);
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
