import { describe, expect, test } from "vitest";
import { compare, findChanged } from "../../../provider/imap/matching.js";
import { message, type Shape } from "./message.js";

/** The UIDs of what the destination is missing. */
function missing(source: readonly Shape[], destination: readonly Shape[]): number[] {
  return compare(source.map(message), destination.map(message)).missing.map(({ uid }) => uid);
}

describe("what the destination is missing", () => {
  test("is known by Message-ID and date, whatever the size", () => {
    expect(missing([{ uid: 1, id: "a" }], [{ id: "a", sizeBytes: 777, subject: "=?utf-8?q?hello?=" }])).toEqual([]);
    expect(missing([{ uid: 1, id: "a" }], [{ id: "a", second: 1_001 }])).toEqual([1]);
  });

  test("is counted where messages are equal", () => {
    const three = [1, 2, 3].map((uid) => ({ uid, id: "a" }));
    expect(missing(three, [{ id: "a" }, { id: "a" }])).toEqual([3]);
    const bare = [1, 2].map((uid) => ({ uid }));
    expect(missing(bare, [{}])).toEqual([2]);
    expect(missing(bare, [{}, {}, {}])).toEqual([]);
  });

  test("of messages with one identity is told by their sizes where these were kept", () => {
    const [small, large] = [
      { uid: 1, sizeBytes: 100 },
      { uid: 2, sizeBytes: 200 },
    ];
    expect(missing([small, large], [{ sizeBytes: 200 }])).toEqual([1]);
  });

  test("is another message where the Message-ID is another one, however much they look alike", () => {
    expect(missing([{ uid: 1, id: "alert-1" }], [{ id: "alert-2" }])).toEqual([1]);
  });

  test("is not a message that had no Message-ID and was given one", () => {
    expect(missing([{ uid: 1 }], [{ id: "added-by-the-server", sizeBytes: 560 }])).toEqual([]);
    expect(missing([{ uid: 1 }], [{ id: "x", subject: "another" }])).toEqual([1]);
  });

  test("is a message without Message-ID that differs in one header", () => {
    expect(missing([{ uid: 1 }], [{ subject: "hello again" }])).toEqual([1]);
  });
});

describe("a message that was accepted", () => {
  test("is found again where the server changed its Message-ID or a header", () => {
    const accepted = [message({ id: "a" })];
    expect(findChanged(accepted, [message({ id: "b" })]).missing).toEqual([]);
    expect(findChanged(accepted, [message({ id: "b", subject: "changed" })]).missing).toEqual([]);
    expect(findChanged(accepted, [message({ id: "b", second: 5 })]).missing).toEqual(accepted);
  });
});
