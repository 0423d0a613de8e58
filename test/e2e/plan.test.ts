// `ovh-mail plan`, as it is installed, on the real engine: the team's mail with one delegate swapped, one mailbox shared with
// somebody outside and one left alone. Every form tells all three, and a right that Pulumi has never seen.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Project } from "./project.js";

const EXAMPLE = join(__dirname, "../../examples/team-mail");

/** What the team has besides. */
const FINANCE = `
const finance = new ovhmail.SharedMailbox("finance", { service, emailAddress: \`finance@\${domain}\`, quotaMb: 1024 });
new ovhmail.Delegation("finance", { on: finance, grants: { [\`carol@\${domain}\`]: ["fullAccess"] } });
`;

async function team(): Promise<Project> {
  const names = ["index.ts", "package.json", "tsconfig.json"];
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(EXAMPLE, name), "utf8")]));
  return Project.open({
    service: {
      freeAccounts: 5,
      domains: ["example.com", "partner.test"],
      accounts: [{ emailAddress: "mallory@partner.test" }],
    },
    files: { ...files, "index.ts": `${files["index.ts"]}${FINANCE}` },
  });
}

/** Three runs of the engine, on a machine that has other things to do. */
const TIMEOUT_MS = 300_000;

test(
  "tells every form who gains and who loses, who is outside, and what is left with nobody",
  async () => {
    const project = await team();
    const read = (name: string) => readFileSync(join(project.directory, name), "utf8");
    await project.up();
    const nothing = await project.runInstalled("ovh-mail", "plan", "--detailed-exitcode");
    expect(nothing.output).toContain("Nobody gains or loses a right.");
    expect(nothing.code).toBe(0);

    await project.ok("config", "set", "supportAgent", "eve");
    const program = read("index.ts")
      .replace(/(on: finance, grants: )\{.*?\] \}/, "$1{}")
      .replace("grants: {\n", 'grants: {\n    "mallory@partner.test": ["fullAccess"],\n');
    writeFileSync(join(project.directory, "index.ts"), program);
    project.simulator.world.grant({ on: "support@example.com", to: "dave@example.com", right: "sendAs" });
    const callsBefore = project.simulator.calls.length;

    // One preview for all forms, as a pipeline keeps it.
    writeFileSync(join(project.directory, "preview.json"), await project.ok("preview", "--json", "--show-sames"));
    const from = ["plan", "--file", "preview.json", "--outside-domain", "partner.test"];
    const failing = ["--fail-on", "external,orphaned,revoked", "--html", "plan.html"];
    const { code, output } = await project.runInstalled("ovh-mail", ...from, ...failing);
    expect(output).toContain("+ will be able to read support@example.com and send on its behalf");
    expect(code).toBe(3);
    for (const form of ["--markdown", "--json"]) {
      expect(await project.runInstalled("ovh-mail", ...from, form, "--output", `plan${form}`)).toEqual({
        code: 0,
        output: "",
      });
    }
    for (const text of [output, read("plan.html"), read("plan--markdown"), read("plan--json")]) {
      for (const name of ["eve@example.com", "bob@example.com", "mallory@partner.test", "finance@example.com"]) {
        expect(text).toContain(name);
      }
    }
    expect(JSON.parse(read("plan--json"))).toMatchObject({
      project: "mail",
      stack: "test",
      live: true,
      conditions: {
        external: ["mallory@partner.test"],
        orphaned: ["finance@example.com"],
        revoked: ["support@example.com"],
        deleted: [],
      },
    });
    expect(read("plan--markdown")).toContain("`dave@example.com` (send as)");
    // Nothing is changed by looking.
    const made = project.simulator.calls.slice(callsBefore).filter(({ method }) => method !== "GET");
    expect(made).toEqual([]);
  },
  TIMEOUT_MS,
);
