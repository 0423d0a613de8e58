// Passwords and credentials on the real engine: in no output, in no state file, in no name of a file, at no verbosity of ours.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { account, Project } from "./project.js";

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
  const texts = [...outputs, ...files, ...files.map((file) => readFileSync(file, "utf8"))].join("\n");
  for (const secret of [PASSWORD, NEXT_PASSWORD, generated, credentials.applicationSecret, credentials.consumerKey]) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]) {
      expect(texts.includes(form), `a form of the secret ${secret.slice(0, 3)}…`).toBe(false);
    }
  }
  const queries = project.simulator.calls.map(({ path, query }) => path + query).join();
  expect(queries).not.toContain("Canary");
});

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
