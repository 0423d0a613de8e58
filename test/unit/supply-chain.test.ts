import { describe, expect, test } from "vitest";
import { billOfMaterials } from "../../scripts/lib/bill-of-materials.mjs";
import { supplyChainProblems } from "../../scripts/lib/supply-chain.mjs";

const fine = { version: "1.0.0", license: "MIT", integrity: "sha512-x" };

function problems(entry: object, manifest: { scripts?: Record<string, string> } = {}): string[] {
  return supplyChainProblems({ packages: { "": {}, "node_modules/one": { ...fine, ...entry } } }, manifest);
}

describe("what comes with the package", () => {
  test("a package with a free licence, a checksum and no script passes", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ license: "(MIT OR EUPL-1.1+)" })).toEqual([]);
  });

  test.each([
    [{ license: "GPL-3.0" }, "has the licence GPL-3.0, which nobody has agreed to"],
    [{ license: undefined }, "has the licence that nobody knows, which nobody has agreed to"],
    [{ hasInstallScript: true }, "runs a script when it is installed"],
    [{ integrity: undefined }, "has no checksum"],
    [{ resolved: "https://registry.example/one.tgz" }, "records where it was downloaded"],
  ])("%j is refused", (entry, reason) => {
    expect(problems(entry)).toEqual([`package-lock.json: node_modules/one ${reason}`]);
  });

  test("what only developers install may have a licence and a script of its own, but no missing checksum", () => {
    expect(problems({ dev: true, license: "MPL-2.0", hasInstallScript: true })).toEqual([]);
    expect(problems({ dev: true, integrity: undefined })).toHaveLength(1);
  });

  test.each(["preinstall", "install", "postinstall", "prepare"])("a script %s of our own is refused", (name) => {
    expect(problems({}, { scripts: { [name]: "node x.mjs" } })).toEqual([
      `package.json: the script ${name} would run on every machine that installs the package`,
    ]);
  });
});

test("the bill of materials names the package, what it needs, and nothing that only developers need", async () => {
  const bill = await billOfMaterials();
  expect(bill.metadata.component.name).toBe("pulumi-ovh-mail");
  const names = bill.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["zod", "imapflow", "commander"]));
  expect(names).not.toContain("vitest");
}, 60_000);
