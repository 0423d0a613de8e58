import http from "node:http";
import https from "node:https";
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from "./transport.js";

/** More than any answer of this API; a server that sends more is broken or hostile. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
/** Longer than the pause between two looks at a task, so that polls share one connection. */
const KEEP_ALIVE_MS = 60_000;

/** What node reports before a single byte of the request has left: no connection, no way through a proxy, or a certificate that is refused. */
const NEVER_SENT =
  /^(?:ECONNREFUSED|ERR_PROXY_TUNNEL|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_.*|ERR_TLS_CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*)$/;

export interface HttpsTransportOptions {
  /** The variables `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in either case. */
  readonly proxyEnvironment?: Readonly<Record<string, string | undefined>>;
}

/**
 * `node:https` with keep-alive agents of its own: `fetch` and the global agent drop an idle connection after
 * 4 to 5 s, so that each poll would open a new one.
 */
export function createHttpsTransport({ proxyEnvironment = {} }: HttpsTransportOptions = {}): Transport {
  // How many calls are under way at a time is the limiter's business.
  const options = { keepAlive: true, timeout: KEEP_ALIVE_MS, ...usableProxy(proxyEnvironment) };
  const { plain, secure } = agentsWith(options);
  const hosts = new Map<string, Host>();
  return (request, signal) => {
    const [, origin = ""] = ORIGIN.exec(request.url) ?? [];
    const host = hosts.get(origin) ?? hostOf(origin, { plain, secure });
    hosts.set(origin, host);
    return exchange(request, host, request.url.slice(origin.length), signal);
  };
}

/** What Node.js says of a proxy that it does not understand quotes it, with its password. */
function agentsWith(options: https.AgentOptions): { readonly plain: http.Agent; readonly secure: https.Agent } {
  try {
    return { plain: new http.Agent(options), secure: new https.Agent(options) };
  } catch {
    throw new Error("HTTPS_PROXY or HTTP_PROXY is not a URL such as http://proxy.example.com:3128");
  }
}

const ORIGIN = /^(https?:\/\/[^/?#]+)/;

interface Host {
  /** With its port, for people. */
  readonly name: string;
  readonly request: typeof https.request;
  readonly agent: http.Agent;
  readonly hostname: string;
  readonly port: string;
}

/** Taken apart once for each host, and not for each call. */
function hostOf(origin: string, agents: { readonly plain: http.Agent; readonly secure: https.Agent }): Host {
  const { protocol, host: name, hostname, port } = new URL(origin);
  // A bare IPv6 address is what sockets know; the brackets belong to URLs.
  const place = { name, hostname: hostname.replace(/^\[|\]$/g, ""), port };
  return protocol === "https:"
    ? { ...place, request: https.request, agent: agents.secure }
    : { ...place, request: http.request, agent: agents.plain };
}

/** One request and its whole answer. Plain events: streams with signals and iterators cost as much as the call itself. */
function exchange(request: HttpRequest, host: Host, path: string, signal: AbortSignal): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const { method, headers, body } = request;
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body, "utf8")) };
    const { hostname, port, agent } = host;
    const outgoing = host.request({ hostname, port, path, method, agent, headers: { ...headers, ...length } });
    const abort = () => outgoing.destroy(signal.reason);
    const settle = <T>(end: (value: T) => void, value: T) => {
      signal.removeEventListener("abort", abort);
      // A turn later the connection is back in its pool, and the next call finds it there.
      setImmediate(end, value);
    };
    const fail = (message: string, sent: boolean, cause?: unknown) =>
      settle(reject, new TransportError(message, { sent, cause }));
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      // What a signal gives as its reason has a number for a code.
      const code = typeof error.code === "string" ? error.code : error.name;
      fail(`no answer from ${host.name} (${code})`, !NEVER_SENT.test(code), error);
    });
    outgoing.on("response", (message) => {
      const cut = (cause?: unknown) => fail("the answer was cut off", true, cause);
      collect(message, cut, (text) => settle(resolve, answer(message, text)));
    });
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    outgoing.end(body);
  });
}

/** The `close` event comes in any case; `end` only when the answer is whole. */
function collect(message: http.IncomingMessage, cut: (cause?: unknown) => void, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  message.on("data", (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > BODY_LIMIT_BYTES) message.destroy(new Error(`answer larger than ${BODY_LIMIT_BYTES} bytes`));
  });
  message.on("error", cut);
  message.on("end", () => done(Buffer.concat(chunks).toString("utf8")));
  message.on("close", () => {
    if (!message.complete) cut();
  });
}

function answer(message: http.IncomingMessage, body: string): HttpResponse {
  const { "set-cookie": cookies, ...others } = message.headers;
  // Node joins whatever comes twice into one text, all but cookies.
  const headers = others as Record<string, string>;
  if (cookies !== undefined) headers["set-cookie"] = cookies.join(", ");
  return { status: message.statusCode ?? 0, headers, body };
}

const PROXY_VARIABLES = /^(?:https?_proxy|no_proxy)$/i;

/** Node's agents know proxies since 22.21 and 24.5. An older one would go past the proxy without a word. */
function usableProxy(environment: Readonly<Record<string, string | undefined>>): { proxyEnv?: NodeJS.ProcessEnv } {
  const proxyEnv = Object.fromEntries(Object.entries(environment).filter(([name]) => PROXY_VARIABLES.test(name)));
  if (!Object.keys(proxyEnv).some((name) => /^https?_proxy$/i.test(name) && proxyEnv[name])) return {};
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const knows = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
  if (knows) return { proxyEnv };
  throw new Error(`HTTPS_PROXY is set, and Node.js ${process.versions.node} cannot use it: 22.21, 24.5 and later can`);
}
