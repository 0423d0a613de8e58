import { describe, expect, test } from "vitest";
import { identitiesOf, secondOf, uidSet } from "../../../provider/imap/inventory.js";

test("UIDs are written as ranges", () => {
  expect(uidSet([1, 2, 3, 7, 9, 10])).toBe("1:3,7,9:10");
});

test("a date is the same moment in every time zone, and to the second", () => {
  expect(secondOf("17-Jul-1996 02:44:25 -0700")).toBe(Date.UTC(1996, 6, 17, 9, 44, 25) / 1_000);
  expect(secondOf(" 1-Feb-2020 00:00:00 +0130")).toBe(Date.UTC(2020, 0, 31, 22, 30) / 1_000);
  expect(secondOf("no date")).toBe(-1);
});

describe("an identity", () => {
  test("does not depend on how header fields are folded, ordered or written", () => {
    const folded = identitiesOf("Message-ID:\r\n <a@example.com>\r\nSubject: one\r\n  two\r\nFrom: a\r\n", 7);
    const plain = identitiesOf("From: a\r\nSUBJECT: one two\r\nmessage-id:  <a@example.com> \r\n", 7);
    expect(folded).toEqual(plain);
  });

  test("is made of other headers where there is no Message-ID, or an empty one", () => {
    const bare = identitiesOf("Subject: one\r\n", 7);
    expect(bare.identity).toBe(bare.headers);
    expect(identitiesOf("Subject: one\r\nMessage-ID:\r\n", 7)).toEqual(bare);
    expect(identitiesOf("Subject: two\r\n", 7).identity).not.toBe(bare.identity);
    expect(identitiesOf("Subject: one\r\n", 8).identity).not.toBe(bare.identity);
  });

  test("holds nothing of the mail", () => {
    const { identity, headers } = identitiesOf("Message-ID: <secret@example.com>\r\nFrom: anna@example.com\r\n", 7);
    expect(`${identity}${headers}`).not.toMatch(/secret|anna/);
  });
});
