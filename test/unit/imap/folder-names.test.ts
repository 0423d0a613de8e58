import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFolderName, encodeFolderName } from "../../../provider/imap/modified-utf7.js";

// The examples of RFC 3501, 5.1.3, and some of ours.
test.each([
  ["~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"],
  ["☺!", "&Jjo-!"],
  ["Entwürfe", "Entw&APw-rfe"],
  ["Tom & Jerry", "Tom &- Jerry"],
  ["📬", "&2D3c7A-"],
])("%s travels as %s", (name, raw) => {
  expect(encodeFolderName(name)).toBe(raw);
  expect(decodeFolderName(raw)).toBe(name);
});

test("every name comes back as it was", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => decodeFolderName(encodeFolderName(name)) === name));
});

test("what is no modified UTF-7 stays as it is", () => {
  expect(decodeFolderName("R&D")).toBe("R&D");
  expect(decodeFolderName("a&!!-b")).toBe("a&!!-b");
  // Encoded for no need: decoded, the name would not lead back to the folder.
  expect(decodeFolderName("&AGE-")).toBe("&AGE-");
});
