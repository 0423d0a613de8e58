// Passwords and credentials on the real engine: in no output, in no state file, in no name of a file, at no verbosity of ours.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { mxPlans, OWNER } from "./mxplan-world.js";
import { account, PROGRAM, Project, SERVICE, SERVICE_ACCOUNT } from "./project.js";

const PASSWORD = "Canary-Mango-4711";
const NEXT_PASSWORD = "Canary-Papaya-4712";

test("a secret is nowhere in clear", async () => {
  const project = await Project.open();
  const { credentials, faults, world } = project.simulator;
  project.forget(/^OVH_(APPLICATION|CONSUMER)/);
  const outputs = [
    await project.ok("config", "set", "ovh:applicationKey", credentials.applicationKey),
    await project.ok("config", "set", "--secret", "ovh:applicationSecret", credentials.applicationSecret),
    await project.ok("config", "set", "--secret", "ovh:consumerKey", credentials.consumerKey),
  ];
  const program = (password: string) => project.write([account("anna", { password }), account("bob")]);
  const keep = async (...args: string[]) => outputs.push((await project.run(...args)).output);

  program(PASSWORD);
  // An answer that quotes what it was sent, and a task that fails: the two ways a password could come back.
  faults.onCall(
    { method: "POST", route: "/changePassword" },
    { kind: "respond", status: 400, body: { message: `bad ${PASSWORD}` } },
  );
  faults.failTask("changePassword", { outcome: "error" });
  await keep("up", "--yes", "--skip-preview", "--diff");
  await keep("up", "--yes", "--diff");
  await keep("up", "--yes", "--diff");
  expect(world.passwordMatches("anna@example.com", PASSWORD)).toBe(true);
  program(NEXT_PASSWORD);
  await keep("preview", "--diff");
  await keep("preview", "--json");
  await keep("up", "--yes", "--skip-preview", "--diff");
  expect(world.passwordMatches("anna@example.com", NEXT_PASSWORD)).toBe(true);
  await keep("refresh", "--yes", "--diff");
  await keep("stack", "export");
  await keep("stack");
  const generated = generatedPassword(await project.ok("stack", "export", "--show-secrets"));
  expect(world.passwordMatches("bob@example.com", generated)).toBe(true);

  const files = textFiles(project.directory).filter((file) => !file.endsWith("program.json"));
  expect(files.some((file) => file.endsWith("test.json"))).toBe(true);
  expectNone(
    [PASSWORD, NEXT_PASSWORD, generated, credentials.applicationSecret, credentials.consumerKey],
    [...outputs, ...files, ...files.map((file) => readFileSync(file, "utf8"))],
  );
  const queries = project.simulator.calls.map(({ path, query }) => path + query).join();
  expect(queries).not.toContain("Canary");
});

const MOVED = "zoe@example.com";
const SOURCE_PASSWORD = "Canary-Guava-4713";
const FROM_FILE = "Canary-Lychee-4714";

/** An account of another provider of ours, and outputs of the stack that hold passwords. */
const SECOND_PROGRAM = `${PROGRAM}
const own = new ovhmail.Provider("own", {
  endpoint: process.env.OVH_ENDPOINT,
  clientId: ${JSON.stringify(SERVICE_ACCOUNT.clientId)},
  clientSecret: ${JSON.stringify(SERVICE_ACCOUNT.clientSecret)},
});
const carl = new ovhmail.MxPlanAccount("carl", { emailAddress: "carl@example.net" }, { provider: own });
exports.generated = carl.initialPassword;
exports.given = made.anna.password;
exports.everything = made.anna;
`;

test("nor is one of MX Plan, of a migration, of a second provider or of an output of the stack", async () => {
  const temporary = mkdtempSync(join(tmpdir(), "secrets-"));
  onTestFinished(() => rmSync(temporary, { recursive: true }));
  const seed = mxPlans({
    more: [
      {
        name: "example.com",
        owner: OWNER,
        accounts: [{ name: "zoe", password: SOURCE_PASSWORD, usedBytes: 5_000_000 }],
      },
    ],
  });
  const apiAccounts = (seed.apiAccounts ?? []).map((one) =>
    one.nichandle === OWNER ? { ...one, ...SERVICE_ACCOUNT } : one,
  );
  const project = await Project.open({
    files: { "index.js": SECOND_PROGRAM },
    others: { ...seed, apiAccounts },
    environment: { TMPDIR: temporary },
    service: { freeAccounts: 3 },
  });
  const { faults, world } = project.simulator;
  writeFileSync(join(temporary, "password"), FROM_FILE);
  project.write([
    { kind: "MxPlanAccount", name: "anna", props: { emailAddress: "anna@example.org", password: PASSWORD } },
    {
      kind: "MxPlanAccount",
      name: "bob",
      props: { emailAddress: "bob@example.net", passwordFrom: { file: join(temporary, "password") } },
    },
    {
      kind: "AccountMigration",
      name: "zoe",
      props: {
        source: MOVED,
        destination: { service: SERVICE },
        password: SOURCE_PASSWORD,
        sourcePassword: SOURCE_PASSWORD,
        confirmIrreversible: true,
      },
    },
  ]);
  const outputs: string[] = [];
  const keep = async (...args: string[]) => outputs.push((await project.run(...args)).output);
  // Each call is quoted what it was sent: another process has never seen the others.
  const quoted = {
    "/email/domain/example.org/account": PASSWORD,
    "/account/bob@example.net/changePassword": FROM_FILE,
    "/account/zoe/migrate": SOURCE_PASSWORD,
  };
  for (const [path, secret] of Object.entries(quoted)) {
    const body = { message: `bad ${secret} ${encodeURIComponent(secret)}` };
    faults.onCall({ method: "POST", path }, { kind: "respond", status: 400, body });
  }
  const preview = (await project.run("preview", "--json", "--show-sames")).output;
  const file = join(project.directory, "preview.json");
  writeFileSync(file, preview.slice(preview.indexOf("{\n")));
  outputs.push(preview);
  for (const args of [["--json"], ["--markdown"], ["--html", "plan.html"]]) {
    const planned = await project.runInstalled("ovh-mail", "plan", "--file", file, ...args);
    expect(planned.code, planned.output).toBe(0);
    outputs.push(planned.output);
  }
  await keep("up", "--yes", "--skip-preview", "--diff");
  outputs.push(await project.ok("up", "--yes", "--skip-preview", "--diff"));
  expect(world.emailDomain.passwordMatches("anna@example.org", PASSWORD)).toBe(true);
  await keep("stack", "output");
  await keep("stack", "output", "--json");
  await keep("stack", "export");
  outputs.push((await project.runInstalled("ovh-mail", "rights", "--json")).output);
  const shown = JSON.parse(await project.ok("stack", "output", "--json", "--show-secrets")) as {
    generated: string;
    given: string;
  };
  expect(shown.given).toBe(PASSWORD);
  await keep("destroy", "--yes", "--diff");

  const files = [...textFiles(project.directory), ...textFiles(temporary)].filter(
    (one) => !/program\.json$|index\.js$|password$/.test(one),
  );
  expectNone(
    [PASSWORD, SOURCE_PASSWORD, FROM_FILE, SERVICE_ACCOUNT.clientSecret, shown.generated],
    [...outputs, ...files, ...files.map((one) => readFileSync(one, "utf8")), JSON.stringify(project.simulator.calls)],
  );
});

function expectNone(secrets: readonly string[], texts: readonly string[]): void {
  const text = texts.join("\n");
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]) {
      const at = text.indexOf(form);
      const where = text.slice(Math.max(0, at - 200), at);
      expect(at, `a form of the secret ${secret.slice(0, 10)}… behind ${where}`).toBe(-1);
    }
  }
}

interface Exported {
  readonly deployment: {
    readonly resources: readonly { readonly urn: string; readonly outputs: Record<string, { plaintext: string }> }[];
  };
}

function generatedPassword(exported: string): string {
  const { deployment } = JSON.parse(exported) as Exported;
  const [bob] = deployment.resources.filter(({ urn }) => urn.endsWith("::bob"));
  return JSON.parse(bob?.outputs.initialPassword?.plaintext ?? '"none"');
}

function textFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => join(directory, name))
    .filter((file) => statSync(file).isFile());
}
