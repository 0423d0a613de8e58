// `ovh-mail simulator`, as it is run.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { defaultSeed } from "../../../provider/simulator/index.js";
import { runCli } from "../../support/cli.js";

const directory = mkdtempSync(join(tmpdir(), "cli-simulator-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let out = "";
let errors = "";
beforeEach(() => {
  [out, errors] = ["", ""];
});

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

/** Where it listens, as it printed it. */
function endpoint(): string {
  return /OVH_ENDPOINT='([^']+)'/.exec(out)?.[1] ?? expect.fail(out);
}

/** Runs it until `meanwhile` is over. What it writes adds up. */
async function run(args: string[], meanwhile: () => Promise<void> = async () => {}): Promise<number> {
  const result = await runCli(["simulator", ...args], {
    meanwhile: async ({ stdout }) => {
      out = stdout();
      await meanwhile();
    },
  });
  out = result.stdout;
  errors += result.stderr;
  return result.code;
}

async function switchesOf(url: string) {
  const { switches } = (await (await fetch(new URL("/_console/api/switches", url))).json()) as {
    switches: { name: string; value: unknown }[];
  };
  return Object.fromEntries(switches.map(({ name, value }) => [name, value]));
}

describe("ovh-mail simulator", () => {
  test("prints what leads a client and a browser to it, and sums up at the end", async () => {
    const code = await run([], async () => {
      expect(await (await fetch(`${endpoint()}/auth/time`)).json()).toBeTypeOf("number");
      const consoleUrl = /console: (\S+)/.exec(out)?.[1] ?? "";
      expect(await (await fetch(consoleUrl)).text()).toContain("<html");
    });
    expect(code).toBe(0);
    expect(out).toMatch(/^export OVH_APPLICATION_KEY='simulatedAppKey0'$/m);
    expect(errors).toBe("1 call, 1 compared on the wire with 0 problems.\n");
  });

  test("starts from a seed in YAML", async () => {
    const seed = file(
      "small.yaml",
      "apiAccounts:\n  - nichandle: zz1-ovh\n    applicationKey: key\n    applicationSecret: it's\n    consumerKey: ck\n",
    );
    expect(await run(["--seed", seed])).toBe(0);
    expect(out).toContain("export OVH_APPLICATION_SECRET='it'\\''s'");
  });

  test("starts from a seed in JSON, keeps its world, draws faults and answers switches as it is told", async () => {
    const seed = file("small.json", JSON.stringify(defaultSeed()));
    const args = ["--seed", seed, "--state", join(directory, "world.json"), "--task-ms", "5-9", "--tasks", "explicit"];
    const more = [
      "--switch",
      "secondGrant=refused",
      "--switch",
      "ruleRefusalStatus=409",
      "--switch",
      "busyRefusesWrites=true",
    ];
    const faults = ["--faults", "hostile", "--fault-seed", "9", "--lag-ms", "0-20"];
    const code = await run([...args, ...more, ...faults], async () => {
      const given = {
        secondGrant: "refused",
        ruleRefusalStatus: 409,
        busyRefusesWrites: true,
        failedCreate: "removed",
      };
      expect(await switchesOf(endpoint())).toMatchObject(given);
      const { scheduled } = (await (await fetch(new URL("/_console/api/faults", endpoint()))).json()) as {
        scheduled: { seed: number };
      };
      expect(scheduled.seed).toBe(9);
    });
    expect(code).toBe(0);
  });

  test("prints the seed that it uses without one, which it reads again", async () => {
    expect(await run(["--print-seed"])).toBe(0);
    expect(parse(out)).toEqual(defaultSeed());
    const seed = file("printed.yaml", out);
    expect(await run(["--seed", seed])).toBe(0);
  });

  test("explains itself in both languages, with examples", async () => {
    expect(await run(["--help"])).toBe(0);
    expect(out).toContain("Examples:\n  ovh-mail simulator --port 4711");
    expect(await run(["--help", "--lang", "fr"])).toBe(0);
    expect(out).toContain("Exemples :\n  ovh-mail simulator --port 4711");
  });

  test("says as JSON what leads a client to it", async () => {
    expect(await run(["--json"])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ environment: { OVH_APPLICATION_KEY: "simulatedAppKey0" } });
  });

  test.each(["7-3", "soon", "-1", "1.5", ""])("does not take %j for a duration", async (value) => {
    expect(await run([`--task-ms=${value}`])).toBe(2);
    expect(await run([`--lag-ms=${value}`])).toBe(2);
    expect(errors).toMatch(/--task-ms must be .+ Try: ovh-mail simulator --help\n--lag-ms must be/);
  });

  test.each([
    { args: ["--port", "70000"], says: "--port must be a whole number from 0 to 65535, not 70000." },
    { args: ["--tasks", "slow"], says: "--tasks can only be explicit, not slow." },
    { args: ["--faults", "polite"], says: "--faults must be rough or hostile, not polite." },
    { args: ["--fault-seed", "1"], says: "--fault-seed needs --faults rough|hostile." },
    { args: ["--faults", "rough", "--fault-seed", "x"], says: "--fault-seed must be a whole number" },
    { args: ["--switch", "secondGrant"], says: "--switch must be NAME=VALUE, not secondGrant." },
    { args: ["--switch", "secondGrant=maybe"], says: "secondGrant can be idempotent or refused, not maybe." },
    { args: ["--switch", "ruleRefusalStatus=402"], says: "ruleRefusalStatus can be 400 or 409, not 402." },
    { args: ["--switch", "busyRefusesWrites="], says: "busyRefusesWrites can be true or false, not empty." },
    { args: ["--switch", "toString=x"], says: "There is no switch toString. There are renameVisible, " },
    { args: ["--sed", "x"], says: "There is no option --sed; did you mean --seed?" },
    { args: ["world.yaml"], says: "There are more arguments than the command takes." },
  ])("says what is wrong with $args", async ({ args, says }) => {
    expect(await run(args)).toBe(2);
    expect(errors).toContain(says);
    expect(out).toBe("");
  });

  test.each([
    {
      name: "broken.yaml",
      text: "apiAccounts:\n  - nichandle: a\n   consumerKey: b\n",
      says: /at line 3, column \d+\n$/,
    },
    {
      name: "twice.yaml",
      text: "apiAccounts: []\napiAccounts: []\n",
      says: /Map keys must be unique at line 2, column 1\n$/,
    },
    {
      name: "comma.json",
      text: '{\n  "apiAccounts": []\n  "x": 1\n}',
      says: /Expected ',' or '}' .+ at line 3, column 3\n$/,
    },
    { name: "end.json", text: '{\n  "apiAccounts": [', says: /at line 2, column \d+\n$/ },
  ])("names the line where $name is broken", async ({ name, text, says }) => {
    const seed = file(name, text);
    expect(await run(["--seed", seed])).toBe(1);
    expect(errors).toMatch(/^[^\n]+\n$/);
    expect(errors).toMatch(says);
    expect(errors).toContain(`The seed ${seed} is not valid: `);
  });

  test.each([
    { text: "apiAccounts: []", says: "apiAccounts: " },
    { text: JSON.stringify({ ...defaultSeed(), exchangeService: [] }), says: "exchangeService" },
    {
      text: JSON.stringify({ ...defaultSeed(), exchangeServices: [{ owner: 1 }] }),
      says: "exchangeServices[0].name: ",
    },
    { text: "[]", says: "the whole: " },
  ])("names the property that is wrong in $text", async ({ text, says }) => {
    expect(await run(["--seed", file("wrong.yaml", text)])).toBe(1);
    expect(errors).toContain(says);
  });

  test("says that a seed is empty, or an alias stands for nothing", async () => {
    expect(await run(["--seed", file("empty.yaml", "# nothing\n")])).toBe(1);
    expect(await run(["--seed", file("alias.yaml", "apiAccounts: *nothing\n")])).toBe(1);
    expect(errors).toContain("it is empty");
    expect(errors).toContain("nothing");
  });

  test("says that a file is not there, or is no state file", async () => {
    expect(await run(["--seed", join(directory, "nowhere.yaml")])).toBe(1);
    expect(await run(["--state", file("state.json", "{}")])).toBe(1);
    expect(errors).toContain("nowhere.yaml cannot be read");
    expect(errors).toContain("is not a state file of this simulator");
  });

  test("says that a port is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
    });
    expect(await run(["--port", String(port)])).toBe(1);
    expect(errors).toContain(`Port ${port} cannot be used`);
    await new Promise((resolve) => other.close(resolve));
  });
});
