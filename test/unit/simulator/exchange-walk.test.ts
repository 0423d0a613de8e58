/** A walk through every route of the tree, whose calls and answers must all be as OVHcloud describes them. */
import { expect, test } from "vitest";
import { exchangeOperations } from "../../../provider/simulator/api/exchange.js";
import type { Switches } from "../../../provider/simulator/index.js";
import { anna, exchange, picture, type ServiceSeed } from "./exchange-support.js";
import { askDiagnosis, callRoute, inOrder, walk, walkedService } from "./exchange-walk.js";

test.each<[string, Partial<Switches>]>([
  ["the standard answers", {}],
  [
    "the other answers",
    {
      addressInPath: "sameCase",
      bareFilter: "contains",
      createdIsReadable: "afterTask",
      filterCase: "sameCase",
      missingGrant: "task",
      noPendingTask: "null",
      placeholderLogin: "digits",
      putNull: "ignored",
      readOnlyInPut: "ignored",
      renameVisible: "afterTask",
      zeroListSize: "null",
    },
  ],
])("every route answers as OVHcloud describes it, with %s", async (_, switches) => {
  const simulator = exchange({ service: walkedService, switches });
  await walk(simulator);
  const walked = new Set(simulator.calls.map(({ method, route }) => `${method} ${route}`));
  const described = exchangeOperations.map(({ method, template }) => `${method} ${template}`);
  expect(described.filter((one) => !walked.has(one))).toEqual([]);
  expect(simulator.wire.checked).toBeGreaterThan(described.length);
});

test("every route answers as OVHcloud describes it while tasks are under way", async () => {
  const simulator = exchange({ service: walkedService });
  const { world } = simulator;
  await askDiagnosis(simulator, "done");
  for (const operation of inOrder()) await callRoute(simulator, operation);
  expect(world.tasks().filter(({ status }) => status === "todo").length).toBeGreaterThan(50);
});

/** Everything that the walk adds and then looks at is there already. */
const complete: Partial<ServiceSeed> = {
  ...walkedService,
  mailingLists: [
    {
      emailAddress: "team@example.com",
      aliases: ["everybody@example.com"],
      members: ["bob@example.com", "guest@example.org"],
      managers: ["anna@example.com"],
    },
  ],
  grants: ["anna@example.com", "support@example.com", "team@example.com"].flatMap((on) => [
    ...(on === "team@example.com" ? [] : [{ on, to: "bob@example.com", right: "fullAccess" as const }]),
    { on, to: "bob@example.com", right: "sendAs" },
    { on, to: "carol@example.com", right: "sendOnBehalfTo" },
  ]),
};

test("when every task fails, the world is as it was, and no answer was malformed", async () => {
  const simulator = exchange({ service: complete });
  const before = picture(simulator.world);
  simulator.faults.onTask({ times: 1_000 }, { kind: "error" });
  const { world, send } = simulator;
  world.editAccount("anna@example.com", { deleteAtExpiration: true }); // what `terminate` does without a task
  await askDiagnosis(simulator, "error");
  expect((await send("GET", `${anna}/diagnostics`)).status).toBe(404);
  for (const operation of inOrder().filter(({ template }) => !template.endsWith("/diagnostics"))) {
    await callRoute(simulator, operation);
    world.finishTasks();
  }
  expect(new Set(world.tasks().map((task) => task.function)).size).toBeGreaterThan(30);
  expect(world.tasks().map(({ status }) => status)).not.toContain("done");
  world.editAccount("anna@example.com", { deleteAtExpiration: false });
  expect(picture(world)).toEqual(before);
});
