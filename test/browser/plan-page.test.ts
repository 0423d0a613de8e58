// The page of `ovh-mail plan --html` in a real Chromium: on a phone and on a wide screen, by day and by night, by keyboard, for
// readers of screens, with a few and with hundreds of people, and with hostile names.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../cli/plan/html/page.js";
import { largePreview } from "../unit/cli/plan/large.js";
import { delegation, fixtureText, planOf, previewOf, usable } from "../unit/cli/plan/previews.js";
import { type FileLook, onFile, violations } from "./file-page.js";
import { overflow, paleTexts } from "./looks.js";
import { chromiumPath, launch, noChromium } from "./open-console.js";

const path = chromiumPath();
let browser: Browser | undefined;
beforeAll(async () => {
  if (path !== undefined) browser = await launch(path);
});
afterAll(() => browser?.close());

const directory = mkdtempSync(join(tmpdir(), "plan-page-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const hostile = `"><img src=x onerror=alert(1)>\u202e@example.com`;
const plans = {
  small: () => planOf(usable(fixtureText("changes"))),
  large: () => planOf(usable(largePreview(300, 80))),
  none: () => planOf(usable(fixtureText("no-change"))),
  hostile: () =>
    planOf(previewOf({ kind: "Delegation", name: "d", after: delegation("a@example.com", { [hostile]: ["sendAs"] }) })),
};

interface Look extends FileLook {
  readonly plan?: keyof typeof plans;
  readonly language?: "en" | "fr";
}

/** A test with the page, which makes no request and reports nothing. */
function onPage(name: string, look: Look, run: (page: Page) => Promise<void>): void {
  test(name, async (context) => {
    if (browser === undefined) return context.skip(noChromium);
    const { plan = "small", language = "en", ...own } = look;
    const file = join(directory, `${plan}-${language}.html`);
    writeFileSync(file, renderHtml(plans[plan](), language));
    await onFile(browser, file, own, run);
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
  await page.getByRole("heading", { name: "Tableau de tous les changements" }).waitFor();
});

onPage("says in words and lines, not by colour alone, what is gained and lost", {}, async (page) => {
  const branch = (fate: string, person: string) => page.locator(`.branch.${fate}[data-name="${person}"]`).first();
  expect(await branch("gains", "mallory@partner.test").textContent()).toMatch(/outside the\s*organisation/);
  expect(await branch("gains", "eve@example.com").textContent()).toMatch(/^\+eve@example\.com\s*gains /);
  expect(await branch("loses", "carol@example.com").textContent()).toMatch(/^−carol@example\.com\s*loses /);
  const dash = (fate: string) =>
    page
      .locator(`.branch.${fate} .edge`)
      .first()
      .evaluate((line) => getComputedStyle(line).strokeDasharray);
  expect(await dash("loses")).not.toBe(await dash("gains"));
  await page.getByText("finance@example.com: nobody may open it").waitFor();
});

onPage("has a table that says the same", {}, async (page) => {
  const rows = await page.locator("tbody tr").allInnerTexts();
  expect(rows.length).toBe(17);
  expect(rows.join("\n")).toMatch(/carol@example\.com\s+− loses\s+finance@example\.com/);
});

onPage("is filtered by the keyboard alone", { plan: "large" }, async (page) => {
  const stops: string[] = [];
  for (let press = 0; press < 6; press++) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => document.activeElement?.tagName ?? ""));
    if (stops.at(-1) === "INPUT") break;
  }
  expect(stops).toEqual(["A", "A", "INPUT"]);
  await page.keyboard.type("person-040");
  await expect.poll(() => page.locator("output").textContent()).toBe("6 of 80 mailboxes and groups");
  expect(await page.locator(".card:visible").count()).toBe(6);
  expect(await page.locator("tbody tr:visible").count()).toBe(2);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SUMMARY");
});

describe.each([390, 1440])("with 300 people at %i pixels", (width) => {
  onPage("every text keeps its size and stays in its drawing", { plan: "large", width }, async (page) => {
    expect(await overflow(page)).toBe(0);
    const sizes = await page.locator(".card svg:visible").evaluateAll((drawings) =>
      drawings.flatMap((drawing) => {
        const frame = drawing.getBoundingClientRect();
        return [...drawing.querySelectorAll("text")].map((text) => {
          const { right, height } = text.getBoundingClientRect();
          return { isInside: right <= frame.right, height };
        });
      }),
    );
    expect(sizes.every(({ isInside }) => isInside)).toBe(true);
    expect(Math.min(...sizes.map(({ height }) => height))).toBeGreaterThan(11);
  });
});

onPage("is whole without its script", { javaScriptEnabled: false }, async (page) => {
  await page.getByRole("heading", { name: "Drawing" }).waitFor();
  expect(await page.locator("input").isVisible()).toBe(false);
  expect(await page.locator(".card:visible").count()).toBe(12);
});

onPage("shows hostile names as text", { plan: "hostile" }, async (page) => {
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.locator("tbody th").innerText()).toContain(`"><img src=x onerror=alert(1)>\\u{202e}@example.com`);
});

onPage("of a plan that changes nothing says so", { plan: "none", width: 390 }, async (page) => {
  await page.getByText("Nobody gains or loses a right.").waitFor();
  expect(await violations(page)).toEqual([]);
});
