// A password that is read from outside Pulumi, on the real engine: the mailbox has it, and nothing that Pulumi keeps or
// prints does, not even encrypted.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { account, Project } from "./project.js";

const FROM_ENV = "Canary-Mango-4713";
const FROM_FILE = "Canary-Papaya-4714";
const NEXT_FROM_FILE = "Canary-Guava-4715";

test("passwords from the environment and from a file are in no state, no output and no log", async () => {
  const project = await Project.open({ environment: { BOBS_PASSWORD: FROM_ENV }, service: { freeAccounts: 3 } });
  const { faults, world } = project.simulator;
  const file = join(project.directory, "anna.txt");
  const program = (version: number) =>
    project.write([
      account("anna", { passwordFrom: { file: "anna.txt" }, passwordVersion: version }),
      account("bob", { passwordFrom: { env: "BOBS_PASSWORD" } }),
    ]);
  const outputs: string[] = [];
  const keep = async (...args: string[]) => {
    const result = await project.run(...args);
    outputs.push(result.output);
    return result;
  };

  program(1);
  expect((await keep("preview", "--diff")).code).toBe(0);
  const { code, output } = await keep("up", "--yes", "--skip-preview", "--diff");
  expect(code).not.toBe(0);
  expect(output).toContain(`passwordFrom.file: ${file} does not exist`);
  expect(Object.keys(project.state())).toEqual(["bob"]);
  expect(world.passwordMatches("bob@example.com", FROM_ENV)).toBe(true);

  writeFileSync(file, `${FROM_FILE}\n`);
  // An answer that quotes what it was sent: the way a password could come back.
  faults.onCall(
    { method: "POST", route: "/changePassword" },
    { kind: "respond", status: 400, body: { message: `bad ${FROM_FILE}` } },
  );
  expect((await keep("up", "--yes", "--skip-preview", "--diff")).output).toContain("bad [secret]");
  expect((await keep("up", "--yes", "--skip-preview", "--logtostderr", "--verbose=9")).code).toBe(0);
  expect(world.passwordMatches("anna@example.com", FROM_FILE)).toBe(true);

  writeFileSync(file, NEXT_FROM_FILE);
  program(2);
  expect(await project.preview()).toEqual({ anna: { op: "update", keys: ["passwordVersion"] } });
  expect((await keep("up", "--yes", "--skip-preview", "--diff")).code).toBe(0);
  expect(world.passwordMatches("anna@example.com", NEXT_FROM_FILE)).toBe(true);
  await keep("refresh", "--yes", "--diff");

  outputs.push(await project.ok("stack", "export", "--show-secrets"), project.stateText());
  const text = outputs.join("\n");
  for (const secret of [FROM_ENV, FROM_FILE, NEXT_FROM_FILE]) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]) {
      expect(text.includes(form), `a form of the secret ${secret.slice(0, 10)}…`).toBe(false);
    }
  }
  const states = Object.values(project.state());
  expect(states.map(({ outputs: { initialPassword, password } = {} }) => [initialPassword, password])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
});
