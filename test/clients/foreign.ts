/**
 * Official clients of other languages, each in a program of its own beside this file that does one part of a customer's
 * working day. `npm test` sees to what runs them; where that is not to be had the tests skip, and say why.
 */

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LIMITED, type Stage, setStage } from "./stage.js";

const TIMEOUT_MS = 60_000;

/** By the names that the programs know them by. */
const PARTS = [
  ["who I am, and what I have", "login"],
  ["a person gets a seat and a password", "seat"],
  ["a shared mailbox, with rights that come and go", "shared_mailbox"],
  ["a group with members", "group"],
  ["what goes wrong comes as this client's errors", "errors"],
  ["keys that are wrong come as this client's errors", "keys"],
] as const;

export interface Program {
  /** Undefined where it cannot be run. */
  readonly command: string | undefined;
  readonly args?: readonly string[];
  /** Why it cannot. */
  readonly problem: string | undefined;
}

export function testParts({ command, args = [], problem = "npm test sees to it, and this is not npm test" }: Program) {
  test.for(PARTS)("%s", async ([, part], context) => {
    if (command === undefined) return context.skip(problem);
    const stage = await setStage();
    expect(await run(command, [...args, part], stage)).toEqual({ code: 0, output: "" });
    expect(stage.simulator.calls.length).toBeGreaterThan(1);
  });
}

function run(command: string, args: string[], { simulator, url }: Stage) {
  // Where clients look for configuration files of the user's.
  const directory = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-clients-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    PYTHONDONTWRITEBYTECODE: "1",
    SIMULATOR_URL: url,
    ...keyVariables("SIMULATOR", simulator.credentials),
    ...keyVariables("LIMITED", LIMITED),
  };
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: directory,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: TIMEOUT_MS,
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

function keyVariables(whose: string, keys: typeof LIMITED): Record<string, string> {
  return {
    [`${whose}_APPLICATION_KEY`]: keys.applicationKey,
    [`${whose}_APPLICATION_SECRET`]: keys.applicationSecret,
    [`${whose}_CONSUMER_KEY`]: keys.consumerKey,
  };
}
