// A client of the user's own on the real engine: a transport into a simulator in the provider's process, and a whole client.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { countWire } from "../support/wire-elsewhere.js";
import { account, Project } from "./project.js";

const PROGRAM = `
const ovhmail = require("pulumi-ovh-mail");
for (const { kind, name, props } of require("./program.json")) new ovhmail[kind](name, props);
`;

/** It leaves what was compared on the wire after each call, as nobody sees the end of that process. */
const IN_PROCESS = `
const { writeFileSync } = require("node:fs");
const { fetchTransport } = require("pulumi-ovh-mail/client");
const { createSimulator } = require("pulumi-ovh-mail/simulator");
const simulator = createSimulator({ stateFile: __dirname + "/world.json", taskDurationMs: 50 });
exports.createTransport = () => fetchTransport(async (request) => {
  const response = await simulator.fetch(request);
  const { checked, refused, problems } = simulator.wire;
  writeFileSync(__dirname + "/wire-" + process.pid + ".json", JSON.stringify({ checked, refused, problems }));
  return response;
});
`;

const WHOLE = `
const { appendFileSync } = require("node:fs");
const { createMailApi, Secret } = require("pulumi-ovh-mail/client");
const { OWN_ENDPOINT, OWN_KEY, OWN_SECRET, OWN_CONSUMER } = process.env;
exports.createMailApi = () => {
  const api = createMailApi({
    endpoint: OWN_ENDPOINT,
    credentials: {
      kind: "application",
      applicationKey: OWN_KEY,
      applicationSecret: new Secret(OWN_SECRET),
      consumerKey: new Secret(OWN_CONSUMER),
    },
  });
  return {
    clock: api.clock,
    exchange(service) {
      const exchange = api.exchange(service);
      const changeAccount = (address, change) => {
        appendFileSync(__dirname + "/seen.txt", change.login + "\\n");
        return exchange.changeAccount(address, change);
      };
      return new Proxy(exchange, {
        get: (target, name) => (name === "changeAccount" ? changeAccount : target[name].bind(target)),
      });
    },
  };
};
`;

test("a transport of one's own: the simulator in the provider's process, no HTTP at all", async () => {
  const project = await Project.open({
    files: { "index.js": PROGRAM, "client.js": IN_PROCESS },
    environment: { OVH_ENDPOINT: "ovh-eu" },
  });
  await project.ok("config", "set", "ovhmail:clientModule", "./client.js");
  project.write([account("anna", { displayName: "Anna" })]);
  await project.ok("up", "--yes");
  await project.ok("preview", "--refresh", "--expect-no-changes");
  expect(readFileSync(join(project.directory, "world.json"), "utf8")).toContain('"anna"');
  expect(project.simulator.calls).toEqual([]);
  const wires = readdirSync(project.directory).filter((name) => name.startsWith("wire-"));
  expect(wires.length).toBeGreaterThan(0);
  for (const name of wires) countWire(JSON.parse(readFileSync(join(project.directory, name), "utf8")));
});

test("a whole client of one's own, without credentials of ours", async () => {
  const project = await Project.open({ files: { "index.js": PROGRAM, "client.js": WHOLE } });
  project.rename({
    OVH_ENDPOINT: "OWN_ENDPOINT",
    OVH_APPLICATION_KEY: "OWN_KEY",
    OVH_APPLICATION_SECRET: "OWN_SECRET",
    OVH_CONSUMER_KEY: "OWN_CONSUMER",
  });
  await project.ok("config", "set", "ovhmail:clientModule", "./client.js");
  project.write([account("anna")]);
  await project.ok("up", "--yes");
  expect(readFileSync(join(project.directory, "seen.txt"), "utf8")).toBe("anna\n");
  expect(project.simulator.world.account("anna@example.com")).toBeDefined();
});
