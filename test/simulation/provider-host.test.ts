// What a state says of whose code runs holds for a deletion and a refresh, whichever release and process wrote it.

import { beforeEach, expect, test } from "vitest";
import { providerText } from "../../provider/state-texts.js";
import type { Environment } from "./environment.js";
import { olderText, ProviderHost } from "./provider-host.js";
import { Scene } from "./scene.js";

const QUIET: Environment = {
  calls: [],
  tasks: [],
  percent: 0,
  taskDurationMs: { min: 100, max: 100 },
  objectsLagMs: 0,
  listsLagMs: 0,
  switches: {},
  luck: 2,
};

let scene: Scene;

beforeEach(async () => {
  scene = new Scene(QUIET, false);
  scene.actor("main").forms = new Map([
    ["john", 0],
    ["info", 0],
  ]);
  expect(await scene.up("main")).toMatchObject({ errors: new Map() });
});

const textOf = (name: string) => scene.actor("main").stack.state.get(name)?.outputs.__provider;

test("the state holds the text that the classes send", () => {
  expect(textOf("john")).toBe(providerText("ExternalContact"));
});

test("a refresh and a destroy go by the text in the state of an older release, in a process that never saw another", async () => {
  const { stack } = scene.actor("main");
  scene.restart("main");
  stack.age();
  expect(await scene.refresh("main")).toMatchObject({ steps: [], errors: new Map() });
  expect(textOf("john")).toBe(olderText("ExternalContact"));
  scene.actor("main").forms = new Map();
  const { world } = scene.simulator;
  expect(world.externalContact("john@example.edu")).toBeDefined();
  expect(await scene.up("main")).toMatchObject({ errors: new Map() });
  expect(world.externalContact("john@example.edu")).toBeUndefined();
  expect(scene.coverage.counts["older provider"]).toEqual({ refresh: 2, delete: 2 });
});

test("a program that changes nothing leaves the older text where it is, and one that changes something brings its own", async () => {
  const { stack } = scene.actor("main");
  stack.age();
  expect(await scene.up("main")).toMatchObject({ steps: ["same john", "same info"] });
  expect(textOf("john")).toBe(olderText("ExternalContact"));
  scene.actor("main").forms.set("john", 3);
  expect(await scene.up("main")).toMatchObject({ steps: ["update john", "same info"] });
  expect(textOf("john")).toBe(providerText("ExternalContact"));
});

test("what has lost its text can neither be read nor deleted", async () => {
  const { stack } = scene.actor("main");
  const john = stack.state.get("john");
  if (john === undefined) throw new Error("john is not there");
  const { __provider, ...outputs } = john.outputs;
  stack.state.set("john", { ...john, outputs });
  scene.restart("main");
  const result = await scene.refresh("main");
  expect(result).toMatchObject({ errors: new Map([["john", "code must be a string"]]) });
});

test("one text is one provider of the process, and another text another", () => {
  const { host } = scene.actor("main").process;
  const props = { __provider: providerText("ExternalContact") };
  expect(host).toBeInstanceOf(ProviderHost);
  expect(host.providerOf(props)).toBe(host.providerOf({ ...props }));
  expect(host.providerOf({ __provider: olderText("ExternalContact") })).not.toBe(host.providerOf(props));
});
