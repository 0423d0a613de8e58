/** Stands between a client and a server, and cuts connections. */

import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

export interface Proxy {
  readonly port: number;
  /** Cuts the connection that has carried so many more bytes to the server. Again for each number of the list. */
  cutAfter(...bytes: number[]): void;
  readonly cuts: number;
  /** After so many bytes to the server, every connection ends, and none is accepted until the repair. */
  breakAfter(bytes: number): void;
  repair(): void;
  stop(): Promise<void>;
}

export async function startProxy(targetPort: number): Promise<Proxy> {
  const open = new Set<Socket>();
  const plan: number[] = [];
  let [carried, cuts] = [0, 0];
  let [breaksAfter, isBroken] = [Number.POSITIVE_INFINITY, false];
  const cutAll = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((client) => {
    if (isBroken) {
      client.destroy();
      return;
    }
    const upstream = connect(targetPort, "127.0.0.1");
    const end = () => {
      for (const socket of [client, upstream]) {
        open.delete(socket);
        socket.destroy();
      }
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", end).on("close", end);
    }
    client.on("data", (chunk: Buffer) => {
      const [limit = Number.POSITIVE_INFINITY] = plan;
      carried += chunk.length;
      if (carried > breaksAfter) {
        isBroken = true;
        upstream.write(chunk.subarray(0, chunk.length >> 1), cutAll);
      } else if (carried < limit) upstream.write(chunk);
      else {
        plan.shift();
        [carried, cuts] = [0, cuts + 1];
        // Half of it arrives: the connection ends in the middle of a command.
        upstream.write(chunk.subarray(0, chunk.length >> 1), end);
      }
    });
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port, // A TCP server has an address of this kind.
    cutAfter: (...bytes) => {
      carried = 0;
      plan.push(...bytes);
    },
    breakAfter: (bytes) => {
      [carried, breaksAfter] = [0, bytes];
    },
    repair: () => {
      [breaksAfter, isBroken] = [Number.POSITIVE_INFINITY, false];
    },
    get cuts() {
      return cuts;
    },
    stop: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
