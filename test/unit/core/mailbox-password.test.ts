import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { checkFields } from "../../../provider/fields.js";
import { Secret, scrub } from "../../../provider/ovh/secret.js";
import {
  mustSetPassword,
  obtainPassword,
  type PasswordInputs,
  type PasswordSource,
  passwordFields,
  passwordFor,
  passwordRules,
} from "../../../provider/resources/mailbox-password.js";
import { UNKNOWN, type Values } from "../../../provider/values.js";

const VARIABLE = "MAILBOX_PASSWORD_OF_THIS_TEST";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const never = () => {
  throw new Error("nothing is to be generated");
};

/** What a mailbox would be sent. */
async function read(passwordFrom: PasswordSource): Promise<string> {
  const { password, initialPassword } = await obtainPassword({ passwordFrom }, never);
  expect(initialPassword).toBeUndefined();
  return password.reveal();
}

function fileWith(content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "password-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "password.txt");
  writeFileSync(file, content);
  return file;
}

const node = (script: string): PasswordSource => ({ command: [process.execPath, "-e", script] });

describe("what the program may declare", () => {
  function failuresOf(given: Values): string[] {
    const { inputs, failures } = checkFields(passwordFields, given);
    const all = failures.length > 0 ? failures : passwordRules(inputs);
    return all.map(({ property, reason }) => `${property}: ${reason}`);
  }

  test.each<Values>([
    {},
    { password: "Orange-Lundi-42" },
    { passwordFrom: { env: VARIABLE } },
    { passwordFrom: { file: "secrets/anna" }, passwordVersion: 2 },
    { passwordFrom: { command: ["pass", "show", "anna"] }, passwordVersion: "2026-03" },
    { passwordFrom: UNKNOWN },
    { passwordFrom: { file: UNKNOWN }, passwordVersion: UNKNOWN },
  ])("%j is accepted", (given) => {
    expect(failuresOf(given)).toEqual([]);
  });

  test.each<{ given: Values; says: RegExp }>([
    { given: { password: "a", passwordFrom: { env: "A" } }, says: /^passwordFrom: .* exclude each other/ },
    { given: { password: UNKNOWN, passwordFrom: { env: "A" } }, says: /^passwordFrom: .* exclude each other/ },
    { given: { passwordVersion: 2 }, says: /^passwordVersion: .*passwordFrom/ },
    { given: { password: "a", passwordVersion: 2 }, says: /^passwordVersion: .*passwordFrom/ },
    { given: { passwordFrom: {} }, says: /^passwordFrom: expected one of \{ env/ },
    { given: { passwordFrom: { env: "A", file: "b" } }, says: /^passwordFrom: expected one of \{ env/ },
    { given: { passwordFrom: { vault: "b" } }, says: /^passwordFrom: expected one of \{ env/ },
    { given: { passwordFrom: { env: "" } }, says: /^passwordFrom\.env: expected the name of an environment variable/ },
    { given: { passwordFrom: { file: "" } }, says: /^passwordFrom\.file: expected the path of a file/ },
    { given: { passwordFrom: { command: [] } }, says: /^passwordFrom\.command: .*it is missing/ },
    { given: { passwordFrom: { command: [""] } }, says: /^passwordFrom\.command: .*it is missing/ },
    { given: { passwordFrom: { command: "pass show" } }, says: /^passwordFrom\.command: expected a list/ },
    { given: { passwordFrom: { command: ["pass", 7] } }, says: /^passwordFrom\.command\[1\]: expected a text/ },
    {
      given: { passwordFrom: { env: "A" }, passwordVersion: "" },
      says: /^passwordVersion: expected a number or a text/,
    },
    { given: { passwordFrom: { env: "A" }, passwordVersion: true }, says: /^passwordVersion: expected a number/ },
    { given: { passwordFrom: { env: "A" }, passwordVersion: Number.NaN }, says: /^passwordVersion: expected a number/ },
  ])("$given is refused", ({ given, says }) => {
    const failures = failuresOf(given);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(says);
  });

  test.each<Values>([
    { passwordFrom: "Orange-Lundi-42" },
    { passwordFrom: { env: "Orange-Lundi-42" } },
    { passwordFrom: { command: "Orange-Lundi-42" } },
  ])("a password in the wrong place is not repeated", (given) => {
    const failures = failuresOf(given);
    expect(failures).toHaveLength(1);
    expect(failures.join()).not.toContain("Orange");
  });

  test("1 and the text 1 are the same version", () => {
    const versions = [1, "1"].map((passwordVersion) => checkFields(passwordFields, { passwordVersion }).inputs);
    expect(versions[0]).toEqual(versions[1]);
  });
});

describe("whether the password of a mailbox that is there is sent", () => {
  const from = (env: string, passwordVersion?: string): PasswordInputs => ({
    passwordFrom: { env },
    ...(passwordVersion !== undefined && { passwordVersion }),
  });
  const none: PasswordInputs = {};
  const declared: PasswordInputs = { password: "Orange-Lundi-42" };

  test.each([
    { why: "nothing changed", before: from("A", "1"), desired: from("A", "1"), sent: false },
    { why: "another source alone", before: from("A", "1"), desired: from("B", "1"), sent: false },
    { why: "a new version", before: from("A", "1"), desired: from("A", "2"), sent: true },
    { why: "a first version", before: from("A"), desired: from("A", "1"), sent: true },
    { why: "no version any more", before: from("A", "1"), desired: from("A"), sent: false },
    { why: "a source in place of a generated password", before: none, desired: from("A"), sent: true },
    { why: "a source in place of a declared password", before: declared, desired: from("A"), sent: true },
    { why: "a declared password in place of a source", before: from("A", "1"), desired: declared, sent: true },
    { why: "a source that is not declared any more", before: from("A", "1"), desired: none, sent: false },
    { why: "another declared password", before: { password: "Before-77" }, desired: declared, sent: true },
    { why: "the same declared password", before: declared, desired: declared, sent: false },
  ])("$why: $sent", ({ before, desired, sent }) => {
    expect(mustSetPassword(desired, { inputs: before, memory: {} })).toBe(sent);
  });

  test("it is, where the first one was not set yet", () => {
    expect(mustSetPassword(none, { inputs: none, memory: { passwordPending: true } })).toBe(true);
  });

  const unused = { passwordLastUpdate: null, lastLogonDate: null, currentUsage: 0 };

  test.each([
    ["its password", { ...unused, passwordLastUpdate: "2026-01-01T00:00:00Z" }],
    ["a logon", { ...unused, lastLogonDate: "2026-01-01T00:00:00Z" }],
    ["its mail", { ...unused, currentUsage: 1 }],
    ["nothing of a password", { lastLogonDate: null, currentUsage: 0 }],
    ["nothing of logons", { passwordLastUpdate: null, currentUsage: 0 }],
    ["nothing of its size", { passwordLastUpdate: null, lastLogonDate: null, currentUsage: null }],
    ["nothing at all", undefined],
  ])("it is not, where the mailbox is taken over, and OVHcloud shows %s", (_, traces) => {
    for (const desired of [from("A", "1"), declared]) expect(mustSetPassword(desired, undefined, traces)).toBe(false);
  });

  test("it is, where the mailbox is taken over and nobody has ever used it, and one is declared", () => {
    expect(mustSetPassword(declared, undefined, unused)).toBe(true);
    expect(mustSetPassword(from("A"), undefined, unused)).toBe(true);
    expect(mustSetPassword(none, undefined, unused)).toBe(false);
  });
});

describe("where the password comes from", () => {
  test("it is the declared one", async () => {
    const { password, initialPassword } = await obtainPassword({ password: "Orange-Lundi-42" }, never);
    expect([password.reveal(), initialPassword]).toEqual(["Orange-Lundi-42", undefined]);
  });

  test("it is a generated one, which the program is shown", async () => {
    const { password, initialPassword } = await obtainPassword({}, () => new Secret("Generated-77"));
    expect([password.reveal(), initialPassword]).toEqual(["Generated-77", "Generated-77"]);
  });

  test("it is in an environment variable", async () => {
    vi.stubEnv(VARIABLE, "Canary-Env-1");
    expect(await read({ env: VARIABLE })).toBe("Canary-Env-1");
  });

  test("it is in a file, and a relative path counts from the directory of the process", async () => {
    expect(await read({ file: relative(process.cwd(), fileWith("Canary-File-1")) })).toBe("Canary-File-1");
  });

  test("it is what a command writes, whatever it complains about", async () => {
    expect(await read(node("console.error('warning'); console.log('Canary-Command-1')"))).toBe("Canary-Command-1");
  });

  test("no shell reads the arguments", async () => {
    expect(await read({ command: [process.execPath, "-p", "process.argv[1]", "$(id);`id`"] })).toBe("$(id);`id`");
  });

  test.each([
    { without: "a final newline", content: "Canary-1\n", password: "Canary-1" },
    { without: "a final newline of Windows", content: "Canary-1\r\n", password: "Canary-1" },
    { without: "the mark that Windows editors put first", content: "\u{feff}Canary-1\n", password: "Canary-1" },
    { without: "a loss of letters", content: "Pässwört-1", password: "Pässwört-1" },
  ])("a file is read without $without", async ({ content, password }) => {
    expect(await read({ file: fileWith(content) })).toBe(password);
  });

  test("from then on no message of this process shows it", async () => {
    vi.stubEnv(VARIABLE, "Canary-Scrubbed-1");
    await read({ env: VARIABLE });
    expect(scrub("OVHcloud says: Canary-Scrubbed-1 is weak")).toBe("OVHcloud says: [secret] is weak");
  });

  test("a run reads it once, and the next run again", async () => {
    const inputs = { passwordFrom: { env: VARIABLE } };
    const run = { inputs };
    vi.stubEnv(VARIABLE, "Canary-Once-1");
    await passwordFor(run, never);
    vi.stubEnv(VARIABLE, "Canary-Once-2");
    expect((await passwordFor(run, never)).password.reveal()).toBe("Canary-Once-1");
    expect((await passwordFor({ inputs }, never)).password.reveal()).toBe("Canary-Once-2");
  });
});

describe("a source that gives no password", () => {
  const LONG = "Canary".repeat(1000);

  test("a variable that is not set", async () => {
    vi.stubEnv(VARIABLE, undefined);
    await expect(read({ env: VARIABLE })).rejects.toThrow(
      /^passwordFrom\.env: the environment variable MAILBOX_PASSWORD_OF_THIS_TEST is not set/,
    );
  });

  test.each([
    { why: "an empty variable", value: "", says: /MAILBOX_PASSWORD_OF_THIS_TEST is empty/ },
    { why: "a variable with a space", value: "Canary with spaces", says: /cannot hold spaces/ },
    { why: "a variable with two lines", value: "Canary\nCanary\n", says: /cannot hold spaces/ },
    { why: "a variable that is too long", value: LONG, says: /at most 127 characters/ },
  ])("$why", async ({ value, says }) => {
    vi.stubEnv(VARIABLE, value);
    const error = await read({ env: VARIABLE }).catch(String);
    expect(error).toMatch(/^Error: passwordFrom\.env: /);
    expect(error).toMatch(says);
    expect(error).not.toContain("Canary");
  });

  test.each([
    { why: "an empty file", content: "", says: /password\.txt is empty$/ },
    { why: "a file with an empty line", content: "\n", says: /password\.txt is empty$/ },
    { why: "a file with two final newlines", content: "Canary-1\n\n", says: /cannot hold spaces$/ },
    { why: "a file that is too large", content: LONG, says: /password\.txt is longer than 4096 bytes$/ },
    { why: "a file in UTF-16", content: Buffer.from("\u{feff}Canary-1", "utf16le"), says: /is not text in UTF-8$/ },
  ])("$why", async ({ content, says }) => {
    const error = await read({ file: fileWith(content) }).catch(String);
    expect(error).toMatch(/^Error: passwordFrom\.file: /);
    expect(error).toMatch(says);
    expect(error).not.toContain("Canary");
  });

  test("a file that does not exist", async () => {
    await expect(read({ file: `${fileWith("")}.other` })).rejects.toThrow(
      /^passwordFrom\.file: .*password\.txt\.other does not exist$/,
    );
  });

  test("a directory", async () => {
    const directory = `${fileWith("")}.d`;
    mkdirSync(directory);
    await expect(read({ file: directory })).rejects.toThrow(/^passwordFrom\.file: .*\.d is not a file$/);
  });

  test("a path that cannot be one", async () => {
    await expect(read({ file: "Canary\0" })).rejects.toThrow(/^passwordFrom\.file: .*cannot be read/);
  });

  test.each([
    { why: "a command that fails", script: "console.log('Canary'); process.exit(3)", says: /ended with code 3$/ },
    {
      why: "a command that complains and fails",
      script: "console.error('Canary'); process.exit(1)",
      says: /ended with code 1$/,
    },
    {
      why: "a command that is killed",
      script: "process.kill(process.pid, 'SIGKILL')",
      says: /ended with signal SIGKILL/,
    },
    { why: "a command that writes nothing", script: "0", says: /wrote nothing to its standard output$/ },
    {
      why: "a command that does not stop writing",
      script: "setInterval(() => process.stdout.write('Canary'.repeat(999)), 1)",
      says: /is longer than 4096 bytes$/,
    },
    { why: "a command that asks", script: "process.stdin.on('data', () => {})", says: /wrote nothing/ },
  ])("$why", async ({ script, says }) => {
    const error = await read(node(script)).catch(String);
    expect(error).toMatch(/^Error: passwordFrom\.command: /);
    expect(error).toMatch(says);
    expect(error).not.toContain("Canary");
  });

  test("a command that does not end is ended", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const reading = read(node("setInterval(() => {}, 1000)")).catch(String);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await reading).toMatch(/^Error: passwordFrom\.command: .* did not end within 30 seconds$/);
  });

  test("a program that is not there", async () => {
    await expect(read({ command: ["no-such-program-here", "Canary"] })).rejects.toThrow(
      /^passwordFrom\.command: no-such-program-here was not found: give its whole path/,
    );
  });

  test("an argument that cannot be one is not shown", async () => {
    const error = await read({ command: [process.execPath, "Canary\0"] }).catch(String);
    expect(error).toMatch(/could not be started/);
    expect(error).not.toContain("Canary");
  });
});
