// Whatever needs a mailbox that a migration brings waits for the migration, however the program names the address.

import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, test } from "vitest";
import { AccountMigration, Delegation, ExchangeAccount, MxPlanAccount } from "../../../sdk/index.js";

const service = "hosted-ab12345-1";
const order: string[] = [];

beforeEach(async () => {
  order.length = 0;
  await pulumi.runtime.setMocks({
    newResource: async ({ name, inputs }) => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
      return { id: `id of ${name}`, state: inputs };
    },
    call: () => ({}),
  });
});

async function made(...resources: readonly pulumi.Resource[]): Promise<void> {
  await Promise.all(resources.map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
}

type Named = (before: MxPlanAccount) => pulumi.Input<string>;

test.each<[login: string, source: (before: MxPlanAccount) => MxPlanAccount | pulumi.Input<string>, arrival: Named]>([
  ["anna", (before) => before, () => "Anna@example.com"],
  ["bob", (before) => before.emailAddress, () => "bob@example.com"],
  ["carol", () => "Carol@Example.com", (before) => before.emailAddress],
  ["dave", (before) => before.emailAddress, (before) => before.emailAddress],
])("the mailbox of %s and the rights on it", async (login, source, arrival) => {
  const before = new MxPlanAccount(`${login} before`, { emailAddress: `${login}@example.com` });
  const after = new ExchangeAccount(`${login} after`, { service, emailAddress: arrival(before), adopt: true });
  const on = { service, emailAddress: `${login}@example.com` };
  const rights = new Delegation(`rights of ${login}`, { on, grants: {} });
  const move = new AccountMigration(`${login} moves`, { source: source(before), destination: { service } });
  await made(before, after, rights, move);
  const moved = order.indexOf(`${login} moves ends`);
  expect(moved).toBeGreaterThan(-1);
  expect(order.indexOf(`${login} after begins`)).toBeGreaterThan(moved);
  expect(order.indexOf(`rights of ${login} begins`)).toBeGreaterThan(moved);
});
