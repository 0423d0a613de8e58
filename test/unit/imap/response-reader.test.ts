import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ResponseReader } from "../../../provider/imap/response-reader.js";
import { fetchItems, type Part } from "../../../provider/imap/tokens.js";

const ANSWER =
  '* 3 FETCH (UID 7 FLAGS (\\Seen $Work) INTERNALDATE "17-Jul-1996 02:44:25 -0700" BODY[HEADER.FIELDS (FROM "TO")] ' +
  '{12}\r\nFrom: a)\r\n\r\n NAME "say \\"hi\\" \\\\" X NIL BODY[] {0}\r\n)\r\nC1 OK done\r\n';

/** The answers of a server whose bytes arrive in pieces of these sizes, over and over. */
function read(text: string, sizes: readonly number[]): Part[][] {
  const responses: Part[][] = [];
  const reader = new ResponseReader({ onResponse: (parts) => responses.push([...parts]), sinkFor: () => undefined });
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    reader.push(bytes.subarray(at, at + size));
    at += size;
  }
  return responses;
}

test("an answer is the same in whatever pieces it arrives", () => {
  const whole = read(ANSWER, [ANSWER.length]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      expect(read(ANSWER, sizes)).toEqual(whole);
    }),
  );
});

test("an answer is cut into its items", () => {
  const [fetched = [], done = []] = read(ANSWER, [5]);
  expect(Object.fromEntries(fetchItems(fetched) ?? [])).toEqual({
    UID: "7",
    FLAGS: ["\\Seen", "$Work"],
    INTERNALDATE: "17-Jul-1996 02:44:25 -0700",
    'BODY[HEADER.FIELDS (FROM "TO")]': Buffer.from("From: a)\r\n\r\n"),
    NAME: 'say "hi" \\',
    X: "NIL",
    "BODY[]": Buffer.alloc(0),
  });
  expect(done).toEqual(["C1 OK done"]);
  expect(fetchItems(["* 3 EXISTS"])).toBeUndefined();
});

describe("nonsense", () => {
  test("never stands still, and never runs away", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
        expect(fetchItems([`* 1 FETCH (${text}`])).toBeInstanceOf(Map);
      }),
    );
    expect(fetchItems([`* 1 FETCH ${"(".repeat(100_000)}`])).toBeInstanceOf(Map);
  });

  test("of a size that nobody can hold is refused before it is read", () => {
    expect(() => read("* 1 FETCH (BODY[] {999999999}\r\n", [8])).toThrow("too large");
  });
});
