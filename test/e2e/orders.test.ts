// On the real engine: a preview says what will be ordered and orders nothing; an order that is not paid in time is kept.

import { expect, test } from "vitest";
import { account, Project } from "./project.js";

test("an account is ordered once, whatever runs until it is paid", async () => {
  const project = await Project.open({ service: { freeAccounts: 0 } });
  const { simulator } = project;
  const orders = () => simulator.calls.filter(({ method, route }) => method === "POST" && route.startsWith("/order/"));
  const anna = (rest: object) => account("anna", { orderWhenNoneFree: { duration: "monthly", ...rest } });

  project.write([anna({})]);
  const planned = await project.ok("preview");
  expect(planned).toMatch(
    /warning: orderWhenNoneFree: hosted-ab12345-1 needs 1 free accounts .*: 1 account \(standard, for a month\) will be ordered for 4.80 € with tax; pay/,
  );
  expect(simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);

  await project.ok("config", "set", "ovhmail:taskTimeoutSeconds", "4");
  const unpaid = await project.run("up", "--yes", "--skip-preview");
  expect(unpaid.code).not.toBe(0);
  expect(unpaid.output).toMatch(/somebody to pay 1 account for .* at https:\/\/order.example.com\/\d+ \(order \d+/);
  expect(unpaid.output).toMatch(/order \d+ of 1 account .* is not paid after \d+ s: pay it, or cancel it, at https:/);
  const id = "hosted-ab12345-1/account/anna@example.com";
  expect(project.state().anna).toMatchObject({ id, initErrors: [expect.stringContaining("is not paid")] });
  expect(project.state().anna?.outputs).not.toHaveProperty("accountId");

  await project.ok("refresh", "--yes");
  expect(project.state().anna).toMatchObject({ id });

  await project.ok("config", "set", "ovhmail:taskTimeoutSeconds", "60");
  project.write([anna({ paymentMethodId: 7 })]);
  await project.up();
  expect(project.state().anna).toMatchObject({ id, outputs: { accountId: expect.any(Number) } });
  expect(simulator.world.account("anna@example.com")).toBeDefined();
  expect(orders()).toHaveLength(1);
  await project.ok("preview", "--expect-no-changes");
});
