// An unrelated, empty TypeScript project: the packed package is installed with npm, compiles and applies.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { Project } from "./project.js";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as ovhmail from "pulumi-ovh-mail";
import { SharedMailbox, type Right } from "pulumi-ovh-mail";

const service = "hosted-ab12345-1";
const rights: Right[] = ["fullAccess", "sendAs"];
const anna = new ovhmail.ExchangeAccount("anna", { service, emailAddress: "anna@example.com" });
const support = new SharedMailbox("support", { service, emailAddress: "support@example.com", quotaMb: 512 });
new ovhmail.Delegation("support", { on: support, grants: { "anna@example.com": rights } });
const password: pulumi.Output<string | undefined> = anna.initialPassword;
export const address = anna.emailAddress;
export const hasPassword = password.apply((text) => text !== undefined);
`;

const compilerOptions = (module: string) => ({ target: "es2022", module, strict: true, noEmit: true });

const flavours = [
  { name: "CommonJS", type: "commonjs", compiler: compilerOptions("node16") },
  { name: "an ES module", type: "module", compiler: compilerOptions("nodenext") },
];

describe.each(flavours)("a TypeScript program as $name", ({ type, compiler }) => {
  test("type-checks and applies", async () => {
    const project = await Project.open({
      files: {
        "index.ts": PROGRAM,
        "package.json": JSON.stringify({ name: "mail", private: true, type, main: "index.ts" }),
        "tsconfig.json": JSON.stringify({ compilerOptions: compiler, files: ["index.ts"] }),
      },
      ...(type === "module" ? { environment: { NODE_OPTIONS: "--experimental-strip-types --no-warnings" } } : {}),
    });
    const tsc = join(inject("userDirectory"), "node_modules", "typescript", "bin", "tsc");
    execFileSync(process.execPath, [tsc], { cwd: project.directory, stdio: "pipe" });
    await project.ok("up", "--yes");
    expect(project.simulator.world.grants("support@example.com")).toHaveLength(2);
    const outputs = await project.ok("stack", "output", "--json");
    expect(JSON.parse(outputs)).toMatchObject({ address: "anna@example.com", hasPassword: "[secret]" });
    await project.ok("preview", "--expect-no-changes");
  });
});
