import type { Context, MiddlewareHandler } from "hono";

const headers = {
  "content-security-policy":
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** For all of the console: only under a name of this machine, so that no foreign name is made to point here. */
export const onlyThisMachine: MiddlewareHandler = async (c, next) => {
  if (!isAskedByLoopbackName(c)) return c.text("The console answers under the names of this machine only.", 403);
  await next();
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  return undefined;
};

/** For what is asked by the console's own page, and changed by it: no other page may do so in its name. */
export const onlyOwnPage: MiddlewareHandler = async (c, next) => {
  if (!isOwnPage(c)) return c.json({ message: "Only the console's own page may ask for this" }, 403);
  return next();
};

function isAskedByLoopbackName(c: Context): boolean {
  const asked = new URL(c.req.url);
  const named = c.req.header("host") ?? asked.host;
  return isLoopbackName(asked.hostname) && isLoopbackName(hostnameIn(named));
}

function hostnameIn(host: string): string {
  return URL.parse(`http://${host}`)?.hostname ?? "";
}

function isLoopbackName(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isOwnPage(c: Context): boolean {
  const site = c.req.header("sec-fetch-site") ?? "same-origin"; // not sent by other programs than browsers
  if (c.req.method === "GET") return site === "same-origin" || site === "none";
  const isJson = /^application\/json(?:;|$)/i.test(c.req.header("content-type") ?? "");
  return isJson && c.req.header("origin") === new URL(c.req.url).origin;
}
