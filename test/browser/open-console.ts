// A simulator on a port, and its console in a real Chromium.
import { createHash } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { createSimulator, type Seed, type Simulator, type SimulatorServer } from "../../provider/simulator/index.js";

const names = ["chromium", "chromium-browser", "google-chrome"];
/** No look at the network, whatever a browser does by itself. */
const quiet =
  "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** Longer than anything takes on a busy machine, and shorter than a test may take. */
const waitMs = 10_000;

export const noChromium = `no Chromium at CHROMIUM_PATH, and none of ${names.join(", ")} on the PATH`;

/** Undefined when this machine has none. */
export function chromiumPath(): string | undefined {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  if (CHROMIUM_PATH !== undefined) return CHROMIUM_PATH;
  const places = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: quiet.split(" ") });
}

export interface Look {
  locale?: "en-GB" | "fr-FR";
  colorScheme?: "light" | "dark";
  width?: number;
}

export interface Opened {
  simulator: Simulator;
  server: SimulatorServer;
  page: Page;
  /** Goes to a part of the page, e.g. `rights`. */
  show(place: string): Promise<void>;
  /** Calls the simulated API, signed. */
  call(method: string, path: string, body?: object): Promise<number>;
  /** What the page did that it must not do. */
  complaints: string[];
}

/** A page that one test after the other uses, as starting one takes long. */
interface Tab {
  page: Page;
  /** Of the test that has it now. */
  origin: string;
  complaints: string[];
}

const tabs = new Map<string, Promise<Tab>>();

/** Opens the console of a new simulator, which ends when the test is over. */
export async function withConsole(
  browser: Browser,
  { seed, ...look }: Look & { seed: Seed },
  run: (opened: Opened) => Promise<void>,
): Promise<void> {
  const simulator = createSimulator({ seed, taskDurationMs: 60_000 });
  const server = await simulator.listen();
  const tab = await tabFor(browser, look);
  const { page } = tab;
  const complaints: string[] = [];
  const { origin } = new URL(server.url);
  Object.assign(tab, { origin, complaints });
  try {
    const show = async (place: string) => {
      await page.goto(`${origin}/#/${place}`);
      await page.locator(`nav a[aria-current="page"][href="#/${place.split("/")[0]}"]`).waitFor();
      // Until the simulator has answered, a part is one paragraph that says so.
      await page.locator(".panel > :not(p:only-child)").first().waitFor();
    };
    await run({ simulator, server, page, show, call: signedCalls(simulator, server), complaints });
    expect(complaints).toEqual([]);
  } finally {
    page.removeAllListeners("dialog");
    await page.goto("about:blank");
    await simulator.close();
  }
}

function tabFor(browser: Browser, look: Look): Promise<Tab> {
  const key = JSON.stringify(look);
  const tab = tabs.get(key) ?? newTab(browser, look);
  tabs.set(key, tab);
  return tab;
}

async function newTab(
  browser: Browser,
  { locale = "en-GB", colorScheme = "light", width = 1_280 }: Look,
): Promise<Tab> {
  const page = await browser.newPage({ locale, colorScheme, viewport: { width, height: 900 } });
  page.setDefaultTimeout(waitMs);
  const tab: Tab = { page, origin: "", complaints: [] };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") tab.complaints.push(message.text());
  });
  page.on("pageerror", (error) => tab.complaints.push(String(error)));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== tab.origin && protocol !== "about:") tab.complaints.push(`request to ${request.url()}`);
  });
  await page.exposeFunction("complain", (text: string) => tab.complaints.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      // Put there just above.
      const { complain } = globalThis as unknown as { complain(text: string): void };
      complain(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return tab;
}

function signedCalls({ credentials }: Simulator, { url }: SimulatorServer): Opened["call"] {
  return async (method, path, body) => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const time = String(Math.floor(Date.now() / 1_000));
    const { applicationKey, applicationSecret, consumerKey } = credentials;
    const signed = [applicationSecret, consumerKey, method, url + path, text, time].join("+");
    const headers = {
      "x-ovh-application": applicationKey,
      "x-ovh-consumer": consumerKey,
      "x-ovh-timestamp": time,
      "x-ovh-signature": `$1$${createHash("sha1").update(signed).digest("hex")}`,
    };
    const answer = await fetch(url + path, { method, headers, ...(text === "" ? {} : { body: text }) });
    return answer.status;
  };
}
