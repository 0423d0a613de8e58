// The page as text: nothing is loaded, nothing foreign runs, and long texts are broken where they may be.
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../../../cli/plan/html/page.js";
import { wrap } from "../../../../cli/plan/html/wrap.js";
import { fixtureText, planOf, usable } from "./previews.js";

const page = renderHtml(planOf(usable(fixtureText("changes"))), "en");

describe("the page", () => {
  test("lets nothing be loaded or run but its own style and script", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? "";
    const hash = (tag: string) => {
      const [, text = ""] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page) ?? [];
      return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    };
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `style-src ${hash("style")}`,
      `script-src ${hash("script")}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(/\bsrc=|href="(?!#)|url\(|@import|\sstyle=|\son[a-z]+=/);
  });

  test("has the swapped delegate, the outsider and the mailbox left alone", () => {
    for (const name of ["eve@example.com", "mallory@partner.test", "finance@example.com"]) expect(page).toContain(name);
  });
});

test.each([
  { text: "short", lines: ["short"] },
  { text: "anna.durand@example.com", lines: ["anna.durand@", "example.com"] },
  { text: "x".repeat(30), lines: ["x".repeat(14), "x".repeat(14), "xx"] },
  { text: "張".repeat(9), lines: ["張".repeat(7), "張".repeat(2)] },
  { text: "", lines: [] },
])("$text is broken into $lines", ({ text, lines }) => {
  expect(wrap(text, 14)).toEqual(lines);
});
