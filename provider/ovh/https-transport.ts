import http from "node:http";
import https from "node:https";
import { type HttpRequest, type Transport, TransportError } from "./transport.js";

/** More than any answer of this API; a server that sends more is broken or hostile. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
const SOCKETS_MAX = 16;
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
  const proxyEnv = usableProxy(proxyEnvironment);
  const options = { keepAlive: true, maxSockets: SOCKETS_MAX, timeout: KEEP_ALIVE_MS, ...proxyEnv };
  const agents = { "http:": new http.Agent(options), "https:": new https.Agent(options) };
  return async (request, signal) => {
    const url = new URL(request.url);
    const secure = url.protocol === "https:";
    const message = await open(
      request,
      url,
      secure ? https : http,
      secure ? agents["https:"] : agents["http:"],
      signal,
    );
    return { status: message.statusCode ?? 0, headers: plainHeaders(message.headers), body: await readBody(message) };
  };
}

function open(
  request: HttpRequest,
  url: URL,
  protocol: typeof http | typeof https,
  agent: http.Agent,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const body = request.body === undefined ? undefined : Buffer.from(request.body, "utf8");
    const headers =
      body === undefined ? request.headers : { ...request.headers, "content-length": String(body.length) };
    const outgoing = protocol.request(url, { method: request.method, headers, agent, signal }, resolve);
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.name;
      reject(
        new TransportError(`no answer from ${url.host} (${code})`, { sent: !NEVER_SENT.test(code), cause: error }),
      );
    });
    outgoing.end(body);
  });
}

/** Iteration rejects on a cut body, where the `end` event alone would never come. */
async function readBody(message: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > BODY_LIMIT_BYTES) throw new Error(`answer larger than ${BODY_LIMIT_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    message.destroy();
    throw new TransportError("the answer was cut off", { sent: true, cause: error });
  }
  return Buffer.concat(chunks).toString("utf8");
}

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return plain;
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
