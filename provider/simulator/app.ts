import { Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { jsonAnswer, toResponse } from "./answer.js";
import { type AppParts, type Arrival, answerCall } from "./answer-call.js";
import { tokenPath } from "./auth/token-desk.js";
import { AnswerCut, ConnectionReset } from "./connection-reset.js";
import { consolePaths } from "./console/console.js";
import { invalidUrl, notImitated } from "./errors.js";
import { treesNotImitated } from "./gaps.js";
import type { Route } from "./route.js";
import { routes } from "./routes.js";

/** `/v1` is an alias of `/1.0` (OVH guide 'apiv2'). */
const versions = ["/1.0", "/v1"];

/** What is asked on the simulator's port, and who answers it. */
interface Answering {
  readonly parts: AppParts;
  /** The console, which is nothing of OVHcloud's. */
  readonly console: (request: Request) => Response | Promise<Response>;
}

type Env = { Bindings: Answering };

/** Whatever does not match a route is answered as OVHcloud answers an unknown URL. */
export async function answer(request: Request, answering: Answering): Promise<Response> {
  return app.fetch(request, answering);
}

/** The router over all routes, which are the same in every simulator. */
const app = createApp();

function createApp(): Hono<Env> {
  // Hono's own choice comes to the same for these routes, after it has tried others.
  const app = new Hono<Env>({ router: new TrieRouter() });
  for (const route of routes) {
    const paths = versions.map((version) => version + route.template.replace(/\{(\w+)\}/g, ":$1"));
    app.on(route.method, paths, (c) => answerCall(c.env.parts, arrival(c.env.parts, c.req.raw, route, c.req.param())));
  }
  app.post(tokenPath, async (c) => {
    const { tokens, context, calls } = c.env.parts;
    return toResponse(tokens.answer(await c.req.text(), context.gatewayNowMs()), calls.count);
  });
  for (const path of consolePaths) app.all(path, (c) => c.env.console(c.req.raw));
  app.notFound((c) => answerCall(c.env.parts, arrival(c.env.parts, c.req.raw, unknownRoute(c.req.raw), {})));
  app.onError((error, c) => {
    if (error instanceof ConnectionReset || error instanceof AnswerCut) throw error;
    // A bug of the simulator's own: it must be seen, and not be taken for a fault of OVHcloud's.
    console.error("The simulator has failed:", error.stack ?? error);
    return toResponse(
      jsonAnswer(500, { message: "The simulator has failed: see its error output" }),
      c.env.parts.calls.count,
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
