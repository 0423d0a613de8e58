import type { Context, Hono } from "hono";
import { consoleApi } from "./api.js";
import { asset } from "./assets.js";
import { onlyThisMachine } from "./guard.js";
import type { ConsoleParts } from "./parts.js";

const base = "/_console";

/** Puts the console's page at `/`, and what it needs below a path that is none of OVHcloud's. */
export function mountConsole(app: Hono, parts: ConsoleParts): void {
  app.get("/", onlyThisMachine, (c) => answerAsset(c, "index.html"));
  app.use(`${base}/*`, onlyThisMachine);
  app.route(`${base}/api`, consoleApi(parts));
  app.get(`${base}/:name`, (c) => answerAsset(c, c.req.param("name")));
  app.all(`${base}/*`, (c) => c.text("The console has nothing here.", 404));
}

function answerAsset(c: Context, name: string): Response {
  const found = asset(name);
  if (found === undefined) return c.text("The console has nothing here.", 404);
  return c.body(found.text, 200, { "content-type": found.type, "cache-control": "no-cache" });
}
