// On the real engine: a mailbox moves from MX Plan to Exchange in one program with what surrounds it, and what is killed on
// the way is brought to its end by the next up, with nothing done twice.

import { describe, expect, test } from "vitest";
import { defaultSeed, type Seed, type Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { type CallRecord, type Death, upAndDie, VICTIMS } from "./deaths.js";
import { account, type Declared, delegation, Project, SERVICE } from "./project.js";

const ANNA = "anna@example.com";
const PROVISIONAL = "anna.mxplan@example.com";
const PASSWORD = "Orange-Lundi-42";
const OWNER = "ab12345-ovh";
const PLAN = "mxplan-ab12345-1";

type Generation = "legacy" | "new";

const plans: Record<Generation, Partial<Seed>> = {
  legacy: { mxPlanDomains: [{ name: "example.com", owner: OWNER }] },
  new: {
    mxPlanDomains: [{ name: "example.com", owner: OWNER, migratedTo: PLAN }],
    mxPlanServices: [{ name: PLAN, owner: OWNER, domains: ["example.com"], freeAccounts: 1 }],
  },
};

function open(generation: Generation, switches: Partial<Switches> = {}): Promise<Project> {
  return Project.open({ service: { freeAccounts: 3 }, others: plans[generation], switches });
}

const mxPlanAccount: Declared = {
  kind: "MxPlanAccount",
  name: "old",
  props: { emailAddress: ANNA, password: PASSWORD },
};

const migration = (props: Values = {}): Declared => ({
  kind: "AccountMigration",
  name: "move",
  props: { source: ANNA, destination: { service: SERVICE }, password: PASSWORD, confirmIrreversible: true, ...props },
});

/** They stand before the migration that they have to wait for. */
const onExchange: readonly Declared[] = [
  delegation("rights", {
    on: { service: SERVICE, emailAddress: ANNA },
    grants: { "bob@example.com": ["fullAccess"] },
  }),
  account("anna", { adopt: true }),
  account("bob"),
];

const changes = ({ simulator }: Project) => simulator.calls.filter(({ method }) => method !== "GET");
/** The names of all tasks that there were, in the order of their beginning. */
const tasksOf = ({ simulator }: Project, service: string) =>
  simulator.world.tasks(service).map(({ function: name }) => name);

describe.each<Generation>(["legacy", "new"])("a mailbox of the %s MX Plan", (generation) => {
  test("moves in one program, is taken over by its ExchangeAccount, and leaves nothing deleted behind", async () => {
    const project = await open(generation);
    const { world } = project.simulator;
    project.write([mxPlanAccount]);
    await project.up();

    project.write([...onExchange, migration(), mxPlanAccount]);
    await project.up();
    const { move, anna } = project.state();
    const moved = world.account(ANNA);
    expect(move?.outputs).toMatchObject({
      generation,
      phase: generation === "legacy" ? "done" : "awaitingCopy",
      destinationAccountId: moved?.id,
    });
    expect(anna).toMatchObject({ id: `${SERVICE}/account/${moved?.id}`, outputs: { accountId: moved?.id } });
    expect(world.passwordMatches(ANNA, PASSWORD)).toBe(true);
    expect(world.grants(ANNA)).toMatchObject([{ to: "bob@example.com", right: "fullAccess" }]);
    expect(world.freeAccounts()).toHaveLength(1);

    const before = changes(project).length;
    project.write([...onExchange, migration({ copyDone: generation === "new" })]);
    await project.up();
    await project.ok("preview", "--expect-no-changes");
    await project.ok("refresh", "--yes", "--expect-no-changes");
    expect(changes(project)).toHaveLength(before);
    expect(Object.keys(project.state()).toSorted()).toEqual(["anna", "bob", "move", "rights"]);
    expect(project.state().move?.outputs).toMatchObject({ phase: "done" });
    expect(generation === "legacy" || world.mxplan.account(PROVISIONAL) !== undefined).toBe(true);
    expect(project.stateText()).not.toContain(PASSWORD);
  });
});

/** Contacts must be customers that there are. */
function withColleague(): Pick<Seed, "apiAccounts"> {
  const keys = { applicationKey: "k".repeat(16), applicationSecret: "s".repeat(32), consumerKey: "c".repeat(32) };
  return { apiAccounts: [...defaultSeed().apiAccounts, { nichandle: "zz99999-ovh", ...keys }] };
}

describe("everything that is in the way of a migration is told at once, and nothing is changed,", () => {
  test.each([
    ["in the preview", ["preview"]],
    ["when the preview is skipped", ["up", "--yes", "--skip-preview"]],
  ])("%s", async (_, command) => {
    const domain = {
      name: "example.com",
      owner: OWNER,
      contacts: { admin: OWNER, tech: "zz99999-ovh", billing: OWNER },
      accounts: [{ name: "anna", password: PASSWORD, delegates: ["zz99999-ovh"] }],
      redirections: [{ from: ANNA, to: "boss@example.org", localCopy: true }],
      responders: [{ account: "anna", content: "away" }],
    };
    const project = await Project.open({
      service: { freeAccounts: 0, domains: ["example.org"] },
      others: { mxPlanDomains: [domain], ...withColleague() },
    });
    project.write([migration({ password: undefined, confirmIrreversible: false })]);
    const { code, output } = await project.run(...command);
    expect(code).not.toBe(0);
    for (const part of [
      /ab12345-ovh must be administrative and technical contact of the MX Plan of example.com/,
      /there is a redirection from anna@example.com to boss@example.org/,
      /anna@example.com has a responder/,
      /hosted-ab12345-1 has no free account|needs 1 free accounts? .* has 0/,
      /hosted-ab12345-1 does not have the domain example.com/,
      /password: OVHcloud asks for the present password of the mailbox/,
      /confirmIrreversible: .*cannot be stopped or undone/,
    ]) {
      expect(output).toMatch(part);
    }
    expect(changes(project)).toEqual([]);
    expect(project.state()).toEqual({});
  });
});

const ROUTES = {
  migrate: {
    method: "POST",
    route:
      "/email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress/{destinationEmailAddress}/migrate",
  },
  rename: { method: "PUT", route: "/email/mxplan/{service}/account/{email}" },
  configure: {
    method: "PUT",
    route: "/email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}",
  },
  setPassword: {
    method: "POST",
    route: "/email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/changePassword",
  },
} as const;

const HOUR_MS = 3_600_000;

/** The process waits for its answer. */
function notDone(write: keyof typeof ROUTES): Death {
  return {
    when: `${write} has no answer, and is not carried out`,
    arm: ({ faults }) => faults.onCall(ROUTES[write], { kind: "stall", work: "notDone" }),
    isDue: ({ faults }) => faults.pending === 0,
  };
}

/** The process waits for its answer, and the task runs on. */
function done(write: keyof typeof ROUTES): Death {
  return {
    when: `${write} has no answer, and is carried out`,
    arm: ({ faults }) => {
      faults.onTask({}, { kind: "slow", byMs: HOUR_MS });
      faults.onCall(ROUTES[write], { kind: "stall", work: "done" });
    },
    isDue: ({ faults }) => faults.pending === 0,
  };
}

const isTaskRead = ({ route }: CallRecord) => /\/task(\/|$)/.test(route);

const whileTaskRuns: Death = { when: "it looks at its task", isDue: (_, calls) => calls.some(isTaskRead) };

const whenTaskEnds: Death = {
  ...whileTaskRuns,
  when: "its task has ended, and it has not noticed",
  moment: ({ world }) => world.finishTasks(),
};

function doneAndEnded(write: keyof typeof ROUTES): Death {
  return { ...done(write), moment: ({ world }) => world.finishTasks() };
}

type Deaths = Record<Generation, readonly Death[]>;

/** What one of them leaves at work, the next one finds. */
const everyPhase: Deaths = {
  legacy: [notDone("migrate"), done("migrate"), whileTaskRuns, whenTaskEnds],
  new: [
    notDone("rename"),
    ...[done("rename"), whenTaskEnds],
    ...[done("configure"), whileTaskRuns, whenTaskEnds],
    ...[done("setPassword"), whenTaskEnds],
  ],
};

const everyWrite: Deaths = {
  legacy: [done("migrate"), whenTaskEnds],
  new: [doneAndEnded("rename"), doneAndEnded("configure"), doneAndEnded("setPassword")],
};

const victims = [
  { ...VICTIMS.all, deaths: everyPhase },
  { ...VICTIMS.pulumi, deaths: everyWrite },
  { ...VICTIMS.provider, deaths: everyWrite },
];

/** Many runs, some of which wait. */
const KILLED_TIMEOUT_MS = 400_000;

describe.each(victims)("killed is $victim, time and again", ({ only, deaths }) => {
  test.each<Generation>(["legacy", "new"])(
    "while a %s mailbox moves",
    { timeout: KILLED_TIMEOUT_MS },
    async (generation) => {
      const project = await open(generation, { renameVisible: "afterTask" });
      const { world } = project.simulator;
      project.write([mxPlanAccount]);
      await project.up();
      const plan = generation === "new" ? PLAN : "example.com";
      const tasksBefore = tasksOf(project, plan).length;

      project.write([mxPlanAccount, migration(), account("anna", { adopt: true })]);
      for (const death of deaths[generation]) await upAndDie(project, death, only);
      await project.up();
      await project.ok("preview", "--expect-no-changes");

      const phase = generation === "legacy" ? "done" : "awaitingCopy";
      expect(project.state().move?.outputs).toMatchObject({ phase, destinationAccountId: world.account(ANNA)?.id });
      expect(tasksOf(project, plan).slice(tasksBefore)).toEqual(generation === "new" ? ["setAccount"] : ["migration"]);
      expect(tasksOf(project, SERVICE)).toEqual(generation === "new" ? ["setAccount", "changePassword"] : []);
      expect(world.freeAccounts()).toHaveLength(2);
      expect(world.passwordMatches(ANNA, PASSWORD)).toBe(true);
      const kept = generation === "new" ? world.mxplan.account(PROVISIONAL) : world.emailDomain.account(ANNA);
      expect(kept).toBeDefined();

      project.write([migration(), account("anna", { adopt: true })]);
      const count = changes(project).length;
      await project.up();
      expect(changes(project)).toHaveLength(count);
      expect(Object.keys(project.state()).toSorted()).toEqual(["anna", "move"]);
    },
  );
});
