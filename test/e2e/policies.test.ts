// The policy pack of examples/policies on the real engine: the team of examples/team-mail passes, and each rule that is
// broken fails the preview and says how.
//
// Pulumi's own release starts packs of the runtime `nodejs` by its language host. The one that the tool chain builds from
// Go modules cannot, so the copy of the pack here names a runtime of its own, which Pulumi starts by the script below:
// what it runs is what the language host runs, `@pulumi/pulumi/cmd/run-policy-pack`.

import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { account, contact, type Declared, delegation, group, Project, SERVICE, shared } from "./project.js";

const REPOSITORY = join(__dirname, "../..");
const EXAMPLES = join(REPOSITORY, "examples");

const START = `#!/bin/sh
exec node "$(node -p 'require.resolve("@pulumi/pulumi/cmd/run-policy-pack")')" "$@"
`;

/** Zoe has a mailbox of the service, on a domain of somebody else. */
const SEEDED = {
  freeAccounts: 6,
  domains: ["example.com", "elsewhere.org"],
  accounts: [{ emailAddress: "zoe@elsewhere.org" }],
};

async function open(files?: Readonly<Record<string, string>>): Promise<Project> {
  const path = process.env.PATH ?? "";
  const project = await Project.open({ service: SEEDED, ...(files === undefined ? {} : { files }) });
  project.set({ PATH: [join(project.directory, "bin"), path].join(delimiter) });
  const pack = join(project.directory, "policies");
  cpSync(join(EXAMPLES, "policies"), pack, { recursive: true });
  // Copied, not linked: it must find the engine's library that the project uses.
  cpSync(join(REPOSITORY, "node_modules/@pulumi/policy"), join(pack, "node_modules/@pulumi/policy"), {
    recursive: true,
  });
  const description = join(pack, "PulumiPolicy.yaml");
  writeFileSync(description, readFileSync(description, "utf8").replace("runtime: nodejs", "runtime: example"));
  mkdirSync(join(project.directory, "bin"));
  const script = join(project.directory, "bin", "pulumi-analyzer-policy-example");
  writeFileSync(script, START);
  chmodSync(script, 0o755);
  return project;
}

function teamMail(): Record<string, string> {
  const names = ["index.ts", "package.json", "tsconfig.json"];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(EXAMPLES, "team-mail", name), "utf8")]));
}

const on = (login: string) => ({ service: SERVICE, emailAddress: `${login}@example.com` });

/** Nothing here breaks a rule. */
const TEAM: readonly Declared[] = [
  account("anna"),
  account("bob"),
  shared("support"),
  delegation("support", {
    on: on("support"),
    grants: { "anna@example.com": ["fullAccess"], "bob@example.com": ["fullAccess", "sendAs"] },
  }),
  group("sales", { members: ["anna@example.com"], managers: ["anna@example.com"] }),
];

async function judged(project: Project, program: readonly Declared[], ...args: string[]) {
  project.write(program);
  const { code, output } = await project.run("preview", "--policy-pack", "policies", ...args);
  return { passes: code === 0, output };
}

test("the team of the example passes, before it is made and after", async () => {
  const project = await open(teamMail());
  await project.ok("preview", "--policy-pack", "policies");
  await project.ok("up", "--yes", "--skip-preview", "--policy-pack", "policies");
  await project.ok("preview", "--policy-pack", "policies", "--expect-no-changes");
});

test("what breaks a rule fails the preview with a sentence", async () => {
  const project = await open();
  expect(await judged(project, TEAM)).toMatchObject({ passes: true });
  const broken = [
    shared("desk"),
    delegation("desk", {
      on: on("desk"),
      grants: { "anna@example.com": ["fullAccess"], "zoe@elsewhere.org": ["sendAs"] },
    }),
    contact("carol@accounting.example.org"),
    group("press", { joinPolicy: "open", members: ["carol@accounting.example.org"], managers: ["anna@example.com"] }),
  ];
  const { passes, output } = await judged(project, [...TEAM, ...broken]);
  expect(passes).toBe(false);
  expect(output).toContain("zoe@elsewhere.org is not of the organisation, and gets rights on desk@example.com");
  expect(output).toContain(
    "carol@accounting.example.org is not of the organisation, and gets the mail of press@example.com",
  );
  expect(output).toContain(
    "desk@example.com can be read by only anna@example.com: give fullAccess to at least 2 people",
  );
  expect(output).toContain("everybody can join press@example.com");
  expect(project.simulator.world.sharedAccounts()).toEqual([]);
});

test("settings make a rule stricter, or let somebody be", async () => {
  const project = await open();
  const settings = { "few-with-full-access": { maximum: 1 } };
  writeFileSync(join(project.directory, "settings.json"), JSON.stringify(settings));
  const { passes, output } = await judged(project, TEAM, "--policy-pack-config", "settings.json");
  expect(passes).toBe(false);
  expect(output).toContain("support@example.com can be read by 2 people (anna@example.com, bob@example.com)");
});
