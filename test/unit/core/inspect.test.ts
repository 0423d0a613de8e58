/** What is told of a program while planning, on which resource and how loudly: Pulumi's log is replaced. */
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, test, vi } from "vitest";
import type { Declared } from "../../../provider/program/declared.js";
import type { Session } from "../../../provider/session.js";
import { NoCredentialsError } from "../../../provider/settings.js";
import { defaultSeed, type Seed } from "../../../provider/simulator/index.js";
import { inspectProgram } from "../../../sdk/inspect.js";
import { createWorld, type Send } from "../../support/world.js";
import { account, redirection, rightsOn } from "./declared-mxplan.js";

const opened = vi.hoisted(() => ({ open: (): unknown => undefined }));
vi.mock("../../../provider/open-session.js", () => ({ openSession: () => opened.open() }));

const DOMAIN = "example.net";
const seed: Seed = {
  ...defaultSeed(),
  mxPlanDomains: [{ name: DOMAIN, owner: "ab12345-ovh", accounts: [{ name: "anna" }] }],
};

type Told = [level: string, resource: string | undefined, message: string];
const told: Told[] = [];

beforeEach(() => {
  told.length = 0;
  for (const level of ["info", "warn", "error"] as const) {
    vi.spyOn(pulumi.log, level).mockImplementation(async (message, resource) => {
      told.push([level, resource === undefined ? undefined : String(resource), message]);
    });
  }
});

/** The resources are named by their place in the program. */
function inspect(declared: Declared[], session: () => Session, otherAccount: readonly number[] = []): Promise<void> {
  opened.open = session;
  const notes = declared.map((one, index) => ({
    // Nothing but the log, which is replaced, looks into it.
    resource: `resource ${index}` as unknown as pulumi.Resource,
    otherAccount: otherAccount.includes(index),
    declared: one,
  }));
  return inspectProgram(notes, 10_000);
}

const simulated = (send?: Send) => () => createWorld({ seed }).newSession(send === undefined ? {} : { send });
const withoutCredentials = () => {
  throw new NoCredentialsError("no credentials");
};

test("a program without a mistake is told nothing", async () => {
  await inspect([account(`anna@${DOMAIN}`, { exists: true }), account(`bob@${DOMAIN}`)], simulated());
  expect(told).toEqual([]);
});

test("information and warnings are told, and do not stop", async () => {
  const declared = [
    rightsOn(`anna@${DOMAIN}`, { "cd67890-ovh": ["manage"] }, { exists: false }),
    redirection(`a@${DOMAIN}`, `b@${DOMAIN}`),
    redirection(`b@${DOMAIN}`, `a@${DOMAIN}`),
  ];
  await inspect(declared, simulated());
  expect(told.map(([level, resource]) => [level, resource])).toEqual([
    ["info", "resource 0"],
    ["warn", "resource 2"],
  ]);
});

test("each mistake is told on its resource, and then it stops", async () => {
  const declared = [account("Anna@Example.net"), account(`x@unknown.example`), account(`ok@${DOMAIN}`)];
  await expect(inspect(declared, simulated())).rejects.toThrow("2 mistakes were found in the program");
  expect(told).toEqual([
    ["error", "resource 0", expect.stringMatching(/^emailAddress: anna@example\.net exists already/)],
    ["error", "resource 1", expect.stringMatching(/^emailAddress: these credentials see no MX Plan for the domain/)],
  ]);
});

test("what belongs to another OVHcloud account is compared with the program, and not looked for", async () => {
  const declared = [
    account(`anna@${DOMAIN}`, { asDelegate: true }),
    account("x@unknown.example"),
    rightsOn(`anna@${DOMAIN}`, { "ab12345-ovh": ["manage"] }),
  ];
  await inspect(declared, simulated(), [1, 2]);
  expect(told).toEqual([]);
});

test("without credentials the program alone is judged, and one line says what was not looked at", async () => {
  const twice = redirection(`a@${DOMAIN}`, "b@example.com");
  await expect(inspect([twice, { ...twice }], withoutCredentials)).rejects.toThrow("A mistake was found");
  expect(told.map(([level, , message]) => [level, message])).toEqual([
    ["warn", expect.stringMatching(/were not checked, and "pulumi up" will be refused. no credentials/)],
    ["error", expect.stringMatching(/^from: the redirection from a@example\.net to b@example\.com is declared twice/)],
  ]);
});

test("a network that fails is told once for each domain, and does not stop", async () => {
  const failing: Send = () => Promise.reject(new TypeError("fetch failed"));
  await inspect([account(`anna@${DOMAIN}`), account(`bob@${DOMAIN}`), account("a@example.org")], simulated(failing));
  expect(told.map(([level, , message]) => [level, message])).toEqual([
    ["warn", expect.stringMatching(/in use of example\.net were not checked: /)],
    ["warn", expect.stringMatching(/in use of example\.org were not checked: /)],
  ]);
});
