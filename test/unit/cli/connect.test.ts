// How commands reach OVHcloud: the same credentials, from the same places, as the provider; one sentence without any.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { connect } from "../../../cli/shared/connect.js";
import { ExchangeServicesApi } from "../../../provider/ovh/exchange-services.js";
import { contextForTests } from "../../support/cli.js";
import { createWorld, SERVICE } from "../../support/world.js";

const directory = mkdtempSync(join(tmpdir(), "cli-connect-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
writeFileSync(join(directory, "Pulumi.yaml"), "name: mail\nruntime: nodejs\n");

/** Instead of `pulumi config --json --show-secrets`. */
function pulumiSays(code: number, stdout: string, stderr = "") {
  return { workingDirectory: directory, runProcess: async () => ({ code, stdout, stderr, isTimedOut: false }) };
}

const message = (work: Promise<unknown>) =>
  work.then(
    () => "fine",
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe("a connection", () => {
  test("takes its credentials from the environment, and makes no call by itself", async () => {
    const world = createWorld();
    const { context } = contextForTests([], { world });
    const { session, api } = await connect(context);
    expect(world.simulator.calls).toHaveLength(0);
    expect(await new ExchangeServicesApi(api).listOrganizations()).toEqual([SERVICE]);
    expect((await session.exchange(SERVICE).api.listAccounts()).length).toBeGreaterThan(0);
  });

  test("takes them from the stack's configuration in a Pulumi project, and keeps its secrets out of what is written", async () => {
    const value = (text: string, secret = false) => ({ value: text, secret });
    const config = {
      "ovh:endpoint": value("http://127.0.0.1:1/1.0"),
      "ovh:applicationKey": value("key"),
      "ovh:applicationSecret": value("configured-secret", true),
      "ovh:consumerKey": value("configured-consumer", true),
    };
    const { context, result } = contextForTests([], pulumiSays(0, JSON.stringify(config)));
    const { settings } = await connect(context);
    expect(settings).toMatchObject({ endpoint: "http://127.0.0.1:1/1.0", credentials: { kind: "application" } });
    context.stdout.write("configured-secret configured-consumer");
    expect(result(0).stdout).toBe("[secret] [secret]");
  });

  test("without credentials is one sentence", async () => {
    expect(await message(connect(contextForTests([]).context))).toMatch(
      /^ExpectedError: OVHcloud credentials are missing: /,
    );
    expect(await message(connect(contextForTests(["--lang=fr"]).context))).toMatch(
      /^ExpectedError: Les identifiants OVHcloud/,
    );
  });

  test("says why the stack's configuration was not read", async () => {
    const { context } = contextForTests([], pulumiSays(255, "", "error: no stack selected\n"));
    expect(await message(connect(context))).toContain("was not read: no stack selected");
  });

  test("says what is wrong with half a set", async () => {
    const { context } = contextForTests([], { environment: { OVH_CLIENT_ID: "only" } });
    expect(await message(connect(context))).toMatch(/^ExpectedError: OVHcloud credentials are incomplete/);
  });
});
