import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings, type ServerType } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { AnswerCut, ConnectionReset } from "./connection-reset.js";

export interface ListenOptions {
  /** 0 or absent: a free one. */
  port?: number;
  /** Only this machine: the simulator has no protection to speak of. @default "127.0.0.1" */
  host?: string;
  /** Speaks https with this key and certificate (PEM), for clients that speak nothing else. */
  tls?: { key: string; cert: string };
}

/** A simulator on a port. */
export interface SimulatorServer {
  /** What to give as endpoint, e.g. `http://127.0.0.1:4711/1.0`. */
  url: string;
  port: number;
  close(): Promise<void>;
}

export async function serve(
  handle: (request: Request) => Promise<Response>,
  { port = 0, host = "127.0.0.1", tls }: ListenOptions,
): Promise<SimulatorServer> {
  if (!isLoopback(host))
    throw new Error(`The simulator listens on this machine only: ${host} is not a loopback address`);
  const server = createAdaptorServer({
    fetch: (request, env) => answerOrCut(handle, request, env as HttpBindings), // HTTP/1.1, as no other server is asked for
    ...(tls === undefined ? {} : { createServer: createTlsServer, serverOptions: tls }),
  });
  await listening(server, port, host);
  const { port: actualPort } = server.address() as AddressInfo; // a string only for Unix sockets
  const hostInUrl = host.includes(":") ? `[${host}]` : host;
  const scheme = tls === undefined ? "http" : "https";
  return { url: `${scheme}://${hostInUrl}:${actualPort}/1.0`, port: actualPort, close: () => closed(server) };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

async function answerOrCut(handle: (request: Request) => Promise<Response>, request: Request, env: HttpBindings) {
  try {
    return await handle(request);
  } catch (error) {
    if (error instanceof AnswerCut) return sendHalf(error, env);
    if (!(error instanceof ConnectionReset) && !request.signal.aborted) throw error;
    env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}

function sendHalf({ status, headers, half }: AnswerCut, { outgoing }: HttpBindings): Response {
  outgoing.writeHead(status, headers);
  outgoing.write(half, () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

function listening(server: ServerType, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

/** Twice is no mistake. */
function closed(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined || isNotRunning(error) ? resolve() : reject(error)));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}

function isNotRunning(error: Error): boolean {
  return "code" in error && error.code === "ERR_SERVER_NOT_RUNNING";
}
