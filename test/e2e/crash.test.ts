// On the real engine: a program with every kind of resource is killed at its writes. What the next `pulumi up` says, and
// doing it, brings OVHcloud to where an unbroken run brings it, with nothing made twice.

import { expect, test } from "vitest";
import { atWrite, type Lost, Told, type Write, writesOf } from "./crash.js";
import { upAndDie, VICTIMS, type Victim } from "./deaths.js";
import { EVERY_KIND, pictureOf, WORLD } from "./every-kind.js";
import { Project } from "./project.js";

const EXCHANGE = "/email/exchange/{organizationName}/service/{exchangeService}";

interface Step {
  /** What the program declares from here on. */
  readonly adds: readonly string[];
  /** Killed at this call of theirs. */
  readonly write: Write;
  readonly work: Lost;
  readonly victim: Victim;
  /** What has to be adopted afterwards. */
  readonly tells: readonly string[];
}

const post = (route: string): Write => ({ method: "POST", route });

/** Every kind at the call that makes it. */
const STEPS: readonly Step[] = [
  {
    adds: ["anna"],
    write: { method: "PUT", route: `${EXCHANGE}/account/{primaryEmailAddress}` },
    ...{ work: "done", victim: VICTIMS.all, tells: ["anna"] },
  },
  { adds: ["support"], write: post(`${EXCHANGE}/sharedAccount`), work: "notDone", victim: VICTIMS.pulumi, tells: [] },
  {
    adds: ["john"],
    write: post(`${EXCHANGE}/externalContact`),
    work: "done",
    victim: VICTIMS.provider,
    tells: ["john"],
  },
  { adds: ["sales"], write: post(`${EXCHANGE}/mailingList`), work: "done", victim: VICTIMS.pulumi, tells: ["sales"] },
  {
    adds: ["bob", "support-rights"],
    write: post(`${EXCHANGE}/sharedAccount/{sharedEmailAddress}/sendAs`),
    ...{ work: "done", victim: VICTIMS.all, tells: [] },
  },
  {
    adds: ["carl"],
    write: post("/email/domain/{domain}/account"),
    work: "done",
    victim: VICTIMS.provider,
    tells: ["carl"],
  },
  {
    adds: ["dora"],
    write: { method: "PUT", route: "/email/mxplan/{service}/account/{email}" },
    ...{ work: "done", victim: VICTIMS.pulumi, tells: ["dora"] },
  },
  {
    adds: ["info"],
    write: post("/email/domain/{domain}/redirection"),
    work: "done",
    victim: VICTIMS.all,
    tells: ["info"],
  },
  {
    adds: ["away"],
    write: post("/email/domain/{domain}/responder"),
    work: "done",
    victim: VICTIMS.provider,
    tells: ["away"],
  },
];

const KILLED_TIMEOUT_MS = 1_200_000;
const TRIES = 3;

async function unbroken(): Promise<{ readonly picture: object; readonly writes: readonly Write[] }> {
  const project = await Project.open(WORLD);
  project.write(EVERY_KIND);
  await project.up();
  return { picture: pictureOf(project.simulator), writes: writesOf(project) };
}

/**
 * Also when nothing says any more that it is to be adopted.
 * @returns what a preview says then
 */
async function expectAsUnbroken(project: Project, told: Told, picture: object): Promise<string> {
  expect(pictureOf(project.simulator)).toEqual(picture);
  const before = writesOf(project).length;
  told.forgetAdoption();
  await project.up();
  const preview = await project.ok("preview", "--expect-no-changes");
  expect(writesOf(project).slice(before)).toEqual([]);
  return preview;
}

test("killed at the making of each kind, one after the other, a program comes to where an unbroken run brings it", {
  timeout: KILLED_TIMEOUT_MS,
}, async () => {
  const { picture } = await unbroken();
  const project = await Project.open(WORLD);
  const told = new Told(project);
  const declared = new Set<string>();
  for (const { adds, write, work, victim, tells } of STEPS) {
    for (const name of adds) declared.add(name);
    told.declare(EVERY_KIND.filter(({ name }) => declared.has(name)));
    await upAndDie(project, atWrite(write, work), victim.only);
    // Perhaps more: what was made beside it, and not stored yet either.
    expect(await told.heed()).toEqual(expect.arrayContaining([...tells]));
  }
  told.declare(EVERY_KIND);
  expect(await told.up(1)).toEqual([]);
  // Pulumi warns of what was interrupted until this.
  await project.ok("refresh", "--yes", "--clear-pending-creates", "--expect-no-changes");
  expect(await expectAsUnbroken(project, told, picture)).not.toMatch(/pending operations/);
});

/** Set by `npm run sim:crash`: every write, each in a stack of its own. Other numbers meet them with other deaths. */
const SWEEP = Number(process.env.CRASH_SWEEP ?? 0);
const SWEEP_TIMEOUT_MS = 3_600_000;
const AT_ONCE = 2;

interface Point {
  readonly write: Write;
  readonly nth: number;
  readonly work: Lost;
  readonly victim: Victim;
}

function everyPoint(writes: readonly Write[]): Point[] {
  const victims = Object.values(VICTIMS);
  const isSame = (one: Write) => (other: Write) => one.method === other.method && one.route === other.route;
  return writes.map((write, index) => ({
    write,
    nth: writes.slice(0, index + 1).filter(isSame(write)).length,
    work: (index + SWEEP) % 2 === 0 ? "notDone" : "done",
    victim: victims[(index + SWEEP) % victims.length] ?? VICTIMS.all,
  }));
}

async function survive({ write, nth, work, victim }: Point, picture: object): Promise<string> {
  const project = await Project.open(WORLD);
  const told = new Told(project);
  told.declare(EVERY_KIND);
  await upAndDie(project, atWrite(write, work, nth), victim.only);
  const tries = await told.up(TRIES);
  await expectAsUnbroken(project, told, picture);
  const passwords = writesOf(project).filter(({ route }) => route.endsWith("/changePassword")).length;
  return `told to adopt ${JSON.stringify(tries)}, ${passwords} passwords sent`;
}

if (SWEEP > 0) {
  test("killed at every write, each time anew, it does too", { timeout: SWEEP_TIMEOUT_MS }, async () => {
    const { picture, writes } = await unbroken();
    const points = everyPoint(writes);
    const failures: string[] = [];
    const sweep = async () => {
      for (let point = points.shift(); point !== undefined; point = points.shift()) {
        const { write, nth, work, victim } = point;
        const what = `${victim.victim} at ${write.method} ${write.route} (${nth}, ${work})`;
        const result = await survive(point, picture).catch((error: unknown) => {
          failures.push(what);
          return String(error);
        });
        console.log(`${what}: ${result}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sweep));
    expect(failures).toEqual([]);
  });
}
