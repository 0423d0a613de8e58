// Commands and their answers, against a server that is played by hand.

import { PassThrough } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { appendAll } from "../../../provider/imap/append.js";
import type { Connection } from "../../../provider/imap/connection.js";
import { BusyServerError, ConnectionLostError, RefusedError } from "../../../provider/imap/errors.js";
import { fetchAll, fetchStream } from "../../../provider/imap/fetch.js";
import { Wire } from "../../../provider/imap/wire.js";
import { message } from "./message.js";

function start(capabilities: readonly string[] = []) {
  const [readSocket, writeSocket] = [new PassThrough(), new PassThrough()];
  let sent = "";
  writeSocket.on("data", (chunk: Buffer) => {
    sent += chunk.toString("latin1");
  });
  const wire = new Wire({ readSocket, writeSocket, socket: readSocket }, "destination");
  const connection: Connection = {
    wire,
    capabilities: new Set(capabilities),
    appendLimitBytes: Number.POSITIVE_INFINITY,
    selected: undefined,
  };
  return {
    connection,
    readSocket,
    /** Everything that was sent since the last time this was asked. */
    sent: async () => {
      await turn();
      await turn();
      const now = sent;
      sent = "";
      return now;
    },
    say: (text: string) => void readSocket.write(text),
  };
}

const target = { raw: 'say "hi"', permanentFlags: new Set(["\\seen", "work"]) };
function load(uid: number, text = "abc") {
  const flags = ["\\Seen", "Work", "Other", "\\Recent", "\\Deleted", "x) INBOX {1}"];
  const dated = { ...message({ uid }), flags, date: "17-Jul-1996 02:44:25 -0700" };
  return { message: dated, content: Buffer.from(text) };
}
const ATTRIBUTES = '(\\Seen Work) "17-Jul-1996 02:44:25 -0700"';

describe("a message", () => {
  test("is sent when the server asks for it, with the flags that the folder keeps", async () => {
    const { connection, sent, say } = start();
    const done = appendAll(connection, target, [load(1)]);
    expect(await sent()).toBe(`C1 APPEND "say \\"hi\\"" ${ATTRIBUTES} {3}\r\n`);
    say("+ go on\r\n");
    expect(await sent()).toBe("abc\r\n");
    say("C1 OK [APPENDUID 1 5] done\r\n");
    expect((await done).size).toBe(0);
  });

  test("is sent at once where the server allows that, and the next one without waiting for the answer", async () => {
    const { connection, sent, say } = start(["LITERAL+"]);
    const done = appendAll(connection, target, [load(1), load(2)]);
    const [one, two] = [1, 2].map((tag) => `C${tag} APPEND "say \\"hi\\"" ${ATTRIBUTES} {3+}\r\nabc\r\n`);
    expect(await sent()).toBe(`${one}${two}`);
    say("C1 OK done\r\nC2 NO [TOOBIG] no\r\n");
    expect([...(await done).keys()].map(({ uid }) => uid)).toEqual([2]);
  });

  test("goes together with others where the server takes several, and alone when they are refused", async () => {
    const { connection, sent, say } = start(["LITERAL+", "MULTIAPPEND"]);
    const done = appendAll(connection, target, [load(1), load(2)]);
    expect(await sent()).toBe(`C1 APPEND "say \\"hi\\"" ${`${ATTRIBUTES} {3+}\r\nabc `.repeat(2).trimEnd()}\r\n`);
    say("C1 NO [TOOBIG] one of them\r\n");
    expect(await sent()).toMatch(/^C2 APPEND .*\r\nabc\r\nC3 APPEND .*\r\nabc\r\n$/s);
    say("C2 OK done\r\nC3 NO [TOOBIG] this one\r\n");
    expect([...(await done).keys()].map(({ uid }) => uid)).toEqual([2]);
  });

  test("that the server refuses before it is sent is not sent, and the connection goes on", async () => {
    const { connection, sent, say } = start();
    const done = appendAll(connection, target, [load(1)]);
    await sent();
    say("C1 NO [TOOBIG] too large\r\n");
    expect((await done).size).toBe(1);
    const next = connection.wire.run({ segments: [[Buffer.from("NOOP\r\n")]] });
    expect(await sent()).toBe("C2 NOOP\r\n");
    say("C2 OK done\r\n");
    expect(await next).toBeUndefined();
  });

  test("with a keyword that is a command in disguise is sent without it", async () => {
    const { connection, sent } = start(["LITERAL+"]);
    void appendAll(connection, { ...target, permanentFlags: "all" }, [load(1)]).catch(() => {});
    expect(await sent()).toContain('"say \\"hi\\"" (\\Seen Work Other \\Deleted) "17-Jul');
  });
});

describe("messages that are fetched", () => {
  test("come in the order they were asked for, without those that are gone", async () => {
    const { connection, say } = start();
    const loads = fetchAll(
      connection,
      [load(7), load(8), load(9)].map((one) => one.message),
    );
    say("* 2 FETCH (UID 9 BODY[] {1}\r\nz)\r\n* 1 FETCH (UID 7 FLAGS (\\Seen) BODY[] {1}\r\na)\r\nC1 OK done\r\n");
    expect((await loads).map(({ message: { uid }, content }) => `${uid} ${content}`)).toEqual(["7 a", "9 z"]);
  });

  test("are streamed when they are large, and never end as whole when they broke off", async () => {
    const { connection, say, readSocket } = start();
    const { content, finished } = fetchStream(connection, message({ uid: 7 }));
    say("* 1 FETCH (UID 7 BODY[] {10}\r\nabcde");
    expect(await content.sizeBytes).toBe(10);
    const pieces: string[] = [];
    const reading = (async () => {
      for await (const piece of content) pieces.push(String(piece));
    })();
    readSocket.end();
    await expect(reading).rejects.toThrow("broke off");
    await expect(finished).rejects.toThrow(ConnectionLostError);
    expect(pieces).toEqual(["abcde"]);
  });
});

describe("an answer", () => {
  const ask = (server: ReturnType<typeof start>) =>
    server.connection.wire.run({ segments: [[Buffer.from("NOOP\r\n")]] });

  test.each([
    ["NO [THROTTLED] wait", BusyServerError],
    ["NO Request is throttled. Suggested Backoff Time: 5000 milliseconds", BusyServerError],
    ["NO [OVERQUOTA] Quota exceeded, try again", RefusedError],
    ["BAD what", RefusedError],
  ])("%s is what it says, without the server's own words", async (answer, kind) => {
    const server = start();
    const done = ask(server);
    server.say(`C1 ${answer}\r\n`);
    const error = await done.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(String(error)).not.toMatch(/Quota exceeded|Backoff|what$/);
  });

  test("that does not come ends the connection", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const server = start();
    const done = ask(server);
    const watched = expect(done).rejects.toThrow("no answer in time");
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    await watched;
    expect(server.connection.wire.isOpen).toBe(false);
  });

  test("of goodbye ends the connection, and everything that waits for it", async () => {
    const server = start();
    const [one, two] = [ask(server), ask(server)];
    server.say("* BYE [UNAVAILABLE] anna@example.com has had enough\r\n");
    await expect(one).rejects.toThrow(
      "the connection to the destination was lost: the server said goodbye ([UNAVAILABLE])",
    );
    await expect(two).rejects.toThrow(ConnectionLostError);
    await expect(ask(server)).rejects.toThrow(ConnectionLostError);
    expect(server.connection.wire.isOpen).toBe(false);
  });
});
