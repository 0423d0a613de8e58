// A page that is a file: it makes no request, and reports nothing.

import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";

export interface FileLook {
  /** @default 1440 */
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
  readonly javaScriptEnabled?: boolean;
}

export async function onFile(
  browser: Browser,
  file: string,
  { width = 1440, ...own }: FileLook,
  run: (page: Page) => Promise<void>,
): Promise<void> {
  const window = await browser.newContext({ viewport: { width, height: 900 }, ...own });
  const page = await window.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  page.on("request", (request) => request.url().startsWith("file:") || complaints.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await run(page);
  await window.close();
  expect(complaints).toEqual([]);
}

/** What bars somebody. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => {
    // Put there by the line above.
    const { axe: here } = window as unknown as { axe: typeof axe };
    return here.run(document);
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
