// A long wait on the real engine shows what is waited for, and since when.

import { expect, test } from "vitest";
import { Project, shared } from "./project.js";

test("what is waited for is told while it lasts", async () => {
  const project = await Project.open({ taskDurationMs: 22_000 });
  project.write([shared("support")]);
  const output = await project.up();
  expect(output).toMatch(
    /still waiting for OVHcloud: the creation of shared mailbox support@example.com \(task \d+, 1\d s\)/,
  );
});
