/** Stands between a client and a server, and cuts connections. */

import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

export type Fault =
  /** The connection ends in the middle of what the client sends. */
  | "cut"
  /** The server gets all of it and answers; the answer is lost, and with it the connection. */
  | "loseAnswer"
  /** All connections end, and none is accepted until the repair. */
  | "breakDown";

export class FaultyProxy {
  faults = 0;
  readonly #plan: { readonly afterBytes: number; readonly fault: Fault }[] = [];
  readonly #open = new Set<Socket>();
  #carriedBytes = 0;
  #isDown = false;

  constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {
    server.on("connection", (client) => this.#connect(client));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port; // A TCP server has an address of this kind.
  }

  /** Once so many more bytes went to the server: after the faults that are planned already. */
  plan(fault: Fault, afterBytes: number): void {
    if (this.#plan.length === 0) this.#carriedBytes = 0;
    this.#plan.push({ fault, afterBytes });
  }

  repair(): void {
    this.#isDown = false;
  }

  async stop(): Promise<void> {
    this.#endAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #connect(client: Socket): void {
    if (this.#isDown) {
      client.destroy();
      return;
    }
    const upstream = connect(this.targetPort, "127.0.0.1");
    const end = () => {
      for (const socket of [client, upstream]) {
        this.#open.delete(socket);
        socket.destroy();
      }
    };
    for (const socket of [client, upstream]) {
      this.#open.add(socket);
      socket.on("error", end).on("close", end);
    }
    client.on("data", (chunk: Buffer) => {
      const fault = this.#due(chunk.length);
      if (fault === undefined) upstream.write(chunk);
      else if (fault === "loseAnswer") upstream.unpipe(client).once("data", end).resume().write(chunk);
      else upstream.write(chunk.subarray(0, chunk.length >> 1), fault === "cut" ? end : () => this.#endAll());
    });
    upstream.pipe(client);
  }

  #due(bytes: number): Fault | undefined {
    this.#carriedBytes += bytes;
    const [next] = this.#plan;
    if (next === undefined || this.#carriedBytes < next.afterBytes) return undefined;
    this.#plan.shift();
    this.#carriedBytes = 0;
    this.faults++;
    this.#isDown = next.fault === "breakDown";
    return next.fault;
  }

  #endAll(): void {
    for (const socket of this.#open) socket.destroy();
  }
}

export async function startProxy(targetPort: number): Promise<FaultyProxy> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return new FaultyProxy(server, targetPort);
}
