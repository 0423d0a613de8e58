// What only asks: functions, the check of a whole program, and the command line.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readDomainDiagnostics, readExchangeService } from "../../provider/functions.js";
import { readMxPlanService } from "../../provider/functions-mxplan.js";
import { readEffectiveRights } from "../../provider/functions-rights.js";
import { fetchTransport } from "../../provider/ovh/fetch-transport.js";
import type { Session } from "../../provider/session.js";
import { inspectProgram } from "../../sdk/inspect.js";
import { runCli } from "../support/cli.js";
import { createWorld, SERVICE, type Send, seedWith, type TestWorld } from "../support/world.js";
import { mailbox, shared } from "../unit/core/declared.js";
import { account, redirection, rightsOn } from "../unit/core/declared-mxplan.js";
import { BLOWS, type Blow, echoOf } from "./blows.js";
import { leaksIn } from "./leaks.js";

const opened = vi.hoisted(() => ({ open: (): unknown => undefined }));
vi.mock("../../provider/open-session.js", () => ({ openSession: () => opened.open() }));

const OWNER = "ab12345-ovh";
const told: unknown[] = [];
const directory = mkdtempSync(join(tmpdir(), "secrets-"));
afterAll(() => rmSync(directory, { recursive: true }));

beforeEach(() => {
  told.length = 0;
  for (const level of ["info", "warn", "error"] as const) {
    vi.spyOn(pulumi.log, level).mockImplementation(async (message) => void told.push(message));
  }
  for (const level of ["log", "info", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation((...args) => void told.push(args));
  }
});

function start(): TestWorld {
  const others = {
    mxPlanDomains: [
      { name: "example.org", owner: OWNER, accounts: [{ name: "anna" }] },
      { name: "example.net", owner: OWNER, migratedTo: "mxplan-ab12345-1" },
    ],
    mxPlanServices: [{ name: "mxplan-ab12345-1", owner: OWNER, domains: ["example.net"] }],
  };
  return createWorld({ seed: seedWith({ accounts: [{ emailAddress: "bob@example.com" }] }, others) });
}

function secretsOf({ simulator }: TestWorld): string[] {
  return [simulator.credentials.applicationSecret, simulator.credentials.consumerKey];
}

/** The first calls go well, so that later ones are struck too. */
function striking(world: TestWorld, blow: Blow, after: number): Send {
  let count = -after;
  return (request) => {
    const work = async () => world.simulator.fetch(request);
    if (request.url.endsWith("/auth/time") || count++ < 0) return work();
    return blow.strike({ request, echo: echoOf(request, "", secretsOf(world)), work, count });
  };
}

async function resultOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return error;
  }
}

const declared = [
  mailbox("eve@example.com", { service: SERVICE }),
  shared("info@example.com", 10, { service: SERVICE }),
  account("anna@example.org"),
  redirection("a@example.org", "b@example.org"),
  rightsOn("anna@example.org", { "cd67890-ovh": ["manage"] }, { exists: false }),
];

const ASKED: readonly [name: string, ask: (session: Session) => Promise<unknown>][] = [
  ["getExchangeService", (session) => readExchangeService(session, SERVICE)],
  ["getDomainDiagnostics", (session) => readDomainDiagnostics(session, { service: SERVICE, domain: "example.com" })],
  ["getMxPlanService, legacy", (session) => readMxPlanService(session, "example.org")],
  ["getMxPlanService, new", (session) => readMxPlanService(session, "example.net")],
  [
    "getEffectiveRights",
    (session) => readEffectiveRights(session, { service: SERVICE, emailAddress: "bob@example.com" }),
  ],
  ["getEffectiveRights, legacy", (session) => readEffectiveRights(session, { mxPlanAccount: "anna@example.org" })],
  [
    "the check of a whole program",
    (session) => {
      opened.open = () => session;
      const resource = "resource" as unknown as pulumi.Resource; // Only the log, which is replaced, looks into it.
      return inspectProgram(
        declared.map((one) => ({ resource, otherAccount: false, declared: one })),
        60_000,
      );
    },
  ],
];

describe("asked of an API that quotes all it was told", { timeout: 60_000 }, () => {
  test.each(ASKED)("%s shows no secret", async (name, ask) => {
    for (const [number, blow] of BLOWS.entries()) {
      // Its neighbours meet the others.
      if (number % 2 !== name.length % 2) continue;
      const world = start();
      const after = number % 3;
      const result = await resultOf(() => ask(world.newSession({ send: striking(world, blow, after) })));
      const left = [result, told, world.simulator.calls];
      expect(leaksIn(`${blow.name} after ${after}`, left, secretsOf(world))).toEqual([]);
    }
  });

  test.each([
    ["rights", ["rights"], 0],
    ["rights as JSON", ["rights", "--json"], 1],
    ["doctor", ["doctor"], 0],
    ["doctor as JSON", ["doctor", "--json"], 1],
    ["doctor that asks for a key", ["doctor", "--request-key"], 0],
    ["doctor that asks for a key, as JSON", ["doctor", "--request-key", "--json"], 1],
    ["export", ["export", "mail", "--force"], 1],
  ])("ovh-mail %s shows none", async (_, args, first) => {
    for (const [number, blow] of BLOWS.entries()) {
      if (number % 2 !== first) continue;
      const world = start();
      const send = striking(world, blow, number % 3);
      const transport = fetchTransport(async (request) => send(request));
      const { stdout, stderr } = await runCli(args, { world, transport, workingDirectory: directory });
      expect(`${stdout}${stderr}`).not.toBe("");
      expect(leaksIn(blow.name, [stdout, stderr, told, written()], secretsOf(world))).toEqual([]);
    }
  });
});

/** Names and contents. */
function written(): string[] {
  const names = readdirSync(directory, { recursive: true, encoding: "utf8" }).map((name) => join(directory, name));
  return names.flatMap((name) => (statSync(name).isFile() ? [name, readFileSync(name, "utf8")] : [name]));
}
