// On the real engine: two runs at once, an OVHcloud that cannot be reached for a while, and a disk that is full under the
// state file. What is there afterwards is there once, and belongs to one stack.

import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { atWrite, type Lost, Told, type Write, writesOf } from "./crash.js";
import { until } from "./deaths.js";
import { account, type Declared, delegation, Project, shared } from "./project.js";
import { mountSmallDisk, type SmallDisk } from "./small-disk.js";

const ANNA = "anna@example.com";
const SUPPORT = "support@example.com";
const PASSWORD = "Orange-Lundi-42";
const SEATS = 8;
const HOUR_MS = 3_600_000;
const MAKE_SHARED = { method: "POST", route: "/sharedAccount" };
const SET_PASSWORD = { method: "POST", route: "/changePassword" };
/** Several runs, some of which wait. */
const TIMEOUT_MS = 600_000;

const TEAM: readonly Declared[] = [
  account("anna", { password: PASSWORD }),
  shared("support"),
  delegation("rights", { on: "$support", grants: { [ANNA]: ["fullAccess", "sendAs"] } }),
];

/** All of it is there, and nothing twice. */
function expectTeam({ simulator: { world } }: Project): void {
  const configured = world.accounts().filter((one) => one.configured);
  expect(configured.map(({ primaryEmailAddress }) => primaryEmailAddress)).toEqual([ANNA]);
  expect(world.freeAccounts()).toHaveLength(SEATS - 1);
  expect(world.passwordMatches(ANNA, PASSWORD)).toBe(true);
  expect(world.sharedAccounts().map(({ sharedEmailAddress }) => sharedEmailAddress)).toEqual([SUPPORT]);
  const rights = world.grants(SUPPORT).map(({ to, right }) => `${to} ${right}`);
  expect(rights.sort()).toEqual([`${ANNA} fullAccess`, `${ANNA} sendAs`]);
}

async function open(environment: Readonly<Record<string, string>> = {}): Promise<Project> {
  const project = await Project.open({ service: { freeAccounts: SEATS }, environment });
  project.write(TEAM);
  return project;
}

/** A run that has made all but what waits for the shared mailbox, whose creation OVHcloud does not end by itself. */
async function half(project: Project) {
  const { faults } = project.simulator;
  faults.onTask("addSharedAccount", { kind: "slow", byMs: HOUR_MS });
  const running = project.start("up", "--yes", "--skip-preview");
  const isDone = (route: string) => writesOf(project).some((write) => write.route.endsWith(route));
  await until(() => isDone("/changePassword") && isDone("/sharedAccount"), "both mailboxes are being made");
  return running;
}

describe("a second up at the same time", { timeout: TIMEOUT_MS }, () => {
  test("of the same stack is refused by Pulumi's lock, and touches nothing", async () => {
    const project = await open();
    const first = await half(project);
    const before = writesOf(project).length;
    const second = await project.run("up", "--yes", "--skip-preview");
    expect(second.code).not.toBe(0);
    expect(second.output).toMatch(/the stack is currently locked by 1 lock/);
    expect(writesOf(project)).toHaveLength(before);
    project.simulator.world.finishTasks();
    expect(await first.ended).toMatchObject({ code: 0 });
    expectTeam(project);
    await project.ok("preview", "--expect-no-changes");
  });

  test("of another stack takes nothing over, says how that is done, and its end removes nothing", async () => {
    const project = await open();
    const first = await half(project);
    await project.ok("stack", "init", "other", "--no-select");
    const second = await project.run("up", "--yes", "--skip-preview", "--stack", "other");
    expect(second.code).not.toBe(0);
    expect(second.output).toMatch(/emailAddress: anna@example\.com is already used at OVHcloud.*Set adopt to true/);
    expect(second.output).toMatch(/emailAddress: support@example\.com is already used at OVHcloud.*Set adopt to true/);
    project.simulator.world.finishTasks();
    expect(await first.ended).toMatchObject({ code: 0 });
    expectTeam(project);
    expect(project.state("other")).toEqual({});
    await project.ok("destroy", "--yes", "--skip-preview", "--stack", "other");
    expectTeam(project);
    await project.ok("preview", "--expect-no-changes");
  });
});

const SHORT_OUTAGE_MS = 2_000;

describe("OVHcloud cannot be reached any more, right after a write whose answer is lost", () => {
  async function upUntilOutage(project: Project, write: Write = MAKE_SHARED, work: Lost = "done") {
    const { simulator } = project;
    const { arm, isDue, when } = atWrite(write, work);
    arm?.(simulator);
    const running = project.start("up", "--yes", "--skip-preview");
    await until(() => isDue(simulator, []), when);
    await project.disconnect();
    return running;
  }

  test.for([
    { write: MAKE_SHARED, work: "done" },
    { write: SET_PASSWORD, work: "notDone" },
  ] as const)("for a short time ($write.route, $work): up goes on by itself", { timeout: TIMEOUT_MS }, async (lost) => {
    const project = await open();
    const running = await upUntilOutage(project, lost.write, lost.work);
    await sleep(SHORT_OUTAGE_MS);
    await project.reconnect();
    const { code, output } = await running.ended;
    expect(code, output).toBe(0);
    expectTeam(project);
    await project.ok("preview", "--expect-no-changes");
  });

  test("for long: up says so and ends, and the next ones finish", { timeout: TIMEOUT_MS }, async () => {
    const project = await open();
    const running = await upUntilOutage(project);
    const { code, output } = await running.ended;
    expect(code).not.toBe(0);
    expect(output).toMatch(/OVHcloud could not be reached for GET \S+ \(\d tries\): no answer from 127\.0\.0\.1/);
    await project.reconnect();
    const told = new Told(project);
    told.declare(TEAM);
    await told.up(2);
    expectTeam(project);
    await project.ok("preview", "--expect-no-changes");
  });
});

function smallDiskOr(skip: (reason: string) => never): SmallDisk {
  try {
    return mountSmallDisk();
  } catch (error) {
    return skip(`no disk can be mounted here: ${String(error)}`);
  }
}

test("a disk that is full under the state file ends up, and with room again the next ones finish", {
  timeout: TIMEOUT_MS,
}, async ({ skip }) => {
  const disk = smallDiskOr(skip);
  onTestFinished(() => disk.remove());
  const project = await open({ PULUMI_BACKEND_URL: `file://${disk.directory}` });
  const running = await half(project);
  disk.fill();
  project.simulator.world.finishTasks();
  const { code, output } = await running.ended;
  expect(code).not.toBe(0);
  expect(output).toMatch(/no space left on device/);
  disk.free();
  const told = new Told(project);
  told.declare(TEAM);
  await told.up(3);
  expectTeam(project);
  told.forgetAdoption();
  await project.up();
  await project.ok("preview", "--expect-no-changes");
});
