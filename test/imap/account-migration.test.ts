// A migration whose copy runs between two real mail servers, while OVHcloud's API is the simulator.

import tls from "node:tls";
import { expect, onTestFinished, type TestContext, test, vi } from "vitest";
import { PASSWORD, whyNoDovecot } from "../../bench/dovecot.mjs";
import { Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";
import { contentOf, deliver, startServers } from "./dovecot.js";
import { oddMailbox } from "./mailbox.js";
import { startProxy } from "./proxy.js";

const ANNA = "anna@example.com";
const PROVISIONAL = "anna.mxplan@example.com";
const PLAN = "mxplan-ab12345-1";
const MESSAGES = 600;

function startWorld() {
  const owner = "ab12345-ovh";
  const mxPlanServices = [
    { name: PLAN, owner, domains: ["example.com"], accounts: [{ emailAddress: ANNA, displayName: "Anna Durand" }] },
  ];
  const mxPlanDomains = [{ name: "example.com", owner, migratedTo: PLAN }];
  return createWorld({ seed: seedWith({ freeAccounts: 2 }, { mxPlanDomains, mxPlanServices }) });
}

async function startMailServers() {
  const servers = await startServers({ delimiter: "/" }, { delimiter: ".", specialUse: { "Sent Items": "\\Sent" } });
  onTestFinished(() => servers.stop());
  const proxy = await startProxy(servers.destination.tlsPort);
  onTestFinished(() => proxy.stop());
  // As NODE_EXTRA_CA_CERTS would.
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), servers.source.ca, servers.destination.ca]);
  return { ...servers, proxy };
}

test("a migration goes on where its copy was broken off, and tells what both sides hold", async (context: TestContext) => {
  const missing = whyNoDovecot();
  if (missing !== undefined) context.skip(missing);
  if (!("setDefaultCACertificates" in tls)) context.skip("Node.js trusts another authority at run time from 22.19 on");
  const { source, destination, proxy } = await startMailServers();
  const mails = oddMailbox(MESSAGES, 6);
  await deliver(source, PROVISIONAL, mails);
  vi.stubEnv("MAILBOX_PASSWORD", PASSWORD);
  onTestFinished(() => void vi.unstubAllEnvs());
  const hosts = { sourceHost: "127.0.0.1", destinationHost: "127.0.0.1" };
  const imap = { ...hosts, sourcePort: source.tlsPort, destinationPort: proxy.port, connections: 2 };
  const passwordFrom = { env: "MAILBOX_PASSWORD" };
  const props = { source: ANNA, destination: { service: SERVICE }, passwordFrom, sourcePasswordFrom: passwordFrom };
  const program = [
    { kind: "AccountMigration", name: "it", props: { ...props, copy: { imap }, sourceAfterwards: "reset" } },
  ];
  const world = startWorld();
  const said: string[] = [];
  const engine = new Engine(world.newSession({ say: (line) => said.push(line) }));
  const outputs = () => engine.state.get("it")?.outputs ?? {};

  proxy.plan("breakDown", 500_000);
  const broken = await engine.up(program);
  expect(broken.errors.join()).toMatch(
    /the connection to the destination was lost: .* \(7 times in a row\)\. The next "pulumi up"/,
  );
  expect(outputs()).toMatchObject({ phase: "copying" });
  expect(outputs().copyReport).toBeUndefined();
  expect(world.simulator.world.mxplan.account(PROVISIONAL), "nothing is reset before all is copied").toBeDefined();
  const half = JSON.stringify([...engine.state]);
  const arrived = Object.values(await contentOf(destination, ANNA)).flat().length;
  expect(arrived).toBeGreaterThan(50);
  expect(arrived).toBeLessThan(mails.length);

  proxy.repair();
  world.writes();
  expect(await engine.up(program)).toEqual({ steps: ["update it"], errors: [] });
  // The copy alone, and then the reset.
  expect(world.writes()).toEqual(["DELETE /email/mxplan/{service}/account/{email}"]);
  const { copyReport, phase } = outputs();
  expect(phase).toBe("done");
  expect(copyReport).toMatchObject({ complete: true, messages: mails.length, skipped: [] });
  const sent = mails.filter(({ folder }) => folder === "Sent").length;
  const folder = new RegExp(`^Sent: ${sent} messages, \\d+ bytes; Sent Items: ${sent} messages, \\d+ bytes$`);
  expect((copyReport as { folders: string[] }).folders).toContainEqual(expect.stringMatching(folder));

  const [before, after] = [await contentOf(source, PROVISIONAL), await contentOf(destination, ANNA)];
  expect(after["Sent Items"]).toEqual(before.Sent);
  expect(Object.values(after).flat()).toHaveLength(mails.length);
  expect(after).toMatchObject({ INBOX: before.INBOX, "日本語.メール": before["日本語/メール"] });
  expect(said).toContain(`comparing both mailboxes of ${ANNA}`);
  expect(said.join("\n")).toMatch(/copying the mail of anna@example\.com: 0 of \d+ messages, 0 of \d+ MB/);

  expect((await engine.up(program)).steps).toEqual(["same it"]);
  const told = JSON.stringify([
    [...engine.state],
    half,
    broken.errors,
    said,
    world.simulator.calls.map(({ path }) => path),
  ]);
  expect(told).not.toContain(PASSWORD);
});
