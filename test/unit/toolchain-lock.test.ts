// The lock that keeps two runs from building the same thing, and the cache it guards.
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

// The scripts are ECMAScript modules, and this file is CommonJS for the compiler.
const loadCache = () => import("../../scripts/lib/cache.mjs");
const loadLock = () => import("../../scripts/lib/lock.mjs");

const LOCK_MODULE = pathToFileURL(join(__dirname, "..", "..", "scripts", "lib", "lock.mjs")).href;
const THREE_MINUTES_S = 180;
const CONTENDERS = 4;
const DEADLINE_MS = 20_000;

let directory: string;
let lock: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "toolchain-lock-test-"));
  lock = join(directory, "a.lock");
  vi.stubEnv("PULUMI_OVH_MAIL_CACHE", directory);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

function writeLock(pid: number): void {
  writeFileSync(lock, JSON.stringify({ pid, host: hostname(), token: "another run" }));
}

/** The id of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

describe("the lock", () => {
  it("is held while the work is done, and given back after it", async () => {
    const { withLock } = await loadLock();
    expect(await withLock(lock, "testing", async () => existsSync(lock))).toBe(true);
    expect(readdirSync(directory)).toEqual([]);
  });

  it("is given back when the work fails", async () => {
    const { withLock } = await loadLock();
    await expect(withLock(lock, "testing", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(readdirSync(directory)).toEqual([]);
  });

  it("makes a second one wait, who says so", async () => {
    const { withLock } = await loadLock();
    const events: string[] = [];
    let finish = () => {};
    const first = withLock(lock, "testing", async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      events.push("first");
    });
    const second = withLock(lock, "testing", async () => events.push("second"));
    await vi.waitFor(() => expect(process.stderr.write).toHaveBeenCalledWith(expect.stringContaining("Waiting for")));
    finish();
    await Promise.all([first, second]);
    expect(events).toEqual(["first", "second"]);
  });

  it("is not waited for without end", async () => {
    const { withLock } = await loadLock();
    writeLock(process.pid);
    await expect(withLock(lock, "testing", async () => "", { deadlineMs: 10 })).rejects.toThrow("Gave up waiting");
    expect(existsSync(lock)).toBe(true);
  });

  it("is taken over from a process that has died", async () => {
    const { withLock } = await loadLock();
    writeLock(deadPid());
    expect(await withLock(lock, "testing", async () => "done", { deadlineMs: 1_000 })).toBe("done");
  });

  it("is taken over when its owner has not been heard of for two minutes", async () => {
    const { withLock } = await loadLock();
    writeLock(process.pid);
    const then = Date.now() / 1_000 - THREE_MINUTES_S;
    utimesSync(lock, then, then);
    expect(await withLock(lock, "testing", async () => "done", { deadlineMs: 1_000 })).toBe("done");
  });

  it("lets one process at a time in when several take over a stale one", { timeout: DEADLINE_MS }, async () => {
    writeLock(deadPid());
    const log = join(directory, "log");
    const program = `
      import { appendFileSync } from "node:fs";
      import { setTimeout } from "node:timers/promises";
      const { withLock } = await import(${JSON.stringify(LOCK_MODULE)});
      await withLock(${JSON.stringify(lock)}, "testing", async () => {
        appendFileSync(${JSON.stringify(log)}, "in\\n");
        await setTimeout(50);
        appendFileSync(${JSON.stringify(log)}, "out\\n");
      });`;
    const runOne = () =>
      new Promise((resolve) => {
        spawn(process.execPath, ["--input-type=module", "-e", program], { timeout: DEADLINE_MS }).on("close", resolve);
      });
    expect(await Promise.all(Array.from({ length: CONTENDERS }, runOne))).toEqual(Array(CONTENDERS).fill(0));
    expect(readFileSync(log, "utf8")).toBe("in\nout\n".repeat(CONTENDERS));
  });
});

describe("the cache", () => {
  const make = vi.fn(async (staging: string) => {
    mkdirSync(join(staging, "out"));
    writeFileSync(join(staging, "out", "file"), "made");
    return join(staging, "out");
  });

  beforeEach(() => {
    make.mockClear();
  });

  it("makes a directory once, also for two at the same time", async () => {
    const { cached } = await loadCache();
    const [one, two] = await Promise.all([cached("tool", "testing", make), cached("tool", "testing", make)]);
    expect(one).toBe(two);
    expect(readFileSync(join(one, "file"), "utf8")).toBe("made");
    expect(make).toHaveBeenCalledTimes(1);
    expect(readdirSync(join(directory, "staging"))).toEqual([]);
  });

  it("keeps nothing of what failed", async () => {
    const { cached } = await loadCache();
    const failing = async (staging: string) => {
      await make(staging);
      throw new Error("broken");
    };
    await expect(cached("tool", "testing", failing)).rejects.toThrow("broken");
    expect(existsSync(join(directory, "tool"))).toBe(false);
    expect(readdirSync(join(directory, "staging"))).toEqual([]);
  });

  it("removes what a killed run has left, and nothing else", async () => {
    const { cached } = await loadCache();
    for (const name of ["tool-a1", "other-b2"]) mkdirSync(join(directory, "staging", name), { recursive: true });
    await cached("tool", "testing", make);
    expect(readdirSync(join(directory, "staging"))).toEqual(["other-b2"]);
  });
});
