// The provider's process ends with the engine that started it, and with nothing less.

import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { watchEngine } from "../../../provider/engine-watch.js";

interface Engine {
  readonly address: string;
  readonly server: Server;
  connected(): Promise<Socket>;
}

async function startEngine(): Promise<Engine> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a text only for Unix sockets
  const connected = async () => {
    const [socket] = await once(server, "connection");
    return socket;
  };
  return { address: `127.0.0.1:${port}`, server, connected };
}

test("an engine that ends is noticed", async () => {
  const { address, server, connected } = await startEngine();
  const gone = new Promise<void>((resolve) => watchEngine({ engineAddress: address, onGone: resolve, pauseMs: 1 }));
  const socket = await connected();
  server.close();
  socket.destroy();
  await gone;
});

test("an engine that closes a connection is still there", async () => {
  const { address, server, connected } = await startEngine();
  const onGone = vi.fn();
  const gone = new Promise<void>((resolve) => {
    onGone.mockImplementation(resolve);
    watchEngine({ engineAddress: address, onGone, pauseMs: 1 });
  });
  const first = await connected();
  const next = connected();
  first.destroy();
  const second = await next;
  expect(onGone).not.toHaveBeenCalled();
  server.close();
  second.destroy();
  await gone;
});

test.each([undefined, "--monitor", "plan", "example.com:80", "127.0.0.1"])("%s is no engine", (engineAddress) => {
  const onGone = vi.fn();
  watchEngine({ engineAddress, onGone });
  expect(onGone).not.toHaveBeenCalled();
});
