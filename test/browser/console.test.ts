// The simulator's console, as somebody sees and uses it.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileName, largeSeed, richSeed } from "../unit/simulator/console-world.js";
import { overflow, paleTexts } from "./looks.js";
import { chromiumPath, type Look, launch, noChromium, type Opened, withConsole } from "./open-console.js";

const service = "/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1";
const newShared = { sharedEmailAddress: "press@example.com", quota: 100 };
const parts = [
  "services",
  "mailboxes",
  "mailboxes/2100001",
  "rights",
  "tasks",
  "calls",
  "faults",
  "switches",
  "access",
];

const path = chromiumPath();
let browser: Browser | undefined;
beforeAll(async () => {
  if (path !== undefined) browser = await launch(path);
});
afterAll(() => browser?.close());

/** A test with the console of a simulator; `seed`: the world with something of everything, unless another is named. */
function inConsole(
  name: string,
  run: (opened: Opened) => Promise<void>,
  look: Look & { seed?: ReturnType<typeof richSeed> } = {},
): void {
  test(name, async (context) => {
    if (browser === undefined) context.skip(noChromium);
    await withConsole(browser as Browser, { seed: richSeed(), ...look }, run); // skipped without one
  });
}

describe("a mailbox", () => {
  inConsole("is found, and shows its settings and rights", async ({ page, show }) => {
    await show("services");
    await page.getByRole("link", { name: "Mailboxes", exact: true }).click();
    await page.getByRole("searchbox").fill("contact@");
    await expect.poll(() => page.locator(".list tbody tr").count()).toBe(2);
    await page.getByRole("link", { name: "anna.durand@example.com" }).click();
    const table = (name: string) => page.getByRole("region", { name, exact: true });
    await table("Settings").getByText("Anna Durand").waitFor();
    expect(await table("Who may act on it").locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(/eve\.blanc@example\.com\s+Full access/),
      expect.stringMatching(/eve\.blanc@example\.com\s+Send on behalf/),
    ]);
    expect(await table("What it may do elsewhere").innerText()).toMatch(/support@example\.com\s+Send as/);
    await page.getByText(/^contact@example\.com since/).waitFor();
  });

  inConsole("with a hostile name is text, and nothing else", async ({ page, show }) => {
    await show("mailboxes");
    await page.getByText(hostileName, { exact: true }).waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).toBe("Mailboxes – Simulated OVHcloud");
  });
});

describe("the drawing of rights", () => {
  inConsole("has a line for each right, told apart by its pattern and its label", async ({ page, show }) => {
    await show("rights");
    const drawing = page.getByRole("group", { name: "Who may do what" });
    await expect.poll(() => drawing.locator("path.line").count()).toBe(19);
    expect(await drawing.locator("text.label").count()).toBe(19);
    const patterns = await drawing
      .locator("path.line")
      .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).strokeDasharray));
    expect(new Set(patterns).size).toBe(6);
    expect(await page.getByRole("region", { name: "The same as a table" }).locator("tbody tr").count()).toBe(19);
  });

  inConsole("highlights what belongs together, and shows only that on demand", async ({ page, show }) => {
    await show("rights");
    await page.locator('[data-box="person 2100002"]').hover();
    expect(await page.locator(".box.active .address").allTextContents()).toEqual([
      "bob.martin@example.com",
      "support@example.com",
      "sales@example.com",
    ]);
    await page.locator('[data-box="person 2100002"]').click();
    await page.getByLabel("Show only what it is linked to").check();
    await expect.poll(() => page.locator("path.line").count()).toBe(3 + 6);
    await page.getByRole("checkbox", { name: "Send on behalf" }).uncheck();
    await expect.poll(() => page.locator("svg.drawing path.line").count()).toBe(2);
    await page.getByRole("button", { name: "Clear the selection" }).click();
    await expect.poll(() => page.locator("svg.drawing path.line").count()).toBe(17);
  });

  inConsole("can be walked through by keyboard", async ({ page, show }) => {
    await show("rights");
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-box"));
    await page.getByRole("checkbox", { name: "Delegation" }).focus();
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("person 2100001");
    for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    expect(await focused()).toBe("mailbox 5400001");
    await page.keyboard.press("ArrowLeft");
    expect(await focused()).toBe("person 2100001");
    await page.keyboard.press("Enter");
    await page.getByText("Selected: anna.durand@example.com").waitFor();
    const name = await page.locator(":focus").getAttribute("aria-label");
    expect(name).toContain("Send as support@example.com");
    expect(await page.locator(":focus").getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Escape");
    await page.getByText("Selected:").waitFor({ state: "detached" });
    await page.keyboard.press("End");
    expect(await focused()).toBe("person customer:zz99999-ovh");
  });

  inConsole(
    "stays usable with 300 boxes",
    async ({ page, show }) => {
      await show("rights");
      await expect.poll(() => page.locator("[data-box]").count()).toBe(300);
      await page.getByRole("searchbox").fill("person007");
      await expect.poll(() => page.locator("path.line.fullAccess").count()).toBe(1 + 2);
      expect(await page.locator("text.label").count()).toBe(3);
    },
    { seed: largeSeed() },
  );
});

describe("tasks", () => {
  inConsole("appear by themselves, and end when they are told to", async ({ page, show, call }) => {
    await show("tasks");
    await call("POST", `${service}/sharedAccount`, newShared);
    const underWay = page.getByRole("region", { name: "Under way" });
    await underWay.getByText("press@example.com").waitFor();
    await underWay.getByRole("button", { name: "Start task 113000001" }).click();
    await underWay.getByText("doing").waitFor();
    await underWay.getByRole("button", { name: "End task 113000001" }).click();
    await page.getByRole("region", { name: "Ended" }).getByText("done").waitFor();
    expect(await page.getByRole("status").innerText()).toBe("The task has ended.");
  });

  inConsole("end when the time is moved", async ({ page, show, call, simulator }) => {
    await call("POST", `${service}/sharedAccount`, newShared);
    await show("tasks");
    await page.getByText("1 task under way").waitFor();
    await page.getByRole("button", { name: "+ 15 days" }).click();
    await page.getByText("0 tasks under way").waitFor();
    expect(simulator.world.tasks()).toMatchObject([{ status: "done" }]);
    const days = await page.locator("header time").innerText();
    expect(Date.parse(days) - Date.now()).toBeGreaterThan(14 * 86_400_000);
  });
});

inConsole("a fault is queued, strikes a call, and shows there", async ({ page, show, call }) => {
  await show("faults");
  const form = page.getByRole("form", { name: "Spoil a call" });
  await form.getByLabel("Fault").selectOption("badGatewayPage");
  await form.getByText("502 as a proxy's HTML page").waitFor();
  await form.getByLabel("Method").selectOption("GET");
  await form.getByLabel("Route").fill("/account");
  await form.getByLabel("From the nth").fill("2");
  await form.getByRole("button", { name: "Queue" }).click();
  await page.getByRole("region", { name: "Queued" }).getByText("GET /account").waitFor();
  expect([await call("GET", `${service}/account`), await call("GET", `${service}/account`)]).toEqual([200, 502]);
  await page.getByText("badGatewayPage: 1").waitFor();
  await page.getByRole("link", { name: "Calls" }).click();
  await page.getByLabel("Status").selectOption("5xx");
  await page.getByText("1 call of 2 kept").waitFor();
  const row = page.locator("tbody tr.openable");
  expect(await row.innerText()).toMatch(/502[\s\S]+badGatewayPage/);
  await row.getByRole("button", { name: "More on call 2" }).click();
  await page.getByText("GET /email/exchange/{organizationName}/service/{exchangeService}/account").waitFor();
});

inConsole("a switch is answered the other way, and back", async ({ page, show, simulator }) => {
  await show("switches");
  await page.getByText("All are at their default.").waitFor();
  await page.getByRole("searchbox").fill("secondGrant");
  await page.getByRole("group", { name: "secondGrant" }).getByLabel("refused").check();
  await page.getByText("1 differs from its default.").waitFor();
  expect(simulator.switches.secondGrant).toBe("refused");
  await page.getByRole("button", { name: "All to default" }).click();
  await page.getByText("All are at their default.").waitFor();
  expect(await page.getByLabel("idempotent").isChecked()).toBe(true);
});

inConsole(
  "a credential is validated and revoked, and the world is reset",
  async ({ page, show, simulator, server }) => {
    const headers = { "x-ovh-application": simulator.credentials.applicationKey, "content-type": "application/json" };
    const body = JSON.stringify({ accessRules: [{ method: "GET", path: "/*" }] });
    await fetch(`${server.url}/auth/credential`, { method: "POST", headers, body });
    simulator.world.remove("jobs@example.com");
    await show("access");
    await page.getByRole("button", { name: "Validate as ab12345-ovh" }).click();
    await page.getByRole("button", { name: "Revoke, credential 410000002" }).click();
    await page.getByText("revoked", { exact: true }).waitFor();
    page.on("dialog", (dialog) => void dialog.accept());
    await page.getByRole("button", { name: "Reset the world" }).click();
    await page.getByText("The world is as in the seed.").waitFor();
    expect(simulator.world.sharedAccount("jobs@example.com")).toBeDefined();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the world as JSON" }).click();
    expect((await download).suggestedFilename()).toBe("world.json");
  },
);

describe("a live page", () => {
  inConsole("keeps the focus, what is typed and where it is scrolled", async ({ page, show, simulator }) => {
    await show("mailboxes");
    await page.getByRole("searchbox").fill("e");
    await page.evaluate(() => scrollTo(0, 150));
    simulator.world.addFreeAccounts("hosted-ab12345-1", 1);
    simulator.world.editAccount("anna.durand@example.com", { displayName: "Anna Renamed" });
    await page.getByText("Anna Renamed").waitFor();
    await page.keyboard.type("ve");
    expect(await page.getByRole("searchbox").inputValue()).toBe("eve");
    await page.getByRole("searchbox").fill("");
    await page.evaluate(() => scrollTo(0, 150));
    simulator.world.editAccount("anna.durand@example.com", { displayName: "Anna Again" });
    await page.getByText("Anna Again").waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(150);
  });

  inConsole("says that the simulator is gone, and goes on when it is back", async (opened) => {
    const { page, show, simulator, server, complaints } = opened;
    await show("services");
    await server.close();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("heading", { name: "hosted-ab12345-1" }).isVisible()).toBe(true);
    await simulator.listen({ port: server.port });
    await page.getByRole("alert").waitFor({ state: "detached" });
    // The browser says so itself.
    expect(complaints.every((text) => text.includes("net::ERR_CONNECTION_REFUSED"))).toBe(true);
    complaints.length = 0;
  });
});

describe("languages", () => {
  inConsole(
    "follow the browser, and the reader's choice, which is kept",
    async ({ page, show }) => {
      await show("rights");
      expect(await page.locator("html").getAttribute("lang")).toBe("fr");
      await page.getByText("Droit d’envoyer de la part").first().waitFor();
      await page.getByLabel("Langue").selectOption("en");
      await page.getByText("Send on behalf").first().waitFor();
      await page.reload();
      await page.getByText("Send on behalf").first().waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
    },
    { locale: "fr-FR" },
  );
});

describe.each([
  { locale: "en-GB", colorScheme: "light", width: 1_280 },
  { locale: "fr-FR", colorScheme: "dark", width: 1_280 },
  { locale: "en-GB", colorScheme: "dark", width: 360 },
  { locale: "fr-FR", colorScheme: "light", width: 360 },
] as const)("in $locale, $colorScheme, $width px", (look) => {
  inConsole(
    "every part is readable and fits",
    async ({ page, show, call, simulator }) => {
      await call("POST", `${service}/sharedAccount`, newShared);
      await call("GET", `${service}/account/nobody@example.com`);
      simulator.faults.onTask({}, "taskError");
      simulator.setSwitches({ secondGrant: "refused" });
      for (const part of parts) {
        await show(part);
        expect(await paleTexts(page), part).toEqual([]);
        expect(await overflow(page), part).toBe(0);
      }
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(ground).toBe(look.colorScheme === "dark" ? "rgb(18, 20, 28)" : "rgb(245, 246, 250)");
    },
    look,
  );
});
