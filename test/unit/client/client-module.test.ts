/** Modules that stand in for the client: real files in a temporary directory, loaded as a program's would be. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadClientModule } from "../../../provider/client-module.js";

const FUNCTION = "exports.createMailApi = (config) => ({ read: config.get('a') });";
let directory = "";

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-client-"));
  const files: Readonly<Record<string, string>> = {
    "client.cjs": FUNCTION,
    "transport.cjs": "exports.createTransport = () => async () => ({ status: 200, headers: {}, body: '' });",
    "both.cjs": `${FUNCTION} exports.createTransport = () => {};`,
    "sub/client.js": FUNCTION,
    "module.mjs": "export const createTransport = () => async () => {};",
    "empty.cjs": "",
    "number.cjs": "module.exports = 7;",
    "null.cjs": "module.exports = null;",
    "value.cjs": "exports.createMailApi = { not: 'a function' };",
    "misspelt.cjs": "exports.createMailAPI = () => {};",
    "throws.cjs": "throw new Error('no licence');",
    "syntax.cjs": "exports.createMailApi = (;",
    "node_modules/some-client/index.js": FUNCTION,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, ".."), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("is loaded", () => {
  test.each<[path: string, names: string[]]>([
    ["./client.cjs", ["createMailApi"]],
    ["./transport.cjs", ["createTransport"]],
    ["./both.cjs", ["createMailApi", "createTransport"]],
    ["./sub/client.js", ["createMailApi"]],
    ["./sub/client", ["createMailApi"]],
    ["some-client", ["createMailApi"]],
    ["./module.mjs", ["createTransport"]],
  ])("%s, from the program's directory", (path, names) => {
    const loaded = loadClientModule(path, directory);
    expect(Object.keys(loaded).toSorted()).toEqual(names);
  });

  test("by its full path, wherever the program is", () => {
    expect(loadClientModule(join(directory, "client.cjs"), tmpdir()).createMailApi).toBeTypeOf("function");
  });

  test("and what it exports is given the configuration", () => {
    const { createMailApi } = loadClientModule("./client.cjs", directory);
    expect(createMailApi?.({ get: (key) => `value of ${key}` })).toEqual({ read: "value of a" });
  });
});

describe("is refused", () => {
  test.each(["empty", "number", "null", "value", "misspelt"])("%s.cjs: it exports neither function", (name) => {
    expect(() => loadClientModule(`./${name}.cjs`, directory)).toThrow(
      `ovhmail:clientModule: ./${name}.cjs exports neither a function createMailApi nor a function createTransport`,
    );
  });

  test.each([
    ["./missing.cjs", "Cannot find module"],
    ["client.cjs", "Cannot find module"],
    ["no-such-package", "Cannot find module"],
    ["./throws.cjs", "no licence"],
    ["./syntax.cjs", "Unexpected token"],
  ])("%s: the error names the setting, the module and what was wrong", (path, reason) => {
    const loading = () => loadClientModule(path, directory);
    expect(loading).toThrow(`ovhmail:clientModule: ${path} cannot be loaded: `);
    expect(loading).toThrow(reason);
  });

  test("with the error of the module as the cause", () => {
    expect(() => loadClientModule("./throws.cjs", directory)).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ message: "no licence" }) }),
    );
  });
});
