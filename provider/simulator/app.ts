import { Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { jsonAnswer, toResponse } from "./answer.js";
import { type AppParts, type Arrival, answerCall } from "./answer-call.js";
import { tokenPath } from "./auth/token-desk.js";
import { AnswerCut, ConnectionReset } from "./connection-reset.js";
import { invalidUrl, notImitated } from "./errors.js";
import { treesNotImitated } from "./gaps.js";
import type { Route } from "./route.js";
import { routes } from "./routes.js";

/** `/v1` is an alias of `/1.0` (OVH guide 'apiv2'). */
const versions = ["/1.0", "/v1"];

/** The router over all routes. Whatever does not match one is answered as OVHcloud answers an unknown URL. */
export function createApp(parts: AppParts): Hono {
  // Hono's own choice comes to the same for these routes, after it has tried others: anew for each simulator.
  const app = new Hono({ router: new TrieRouter() });
  for (const route of routes) {
    const paths = versions.map((version) => version + route.template.replace(/\{(\w+)\}/g, ":$1"));
    app.on(route.method, paths, (c) => answerCall(parts, arrival(parts, c.req.raw, route, c.req.param())));
  }
  app.post(tokenPath, async (c) => {
    const form = await c.req.text();
    return toResponse(parts.tokens.answer(form, parts.context.gatewayNowMs()), parts.calls.count);
  });
  app.notFound((c) => answerCall(parts, arrival(parts, c.req.raw, unknownRoute(c.req.raw), {})));
  app.onError((error) => {
    if (error instanceof ConnectionReset || error instanceof AnswerCut) throw error;
    // A bug of the simulator's own: it must be seen, and not be taken for a fault of OVHcloud's.
    console.error("The simulator has failed:", error.stack ?? error);
    return toResponse(
      jsonAnswer(500, { message: "The simulator has failed: see its error output" }),
      parts.calls.count,
    );
  });
  return app;
}

function arrival({ time }: AppParts, request: Request, route: Route, params: Record<string, string>): Arrival {
  const url = new URL(request.url);
  const path = decoded(withoutVersion(url.pathname));
  const [atMs, clockAtMs] = [time.worldMs(), time.clockMs()];
  return { request, route, params, path, query: url.searchParams, atMs, clockAtMs, bodyText: "" };
}

function withoutVersion(pathname: string): string {
  const version = versions.find((one) => pathname.startsWith(`${one}/`));
  return version === undefined ? pathname : pathname.slice(version.length);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function unknownRoute(request: Request): Route {
  const path = withoutVersion(new URL(request.url).pathname);
  return {
    method: "GET",
    template: "unknown",
    anonymous: true,
    handle: () => {
      const isGap = treesNotImitated.some((tree) => path === tree || path.startsWith(`${tree}/`));
      throw isGap ? notImitated(request.method, path) : invalidUrl();
    },
  };
}
