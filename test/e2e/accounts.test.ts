// Where credentials come from, on the real engine: two OVHcloud accounts in one program, the stack's configuration, and
// ./ovh.conf. The accounts are simulators with keys of their own, so a call with the wrong keys fails.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSimulator, type Seed, type Simulator } from "../../provider/simulator/index.js";
import { account, Project, SERVICE_ACCOUNT, type StateResource } from "./project.js";

const OTHER_SERVICE = "hosted-cd67890-1";

/** Declares program.json for the first account, and for another one what its name in other.json says. */
const PROGRAM = `
const ovhmail = require("pulumi-ovh-mail");
const { provider, name, declared } = require("./other.json");
for (const one of require("./program.json")) new ovhmail[one.kind](one.name, one.props);
const other = new ovhmail.Provider(name, provider);
for (const one of declared) new ovhmail[one.kind](one.name, one.props, { provider: other });
`;

/** Another customer. The keys differ with the generation. */
const otherKeys = (generation: number) => ({
  applicationKey: `otherApplication${generation}`,
  applicationSecret: `canary-secret-${generation}`,
  consumerKey: `canary-consumer-${generation}`,
});

const otherSeed = (generation: number): Seed => ({
  apiAccounts: [{ nichandle: "cd67890-ovh", ...otherKeys(generation) }],
  exchangeServices: [
    { name: OTHER_SERVICE, offer: "hosted", owner: "cd67890-ovh", domains: ["example.org"], freeAccounts: 3 },
  ],
});

const zoe = account("zoe", { service: OTHER_SERVICE, emailAddress: "zoe@example.org" });

/** A simulator of the other account; `generation` says which keys it takes. */
async function serveOther(project: Project, generation: number, port?: number) {
  const stateFile = join(project.directory, "other-world.json");
  const simulator = createSimulator({ seed: otherSeed(generation), stateFile, taskDurationMs: 50 });
  const server = await simulator.listen(port === undefined ? {} : { port });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= server.close();
    return closing;
  };
  onTestFinished(close);
  return { simulator, url: server.url, close };
}

function writeOther(project: Project, provider: object, { name = "client-b", declared = [zoe] } = {}): void {
  writeFileSync(join(project.directory, "other.json"), JSON.stringify({ provider, name, declared }));
}

const callers = ({ calls }: Simulator) => [...new Set(calls.map(({ nichandle }) => nichandle))].filter(Boolean);

/** The id of a resource and of what it stands on: neither changes unless it is replaced. */
function identity({ id, outputs }: StateResource | undefined = { type: "", urn: "" }) {
  return { id, mailbox: outputs?.accountId };
}

test("two accounts in one program: each has its own keys, which may change", async () => {
  const project = await Project.open({ files: { "index.js": PROGRAM } });
  const first = await serveOther(project, 1);
  project.write([account("anna")]);
  writeOther(project, { endpoint: first.url, ...otherKeys(1), maxCallsPerSecond: 50 });
  await project.up();
  expect(callers(project.simulator)).toEqual(["ab12345-ovh"]);
  expect(callers(first.simulator)).toEqual(["cd67890-ovh"]);
  expect(project.simulator.world.accounts().filter(({ configured }) => configured)).toHaveLength(1);
  expect(first.simulator.world.account("zoe@example.org")).toBeDefined();
  expect(project.stateText()).toContain("otherApplication1");
  expect(project.stateText()).not.toMatch(/canary|simulatedApplicationSecret|simulatedConsumerKey/);
  await project.ok("preview", "--expect-no-changes");

  // The owner takes the keys back and grants new ones.
  const before = identity(project.state().zoe);
  await first.close();
  const second = await serveOther(project, 2, Number(new URL(first.url).port));
  writeOther(project, { endpoint: second.url, ...otherKeys(2), maxCallsPerSecond: 50 });
  const stale = await project.run("refresh", "--yes", "--skip-preview");
  expect(stale.output, "the state has the old keys until the program runs").toMatch(/INVALID_KEY/);
  expect(await project.preview(), "the provider alone changes").toEqual({});
  await project.up();
  expect(identity(project.state().zoe)).toEqual(before);
  await project.ok("refresh", "--yes", "--skip-preview");
  expect(second.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(project.stateText()).not.toContain("canary");

  // Another name, the same account.
  writeOther(project, { endpoint: second.url, ...otherKeys(2) }, { name: "client-bee" });
  expect(await project.preview(), "a provider's name is no part of a mailbox").toEqual({});
  await project.up();
  expect(identity(project.state().zoe)).toEqual(before);
  expect(second.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("a resource moves between the default provider and one of its own", async () => {
  const project = await Project.open({ files: { "index.js": PROGRAM } });
  const { simulator } = project;
  const server = await simulator.listen();
  onTestFinished(() => server.close());
  const provider = { endpoint: server.url, ...simulator.credentials };
  const anna = account("anna");
  const place = (here: "default" | "own") => {
    project.write(here === "default" ? [anna] : []);
    writeOther(project, provider, { declared: here === "own" ? [anna] : [] });
  };
  place("default");
  await project.up();
  const before = identity(project.state().anna);
  const callsBefore = simulator.calls.length;
  for (const here of ["own", "default"] as const) {
    place(here);
    expect(await project.preview()).toEqual({});
    await project.up();
    expect(identity(project.state().anna)).toEqual(before);
  }
  expect(simulator.calls.slice(callsBefore).filter(({ method }) => method !== "GET")).toEqual([]);
});

test("a provider takes nothing from elsewhere, and its mistakes show in the preview", async () => {
  const project = await Project.open({ files: { "index.js": PROGRAM } });
  const { url } = await serveOther(project, 1);
  project.write([]);
  const { applicationKey } = otherKeys(1);
  for (const [provider, says] of [
    [{ endpoint: url }, /"client-b": OVHcloud credentials are missing: this ovhmail.Provider needs applicationKey/],
    [{ endpoint: url, applicationKey }, /incomplete: applicationSecret and consumerKey must be set too/],
  ] as const) {
    writeOther(project, provider);
    const { code, output } = await project.run("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(says);
  }
});

test("credentials from the stack's configuration", async () => {
  const project = await Project.open();
  const { simulator, url } = await serveOther(project, 1);
  const { applicationKey, applicationSecret, consumerKey } = otherKeys(1);
  project.forget(/^OVH_/);
  project.write([zoe]);
  await project.ok("config", "set", "ovh:endpoint", url);
  await project.ok("config", "set", "ovh:applicationKey", applicationKey);
  await project.ok("config", "set", "--secret", "ovh:applicationSecret", applicationSecret);
  await project.ok("config", "set", "--secret", "ovh:consumerKey", consumerKey);
  await project.ok("up", "--yes");
  expect(simulator.world.account("zoe@example.org")).toBeDefined();
  expect(project.stateText()).not.toContain("canary");
});

test("credentials from ./ovh.conf, which never reach the state", async () => {
  const project = await Project.open();
  const { simulator, url } = await serveOther(project, 1);
  const { applicationKey, applicationSecret, consumerKey } = otherKeys(1);
  project.forget(/^OVH_/);
  project.write([zoe]);
  const lines = [
    "[default]",
    `endpoint = ${url}`,
    `[${url}]`,
    `application_key = ${applicationKey}`,
    `application_secret = ${applicationSecret}`,
    `consumer_key = ${consumerKey}`,
  ];
  writeFileSync(join(project.directory, "ovh.conf"), lines.join("\n"), { mode: 0o600 });
  await project.ok("up", "--yes");
  expect(simulator.world.account("zoe@example.org")).toBeDefined();
  expect(project.stateText()).not.toMatch(/canary|otherApplication/);
});

test("a service account: one token for all, and a new one when it has expired", async () => {
  const project = await Project.open({
    environment: { OVH_CLIENT_ID: SERVICE_ACCOUNT.clientId, OVH_CLIENT_SECRET: SERVICE_ACCOUNT.clientSecret },
  });
  project.forget(/^OVH_(APPLICATION|CONSUMER)/);
  project.write([account("anna"), account("bob")]);
  await project.ok("up", "--yes");
  project.simulator.expireTokens();
  project.write([account("anna", { displayName: "Anna" }), account("bob")]);
  const output = await project.ok("up", "--yes", "--skip-preview");
  expect(project.simulator.world.account("anna@example.com")?.displayName).toBe("Anna");
  expect(output + project.stateText()).not.toContain("canary");
});
