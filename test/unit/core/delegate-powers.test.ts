import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DELEGATE_POWERS, delegatePowers, whatDelegatesMay } from "../../../provider/resources/delegate-powers.js";

test("a delegate of all accounts may do what OVHcloud's guide lists", () => {
  expect(whatDelegatesMay("mxPlanDomain")).toBe(
    "delegates may, on all accounts of the domain, change passwords, manage filters, manage responders, " +
      "manage redirections and aliases and manage mailing lists",
  );
});

test("of one account, the sentence also says what a delegate may not do and where OVHcloud contradicts itself", () => {
  expect(whatDelegatesMay("mxPlanAccount")).toBe(
    "delegates may, on this account, change passwords, manage filters and change size and description; " +
      "whether they may manage responders is open: OVHcloud's guide says no, its API and panel say yes; " +
      "they may not manage redirections and aliases, manage mailing lists, delete accounts, import mail or delegate further",
  );
});

test("nothing is both allowed and refused", () => {
  for (const kind of ["mxPlanDomain", "mxPlanAccount"] as const) {
    const { allowed, refused, disputed } = delegatePowers(kind);
    expect(new Set([...allowed, ...refused, ...disputed]).size).toBe(allowed.length + refused.length + disputed.length);
  }
});

test("the docstring of Delegation holds the same table", () => {
  const words = {
    yes: "yes",
    no: "no",
    api: "yes, by the API",
    disputed: "OVHcloud's guide says no, its API and panel say yes",
    silent: "not said",
  } as const;
  const docstring = readFileSync(join(__dirname, "../../../sdk/delegation.ts"), "utf8");
  const rows = docstring.split("\n").filter((line) => /^ \* \| [a-z]/.test(line));
  expect(rows).toEqual(
    DELEGATE_POWERS.map(
      (power) => ` * | ${power.what} | ${words[power.mxPlanDomain]} | ${words[power.mxPlanAccount]} |`,
    ),
  );
});
