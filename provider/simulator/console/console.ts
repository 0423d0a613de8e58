import { type Context, Hono } from "hono";
import { consoleApi } from "./api.js";
import { asset } from "./assets.js";
import { onlyThisMachine } from "./guard.js";
import type { ConsoleParts } from "./parts.js";

const base = "/_console";

/** The console's page, and what it needs below a path that is none of OVHcloud's. */
export const consolePaths = ["/", `${base}/*`] as const;

export function createConsole(parts: ConsoleParts): Hono {
  const console = new Hono();
  for (const path of consolePaths) console.use(path, onlyThisMachine);
  console.get("/", (c) => answerAsset(c, "index.html"));
  console.route(`${base}/api`, consoleApi(parts));
  console.get(`${base}/:name`, (c) => answerAsset(c, c.req.param("name")));
  console.notFound((c) => c.text("The console has nothing here.", 404));
  return console;
}

function answerAsset(c: Context, name: string): Response {
  const found = asset(name);
  if (found === undefined) return c.text("The console has nothing here.", 404);
  return c.body(found.text, 200, { "content-type": found.type, "cache-control": "no-cache" });
}
