// The comment of a pull request: found again by its marker, short enough for GitHub, and nothing in it is markup.
import { describe, expect, test } from "vitest";
import { codeSpan } from "../../../../cli/plan/code-span.js";
import { markerLine, renderMarkdown } from "../../../../cli/plan/render-markdown.js";
import { delegation, fixtureText, planOf, previewOf, usable } from "./previews.js";

const options = { language: "en", marker: "default" } as const;
const COMMENT_LENGTH_MAX = 65_536;

function manyPeople(count: number) {
  const grants = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `person-${String(index).padStart(5, "0")}@example.com`,
      ["fullAccess"],
    ]),
  );
  return planOf(previewOf({ kind: "Delegation", name: "d", after: delegation("support@example.com", grants) }));
}

describe("Markdown", () => {
  test("begins with its marker, alone on its line", () => {
    const text = renderMarkdown(planOf(usable(fixtureText("changes"))), { ...options, marker: "production" });
    expect(text.split("\n")[0]).toBe("<!-- ovh-mail plan: production -->");
    expect(markerLine("production")).toBe(text.split("\n")[0]);
  });

  test("is open when short and folded when long", () => {
    expect(renderMarkdown(manyPeople(3), options)).not.toContain("<details>");
    expect(renderMarkdown(manyPeople(40), options)).toContain(
      "<details>\n<summary>People (40)</summary>\n\n| Person |",
    );
  });

  test.each([300, 3_000])("of %i people fits into a comment, and says what is left out", (count) => {
    const text = renderMarkdown(manyPeople(count), options);
    expect(text.length).toBeLessThan(COMMENT_LENGTH_MAX);
    expect(text).toContain(`${count} people gain or lose rights`);
    expect(text).toMatch(/… and \d+ more; --json and --html have them all\./);
    expect(text).toContain("| `person-00000@example.com`");
  });

  test("shows hostile names as they are, in code", () => {
    const name = "`<img src=x>`|@octocat_**[x](http://evil.test)**\u202e@example.com";
    const plan = planOf(
      previewOf({ kind: "Delegation", name: "d", after: delegation("support@example.com", { [name]: ["sendAs"] }) }),
    );
    const text = renderMarkdown(plan, options);
    const rows = text.split("\n").filter((line) => line.includes("octocat") && line.startsWith("|"));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.replace(/\\\|/g, "").split("|")).toHaveLength(row.includes("➕") ? 5 : 6);
      // Longer fences than any run inside: all of it is one span of code.
      expect(row).toMatch(/`` `<img src=x>`\\\|@octocat.*@example\.com ``/);
    }
    expect(text).not.toContain("\u202e");
  });
});

test.each([
  { text: "a@b.c", span: "`a@b.c`" },
  { text: "", span: "–" },
  { text: "`", span: "`` ` ``" },
  { text: "a``b", span: "```a``b```" },
  { text: "two\nlines", span: "`two\\u{a}lines`" },
])("code of $text is $span", ({ text, span }) => {
  expect(codeSpan(text)).toBe(span);
});
