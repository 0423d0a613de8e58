// How the scripts find, or provide, the Pulumi tool chain.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

// The scripts are ECMAScript modules, and this file is CommonJS for the compiler.
const loadLookup = () => import("../../scripts/lib/lookup.mjs");
const loadPaths = () => import("../../scripts/lib/paths.mjs");
const loadPulumi = () => import("../../scripts/lib/pulumi.mjs");
const loadVersions = () => import("../../scripts/lib/versions.mjs");

const EXECUTABLE = 0o755;
const isWindows = process.platform === "win32";
const NO_SCRIPTS = "Windows runs no shell scripts";
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "toolchain-test-"));
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true, force: true });
});

describe("versions", () => {
  it.each([
    ["v22.12.0", "22.12.0", true],
    ["v22.11.9", "22.12.0", false],
    ["v20.20.2", "22.12", false],
    ["v100.0.0", "22.12", true],
    ["1.26.8", "1.25", true],
    ["1.25rc1", "1.25", true],
    ["1.9", "1.25", false],
    ["v3.139.0-alpha.1", "3.139.0", true],
    ["something else", "3.139.0", false],
  ])("%s is at least %s: %s", async (version, minimum, expected) => {
    const { isAtLeast } = await loadVersions();
    expect(isAtLeast(version, minimum)).toBe(expected);
  });
});

describe("the cache directory", () => {
  it.each([
    ["linux", {}, "/home/ann/.cache/pulumi-ovh-mail"],
    ["linux", { XDG_CACHE_HOME: "/var/cache/ann" }, "/var/cache/ann/pulumi-ovh-mail"],
    ["linux", { XDG_CACHE_HOME: "relative" }, "/home/ann/.cache/pulumi-ovh-mail"],
    ["linux", { XDG_CACHE_HOME: "/var", PULUMI_OVH_MAIL_CACHE: "/own" }, "/own"],
    ["darwin", {}, "/home/ann/Library/Caches/pulumi-ovh-mail"],
    ["win32", { LOCALAPPDATA: "C:\\Ann\\Local" }, "C:\\Ann\\Local\\pulumi-ovh-mail"],
    ["win32", { PULUMI_OVH_MAIL_CACHE: "D:\\cache" }, "D:\\cache"],
  ] as const)("on %s with %o is %s", async (platform, env, expected) => {
    const { cacheDirectory } = await loadPaths();
    expect(cacheDirectory({ env, platform, home: "/home/ann" })).toBe(expected);
  });
});

/** A directory with a Pulumi that reports `version`; with the companions it needs, unless told otherwise. */
function fakePulumi(name: string, version: string, companions = true): string {
  const bin = join(directory, name, "bin");
  mkdirSync(bin, { recursive: true });
  const names = ["pulumi", ...(companions ? ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] : [])];
  for (const executable of names) {
    writeFileSync(join(bin, executable), `#!/bin/sh\n${version ? `echo ${version}` : "exit 1"}\n`);
    chmodSync(join(bin, executable), EXECUTABLE);
  }
  return bin;
}

describe("a Pulumi on the PATH", () => {
  beforeEach(({ skip }) => skip(isWindows, NO_SCRIPTS));

  it("is used when it is recent and complete", async () => {
    const { pulumiOnPath } = await loadLookup();
    const bin = fakePulumi("a", "v3.200.1");
    expect(await pulumiOnPath([join(directory, "none"), bin].join(delimiter))).toEqual({
      pulumi: { bin, version: "3.200.1" },
    });
  });

  it("may have its companions elsewhere on the PATH", async () => {
    const { pulumiOnPath } = await loadLookup();
    const bin = fakePulumi("a", "v3.200.1", false);
    const other = fakePulumi("b", "v3.150.0");
    expect((await pulumiOnPath([bin, other].join(delimiter))).pulumi).toEqual({ bin, version: "3.200.1" });
  });

  it.each([
    ["too old", "v3.138.0", true, "3.138.0, and 3.139.0 or newer is needed"],
    ["broken", "", true, "does not work"],
    ["without a language host", "v3.200.0", false, "without pulumi-language-nodejs and pulumi-resource-pulumi-nodejs"],
  ])("is not used when it is %s", async (_, version, companions, problem) => {
    const { pulumiOnPath } = await loadLookup();
    const result = await pulumiOnPath(fakePulumi("a", version, companions));
    expect(result.pulumi).toBeUndefined();
    expect(result.problem).toContain(problem);
  });

  it("is not there", async () => {
    const { pulumiOnPath } = await loadLookup();
    expect(await pulumiOnPath(directory)).toEqual({});
  });
});

describe("a Pulumi in the cache", () => {
  beforeEach(({ skip }) => skip(isWindows, NO_SCRIPTS));

  it("is the first complete one", async () => {
    const { pulumiInCache } = await loadLookup();
    fakePulumi("first", "v3.270.0", false);
    const bin = fakePulumi("second", "v3.259.0");
    const names = ["none", "first", "second"].map((name) => join(directory, name));
    expect((await pulumiInCache(names)).pulumi?.bin).toBe(bin);
  });
});

describe("the tool chain", () => {
  const nothing = {
    onPath: async () => ({}),
    inCache: async () => ({}),
    isInstallerReachable: async () => false,
    install: async (): Promise<string> => expect.unreachable(),
    goProblem: async (): Promise<string | undefined> => "Go is not installed",
    build: async (): Promise<string> => expect.unreachable(),
  };
  const found = (bin: string) => async () => ({ pulumi: { bin, version: "3.200.0" } });
  const unused = (): never => expect.unreachable();

  it("is first looked for on the PATH", async () => {
    const { providePulumi } = await loadPulumi();
    const sources = { ...nothing, onPath: found("/path"), inCache: unused, isInstallerReachable: unused };
    expect(await providePulumi(sources)).toEqual({ bin: "/path", onPath: true });
  });

  it("is then looked for in the cache", async () => {
    const { providePulumi } = await loadPulumi();
    const sources = { ...nothing, onPath: async () => ({ problem: "too old" }), inCache: found("/cache") };
    expect(await providePulumi({ ...sources, isInstallerReachable: unused })).toEqual({ bin: "/cache", onPath: false });
  });

  it("is then installed, with no thought of Go", async () => {
    const { providePulumi } = await loadPulumi();
    const sources = { ...nothing, isInstallerReachable: async () => true, install: async () => "/installed" };
    expect(await providePulumi({ ...sources, goProblem: unused })).toEqual({ bin: "/installed", onPath: false });
  });

  it("is built when the installer fails", async () => {
    const { providePulumi } = await loadPulumi();
    const install = () => Promise.reject(new Error("no space left"));
    const sources = { ...nothing, isInstallerReachable: async () => true, install };
    const withGo = { ...sources, goProblem: async () => undefined, build: async () => "/built" };
    expect(await providePulumi(withGo)).toEqual({ bin: "/built", onPath: false });
  });

  it("cannot be had, and the message names the three ways", async () => {
    const { providePulumi } = await loadPulumi();
    const failure = providePulumi(nothing);
    await expect(failure).rejects.toThrow(/on the PATH.*download it.*not reachable.*Go is not installed/s);
  });
});
