// On the real engine: a create that fails half-way is continued, and no input that cannot be right changes anything.

import { expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { account, type Declared, delegation, Project, SERVICE, shared } from "./project.js";

test("a create that fails after the API accepted it is continued by the next up", async () => {
  const project = await Project.open();
  const { world, faults } = project.simulator;
  project.write([account("anna"), shared("support")]);
  faults.onCall(
    { method: "POST", route: "/changePassword", times: 2 },
    { kind: "respond", status: 500, body: "<html>oops</html>" },
  );
  faults.failTask("addSharedAccount", { outcome: "error" });
  const failed = await project.run("up", "--yes", "--skip-preview");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toMatch(/it is not known whether OVHcloud carried out POST/);
  expect(failed.output).toMatch(/its task \d+ \(addSharedAccount\) ended as "error"/);
  const { anna, support } = project.state();
  expect(anna?.initErrors).toHaveLength(1);
  expect(support?.initErrors).toHaveLength(1);

  expect(await project.preview()).toMatchObject({ anna: { op: "update" }, support: { op: "update" } });
  await project.up();
  expect(project.state().anna).toMatchObject({ id: anna?.id });
  expect(project.state().anna?.initErrors).toBeUndefined();
  expect(world.freeAccounts()).toHaveLength(7);
  expect(world.sharedAccounts()).toHaveLength(1);
  await project.ok("preview", "--expect-no-changes");
});

const rights = (grants: Values) =>
  delegation("rights", { on: { service: SERVICE, emailAddress: "support@example.com" }, grants });

const WRONG: readonly { readonly program: Declared; readonly says: RegExp }[] = [
  {
    program: account("anna", { emailAddress: "anna at example.com" }),
    says: /property emailAddress .*"anna at example.com" is not an e-mail address such as/,
  },
  { program: account("anna", { service: undefined }), says: /property service .*service is missing/ },
  {
    program: shared("support", { quotaMb: -1 }),
    says: /property quotaMb .*expected a whole number of MB above 0, such as 2048, got -1/,
  },
  {
    program: rights({ "anna@example.com": ["readAll"] }),
    says: /grants\["anna@example.com"\]\[0\]: "readAll" is not a right; there are fullAccess, sendAs, sendOnBehalf/,
  },
];

test("wrong input is refused in the preview, with the property named", async () => {
  const project = await Project.open();
  for (const { program, says } of WRONG) {
    project.write([program]);
    const { code, output } = await project.run("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(says);
    expect(output).not.toMatch(/node_modules|at .*\.js:\d+/);
  }
  expect(project.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("what only the live service shows is refused in the preview, and up does not start", async () => {
  const project = await Project.open({
    service: { freeAccounts: 1, accounts: [{ emailAddress: "carol@example.com" }] },
  });
  project.write([
    account("anna"),
    account("bob"),
    account("carol"),
    shared("support", { quotaMb: 9_999_999 }),
    delegation("rights", {
      on: "$support",
      grants: { "anna@example.com": ["fullAccess"], "nobody@example.com": ["fullAccess"] },
    }),
    account("dave", { service: "hosted-zz99999-9" }),
  ]);
  const { code, output } = await project.run("up", "--yes");
  expect(code).not.toBe(0);
  expect(output).toMatch(/needs 2 free accounts for this program and has 1: order more accounts/);
  expect(output).toMatch(
    /emailAddress: carol@example.com exists already, as a mailbox of this service: set adopt to true/,
  );
  expect(output).toMatch(/quotaMb: 9999999 MB is more than this service allows/);
  expect(output).toMatch(/grants\["nobody@example.com"\]: hosted-ab12345-1 has no mailbox with this address/);
  expect(output).toMatch(/service: these credentials see no Exchange service "hosted-zz99999-9"/);
  expect(output).toMatch(/mistakes were found in the program, and nothing was changed/);
  expect(project.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(project.state()).toEqual({});
});

test("the same is refused when the preview is skipped", async () => {
  const project = await Project.open({
    service: { freeAccounts: 0, sharedAccounts: [{ emailAddress: "info@example.com", quotaMb: 10 }] },
  });
  project.write([
    account("anna"),
    delegation("rights", {
      on: { service: SERVICE, emailAddress: "info@example.com" },
      grants: { "nobody@example.com": ["fullAccess"] },
    }),
  ]);
  const { code, output } = await project.run("up", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toMatch(/Exchange service hosted-ab12345-1 has no free account/);
  expect(output).toMatch(/grants\["nobody@example.com"\]: the service has no mailbox with this address/);
  expect(project.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("without credentials a preview says what it did not check, and up is refused; half of them are an error", async () => {
  const project = await Project.open();
  project.write([account("anna")]);
  project.forget(/^OVH_(APPLICATION|CONSUMER)/);
  const preview = await project.run("preview");
  expect(preview.code).toBe(0);
  expect(preview.output).toMatch(
    /were not checked, and "pulumi up" will be refused. OVHcloud credentials are missing: set/,
  );
  const up = await project.run("up", "--yes", "--skip-preview");
  expect(up.code).not.toBe(0);
  expect(up.output).toMatch(/OVHcloud credentials are missing: set the environment variables OVH_APPLICATION_KEY/);
  await project.ok("config", "set", "ovh:applicationKey", "half");
  const half = await project.run("preview");
  expect(half.code).not.toBe(0);
  expect(half.output).toMatch(/incomplete: OVH_APPLICATION_SECRET \(or ovh:applicationSecret\) and OVH_CONSUMER_KEY/);
  expect(project.simulator.calls).toEqual([]);
});
