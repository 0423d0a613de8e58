/**
 * What a person who waits is told: the line by a table, and its way to the terminal through a real gRPC server on
 * loopback that speaks the engine's protocol with Pulumi's own definitions.
 */
import { createRequire } from "node:module";
import { afterEach, describe, expect, test } from "vitest";
import { engineLog, progressLine } from "../../../provider/engine-log.js";
import type { Awaited } from "../../../provider/ovh/tasks.js";

const NOW = Date.UTC(2026, 0, 5, 12);
const waiting = (id: number, seconds: number): Awaited => ({ id, doing: `change ${id}`, since: NOW - seconds * 1000 });

describe("the line", () => {
  test.each<[string, Awaited[], string]>([
    ["one task", [waiting(12, 45)], "change 12 (task 12, 45 s)"],
    ["the oldest first", [waiting(1, 20), waiting(2, 30)], "change 2 (task 2, 30 s); change 1 (task 1, 20 s)"],
    [
      "three at most",
      [waiting(1, 9), waiting(2, 8), waiting(3, 7)],
      "change 1 (task 1, 9 s); change 2 (task 2, 8 s); change 3 (task 3, 7 s)",
    ],
    [
      "how many more",
      [waiting(5, 1), waiting(1, 9), waiting(2, 8), waiting(4, 2), waiting(3, 7)],
      "change 1 (task 1, 9 s); change 2 (task 2, 8 s); change 3 (task 3, 7 s), and 2 more",
    ],
    ["what is waited for where it is no task", [{ ...waiting(12, 45), noun: "order" }], "change 12 (order 12, 45 s)"],
    ["seconds below two minutes", [waiting(1, 119)], "change 1 (task 1, 119 s)"],
    ["minutes from two on", [waiting(1, 120)], "change 1 (task 1, 2 min)"],
    ["whole minutes", [waiting(1, 1_000)], "change 1 (task 1, 17 min)"],
    ["whole seconds", [{ ...waiting(1, 15), since: NOW - 15_499 }], "change 1 (task 1, 15 s)"],
  ])("shows %s", (_, awaited, shown) => {
    const given = [...awaited];
    expect(progressLine(awaited, NOW)).toBe(`still waiting for OVHcloud: ${shown}`);
    expect(awaited, "and leaves what it was given alone").toEqual(given);
  });
});

/** The parts of Pulumi's protocol that this test reads; grpc-js is Pulumi's, found from where Pulumi is. */
interface Grpc {
  readonly Server: new () => GrpcServer;
  readonly ServerCredentials: { createInsecure(): unknown };
}
interface GrpcServer {
  addService(service: unknown, methods: object): void;
  bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
  forceShutdown(): void;
}
interface LogCall {
  readonly request: {
    getMessage(): string;
    getSeverity(): number;
    getEphemeral(): boolean;
    getUrn(): string;
  };
}

const pulumi = createRequire(require.resolve("@pulumi/pulumi"));
const servers: GrpcServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.forceShutdown();
});

/** An engine that keeps what is logged. `next` resolves with the next line. */
async function engine() {
  const grpc: Grpc = pulumi("@grpc/grpc-js");
  const { EngineService } = pulumi("@pulumi/pulumi/proto/engine_grpc_pb");
  const { Empty } = pulumi("google-protobuf/google/protobuf/empty_pb");
  const server = new grpc.Server();
  servers.push(server);
  const calls: LogCall["request"][] = [];
  const listeners: ((request: LogCall["request"]) => void)[] = [];
  server.addService(EngineService, {
    log({ request }: LogCall, answer: (error: null, empty: unknown) => void) {
      calls.push(request);
      listeners.shift()?.(request);
      answer(null, new Empty());
    },
    getRootResource() {},
    setRootResource() {},
    startDebugging() {},
    requirePulumiVersion() {},
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  const next = () => new Promise<LogCall["request"]>((resolve) => listeners.push(resolve));
  return { address: `127.0.0.1:${port}`, next, calls };
}

describe("the way to the terminal", () => {
  test("is Pulumi's engine: the line arrives as information that does not stay, about no resource", async () => {
    const { address, next, calls } = await engine();
    const { LogSeverity } = pulumi("@pulumi/pulumi/proto/engine_pb");
    const log = engineLog(address);
    const first = next();
    log("still waiting for OVHcloud: é");
    const request = await first;
    expect(request.getMessage()).toBe("still waiting for OVHcloud: é");
    expect(request.getSeverity()).toBe(LogSeverity.INFO);
    expect(request.getEphemeral()).toBe(true);
    expect(request.getUrn()).toBe("");
    const second = next();
    log("again");
    expect((await second).getMessage()).toBe("again");
    expect(calls).toHaveLength(2);
  });

  test("may not be there: nothing happens", () => {
    expect(() => engineLog(undefined)("line")).not.toThrow();
  });

  test.each(["127.0.0.1:1", "no address at all", ""])("may lead nowhere (%j): nothing happens either", (address) => {
    expect(() => engineLog(address)("line")).not.toThrow();
  });
});
