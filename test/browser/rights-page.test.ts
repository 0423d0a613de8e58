// The page of `ovh-mail rights --html` in a real Chromium: on a phone and on a wide screen, by day and by night, by keyboard, and
// without its script.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RightRow } from "../../cli/rights/model.js";
import { rightsPage } from "../../cli/rights/page.js";
import { rightsTexts } from "../../cli/rights/texts.js";
import { type FileLook, onFile, violations } from "./file-page.js";
import { overflow, paleTexts } from "./looks.js";
import { chromiumPath, launch, noChromium } from "./open-console.js";

const path = chromiumPath();
let browser: Browser | undefined;
beforeAll(async () => {
  if (path !== undefined) browser = await launch(path);
});
afterAll(() => browser?.close());

const directory = mkdtempSync(join(tmpdir(), "rights-page-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function row(who: string, right: RightRow["right"], own: Partial<RightRow> = {}): RightRow {
  const place = { on: "support@example.com", kind: "SharedMailbox", place: "hosted-ab12345-1" } as const;
  return { ...place, who, right, through: "itself", origin: "declared", isOutside: false, ...own };
}

const ROWS: readonly RightRow[] = [
  row("zoe@example.com", "fullAccess"),
  row("bob@example.com", "sendOnBehalf"),
  row("eve@example.com", "fullAccess", { origin: "unmanaged" }),
  row("carol@accounting.example.org", "member", {
    on: "sales@example.com",
    kind: "ContactGroup",
    through: "group",
    origin: "missing",
    isOutside: true,
  }),
  row("cd67890-ovh", "manage", { on: "anna@example.org", kind: "MxPlanAccount", through: "domain", isOutside: true }),
  row(`"><img src=x onerror=alert(1)>${"long".repeat(30)}@example.com`, "sendAs"),
];

function onPage(
  name: string,
  { language = "en", ...look }: FileLook & { language?: "en" | "fr" },
  run: (page: Page) => Promise<void>,
): void {
  test(name, async (context) => {
    if (browser === undefined) return context.skip(noChromium);
    const file = join(directory, `rights-${language}.html`);
    writeFileSync(file, rightsPage({ rows: ROWS, gaps: [], differences: 2 }, rightsTexts[language], language));
    await onFile(browser, file, look, run);
  });
}

describe.each(["light", "dark"] as const)("in the %s", (colorScheme) => {
  describe.each([390, 1440])("at %i pixels", (width) => {
    onPage("fits, can be read, and bars nobody", { width, colorScheme }, async (page) => {
      expect(await overflow(page)).toBe(0);
      expect(await paleTexts(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
    });
  });
});

onPage("is as good in French", { width: 390, language: "fr" }, async (page) => {
  expect(await overflow(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("heading", { name: "Qui peut faire quoi" }).waitFor();
});

const people = (page: Page) => page.locator("tbody tr:visible td:nth-child(3)").allInnerTexts();

onPage("is sorted and filtered by the keyboard alone", {}, async (page) => {
  await page.keyboard.press("Tab");
  await page.keyboard.type("read everything");
  await expect.poll(() => people(page)).toEqual(["zoe@example.com", "eve@example.com"]);
  await page.getByRole("button", { name: "WHO" }).focus();
  await page.keyboard.press("Enter");
  expect(await people(page)).toEqual(["eve@example.com", "zoe@example.com"]);
  await page.keyboard.press("Enter");
  expect(await people(page)).toEqual(["zoe@example.com", "eve@example.com"]);
  expect(await page.locator("output").textContent()).toBe("2");
});

onPage("is whole without its script", { javaScriptEnabled: false }, async (page) => {
  expect(await people(page)).toHaveLength(ROWS.length);
  expect(await page.locator("input").isVisible()).toBe(false);
  await page.getByText("2 rights differ between OVHcloud and Pulumi's state.").waitFor();
});
