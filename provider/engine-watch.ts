/**
 * Pulumi's host of dynamic providers outlives a killed engine: nobody hears any more what it does, and the next "pulumi up"
 * works on the same mailboxes. So it ends with its engine, as if it had been killed too.
 */

import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const ADDRESS = /^(127\.0\.0\.1|localhost|\[::1\]):(\d+)$/;
const PAUSE_MS = 1_000;

export interface EngineWatchOptions {
  /** What Pulumi's engine gives its provider host as the first argument. */
  readonly engineAddress: string | undefined;
  readonly onGone: () => void;
  /** Before another connection, when one was closed at once. */
  readonly pauseMs?: number;
}

/** Anything but a host's address is left alone: a program, a test, a command line. */
export function watchEngine({ engineAddress = "", onGone, pauseMs = PAUSE_MS }: EngineWatchOptions): void {
  const [, host, port] = ADDRESS.exec(engineAddress) ?? [];
  if (host === undefined) return;
  void untilGone(host.replace(/[[\]]/g, ""), Number(port), pauseMs).then(onGone);
}

/** An engine that ends closes its connections at once. It also closes those on which nobody speaks: then it takes others. */
async function untilGone(host: string, port: number, pauseMs: number): Promise<void> {
  for (;;) {
    const since = Date.now();
    if (await closedBy(connect({ host, port }).unref())) return;
    if (Date.now() - since < pauseMs) await sleep(pauseMs, undefined, { ref: false });
  }
}

/** Whether nobody was there at all. */
function closedBy(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    let isRefused = false;
    socket.on("error", (error) => {
      isRefused = "code" in error && error.code === "ECONNREFUSED";
    });
    socket.on("close", () => resolve(isRefused));
    socket.resume();
  });
}
