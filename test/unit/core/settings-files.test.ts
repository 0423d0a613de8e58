/** OVHcloud's configuration files: what is read, what is refused, in which order they count, and that no value shows. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type FileContent, type Files, parseConf, systemFiles } from "../../../provider/ovh-conf.js";
import { readSettings } from "../../../provider/settings.js";

const asData = (text: string) =>
  Object.fromEntries([...parseConf("ovh.conf", text)].map(([name, values]) => [name, Object.fromEntries(values)]));

describe("a file", () => {
  test.each<[name: string, text: string, data: object]>([
    ["nothing", "", {}],
    ["a section with a key", "[default]\nendpoint=ovh-eu\n", { default: { endpoint: "ovh-eu" } }],
    ["blanks everywhere", "  [ default ] \n\t endpoint \t= ovh-eu  ", { default: { endpoint: "ovh-eu" } }],
    ["a colon", "[a]\nb: c", { a: { b: "c" } }],
    ["Windows line ends and a byte order mark", "\uFEFF[a]\r\nb=c\r\n", { a: { b: "c" } }],
    ["comments on their own", "# one\n; two\n[a]\n  # three\nb=c", { a: { b: "c" } }],
    ["comments behind", "[a] ; one\nb=c # two\nd=e ; three", { a: { b: "c", d: "e" } }],
    ["a hash inside a value", "[a]\nb=c#d;e", { a: { b: "c#d;e" } }],
    ["an equals sign inside a value", "[a]\nb=c=d:e==", { a: { b: "c=d:e==" } }],
    ["quotes", "[a]\nb=\"c\"\nd='e'\nf=\"g'", { a: { b: "c", d: "e", f: "\"g'" } }],
    ["an empty value", "[a]\nb=\nc = ; only a comment", { a: { b: "", c: "" } }],
    ["a section twice", "[a]\nb=1\n[c]\n[a]\nd=2", { a: { b: "1", d: "2" }, c: {} }],
    ["a URL for a section", "[http://127.0.0.1:1/1.0]\nb=c", { "http://127.0.0.1:1/1.0": { b: "c" } }],
    ["names that objects have", "[__proto__]\nconstructor=c", { ["__proto__"]: { constructor: "c" } }],
  ])("with %s", (_, text, data) => {
    expect(asData(text)).toEqual(data);
  });

  test.each<[name: string, text: string, says: string]>([
    ["a key outside a section", "\ncanary=canary", "ovh.conf, line 2: a key before the first [section]"],
    ["a line that is neither", "[a]\ncanary", "ovh.conf, line 2: expected [section], or key = value"],
    ["a section without its end", "[canary", "ovh.conf, line 1: expected [section], or key = value"],
    ["a value without a key", "[a]\n= canary", "ovh.conf, line 2: expected [section], or key = value"],
    ["a key twice", "[a]\nb=canary\n# x\nb=canary", "ovh.conf, line 4: the key stands twice in its section"],
  ])("with %s is refused, and its text is not shown", (_, text, says) => {
    expect(() => parseConf("ovh.conf", text)).toThrow(expect.objectContaining({ message: says }));
  });
});

type Conf = Record<string, string | (FileContent & { readonly denied?: true })>;

const WORK = "/work-dir";
const PATHS: Record<string, string> = {
  "./": join(WORK, "ovh.conf"),
  "~/": "/home/u/.ovh.conf",
  "/etc/": "/etc/ovh.conf",
};

/** By the folder: a text, or a text with permissions. */
function files(conf: Conf, homeDirectory: string | undefined = "/home/u"): Files & { readonly asked: string[] } {
  const asked: string[] = [];
  const read = (path: string) => {
    asked.push(path);
    const found = Object.entries(conf).find(([folder]) => PATHS[folder] === path)?.[1];
    if (typeof found === "object" && found.denied) throw Object.assign(new Error("canary"), { code: "EACCES" });
    return typeof found === "string" ? { text: found, mode: 0o600 } : found;
  };
  return { workingDirectory: WORK, homeDirectory, read, asked };
}

const keys = (who: string) =>
  `application_key=${who}\napplication_secret=${who}-secret\nconsumer_key=${who}-consumer\n`;
const conf = (who: string, section = "ovh-eu") => `[${section}]\n${keys(who)}`;
const read = (given: Files, config: Record<string, string> = {}, environment: Record<string, string> = {}) =>
  readSettings({ get: (key) => config[key] }, environment, given);

function whoIn(...args: Parameters<typeof read>): unknown {
  const { credentials } = read(...args);
  if (credentials.kind === "application") return [credentials.applicationKey, credentials.consumerKey.reveal()];
  return credentials.kind === "oauth2" ? credentials.clientId : credentials.accessToken.reveal();
}

describe("the order", () => {
  test.each<[name: string, conf: Conf, who: unknown]>([
    ["the system's alone", { "/etc/": conf("etc") }, ["etc", "etc-consumer"]],
    ["the user's before the system's", { "/etc/": conf("etc"), "~/": conf("home") }, ["home", "home-consumer"]],
    [
      "the project's first",
      { "/etc/": conf("etc"), "~/": conf("home"), "./": conf("here") },
      ["here", "here-consumer"],
    ],
    [
      "key by key, as OVHcloud's clients do",
      { "~/": conf("home"), "./": "[ovh-eu]\nconsumer_key=here" },
      ["home", "here"],
    ],
    [
      "the endpoint of one file, the keys of another",
      { "/etc/": "[default]\nendpoint=ovh-ca", "~/": `${conf("eu")}${conf("ca", "ovh-ca")}` },
      ["ca", "ca-consumer"],
    ],
    [
      "a way of its own in the project",
      { "~/": conf("home"), "./": "[ovh-eu]\nclient_id=here\nclient_secret=s" },
      "here",
    ],
    ["a ready token", { "./": "[ovh-eu]\naccess_token=here" }, "here"],
    ["an empty value is none", { "~/": conf("home"), "./": "[ovh-eu]\naccess_token=" }, ["home", "home-consumer"]],
  ])("%s", (_, given, who) => {
    expect(whoIn(files(given))).toEqual(who);
  });

  test("the section is that of the endpoint, whoever names it", () => {
    const given = files({ "./": `[default]\nendpoint=ovh-eu\n${conf("eu")}${conf("us", "ovh-us")}` });
    expect(whoIn(given)).toEqual(["eu", "eu-consumer"]);
    expect(whoIn(given, { "ovh:endpoint": "ovh-us" })).toEqual(["us", "us-consumer"]);
    expect(whoIn(given, {}, { OVH_ENDPOINT: "ovh-us" })).toEqual(["us", "us-consumer"]);
    expect(read(given).endpoint).toBe("https://eu.api.ovh.com/1.0");
  });

  test("a user without a home has the two other files", () => {
    const given = { ...files({ "/etc/": conf("etc"), "~/": conf("home") }), homeDirectory: undefined };
    expect(whoIn(given)).toEqual(["etc", "etc-consumer"]);
  });

  test("the configuration wins over the files, and the environment over both", () => {
    const given = files({ "./": conf("here") });
    const config = { "ovh:clientId": "config", "ovh:clientSecret": "s" };
    expect(whoIn(given, config)).toBe("config");
    expect(whoIn(given, config, { OVH_ACCESS_TOKEN: "environment" })).toBe("environment");
    expect(whoIn(given, {}, { OVH_CONSUMER_KEY: "environment" })).toEqual(["here", "environment"]);
  });

  test("no file is read when the rest says everything", () => {
    const given = files({ "./": { text: "", mode: 0, denied: true } });
    expect(whoIn(given, { "ovh:endpoint": "ovh-eu" }, { OVH_ACCESS_TOKEN: "t" })).toBe("t");
    expect(given.asked).toEqual([]);
  });

  test("none is read for a provider of its own", () => {
    const given = files({ "./": conf("here") });
    expect(() => read(given, { "ovhmail:explicit": "true" })).toThrow("this ovhmail.Provider needs applicationKey");
    expect(given.asked).toEqual([]);
  });
});

describe("a mistake", () => {
  test.each<[name: string, conf: Conf, says: RegExp]>([
    [
      "one that cannot be read",
      { "~/": { text: "", mode: 0, denied: true } },
      /^~\/\.ovh\.conf cannot be read \(EACCES\)/,
    ],
    ["a broken one", { "/etc/": "canary" }, /^\/etc\/ovh\.conf, line 1: expected/],
    [
      "two ways in one section",
      { "./": `${conf("here")}client_id=canary` },
      /ambiguous: application_key in the section \[ovh-eu\] of \.\/ovh\.conf and client_id in the section/,
    ],
    [
      "half of a pair",
      { "./": "[ovh-eu]\nclient_id=canary" },
      /incomplete: OVH_CLIENT_SECRET \(or ovh:clientSecret\) must/,
    ],
    [
      "a blank in a key",
      { "./": "[ovh-eu]\naccess_token=can ary" },
      /^access_token in the section \[ovh-eu\] of .* blank/,
    ],
    ["an unknown endpoint", { "./": "[default]\nendpoint=ovh-mars" }, /neither a known name/],
    ["keys for another endpoint", { "./": conf("canary", "ovh-ca") }, /credentials are missing/],
  ])("%s", (_, given, says) => {
    expect(() => read(files(given))).toThrow(says);
    expect(() => read(files(given))).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("canary") }),
    );
  });
});

describe("a file that others can read", () => {
  const warningsOf = (mode: number | undefined, config = {}) =>
    read(files({ "./": { text: conf("here"), mode }, "~/": { text: conf("home"), mode: 0o644 } }), config).warnings;

  test.each([0o644, 0o640, 0o604, 0o664])("with %o is warned of, once", (mode) => {
    expect(warningsOf(mode)).toEqual(["./ovh.conf holds credentials and can be read by others: chmod 600 ./ovh.conf"]);
  });

  test.each([0o600, 0o400, 0o610, undefined])("with %o is not", (mode) => {
    expect(warningsOf(mode)).toEqual([]);
  });

  test("is not when nothing of it was used", () => {
    expect(warningsOf(0o644, { "ovh:accessToken": "t" })).toEqual([]);
  });
});

describe("the system's files", () => {
  function directory(): string {
    const made = mkdtempSync(join(tmpdir(), "ovh-conf-"));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  }

  test("are those of this user and this directory", () => {
    expect(systemFiles()).toMatchObject({ workingDirectory: process.cwd(), homeDirectory: homedir() });
  });

  test("give text and permissions", ({ skip }) => {
    skip(process.platform === "win32", "Windows has no such permissions");
    const path = join(directory(), "ovh.conf");
    writeFileSync(path, "é");
    chmodSync(path, 0o640);
    expect(systemFiles().read(path)).toEqual({ text: "é", mode: 0o640 });
  });

  test("that are not there are none", () => {
    const made = directory();
    writeFileSync(join(made, "file"), "");
    expect(systemFiles().read(join(made, "none"))).toBeUndefined();
    expect(systemFiles().read(join(made, "file", "none"))).toBeUndefined();
  });

  test("that cannot be read are an error", () => {
    const made = directory();
    mkdirSync(join(made, "ovh.conf"));
    expect(() => systemFiles().read(join(made, "ovh.conf"))).toThrow("EISDIR");
    expect(() => read({ ...systemFiles(), workingDirectory: made, homeDirectory: undefined })).toThrow(
      "./ovh.conf cannot be read (EISDIR)",
    );
  });
});
