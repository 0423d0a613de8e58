/** What an IMAP server sends. */

import fc from "fast-check";
import { expect } from "vitest";
import { decodeFolderName, encodeFolderName } from "../../provider/imap/modified-utf7.js";
import { ResponseReader } from "../../provider/imap/response-reader.js";
import { fetchItems, type Part } from "../../provider/imap/tokens.js";
import type { Target } from "./targets.js";
import { anyText, thrownBy } from "./texts.js";

const folderNames = fc.property(fc.string({ unit: "grapheme" }), (name) => {
  expect(encodeFolderName(name)).toMatch(/^[\x20-\x7e]*$/);
  expect(decodeFolderName(encodeFolderName(name))).toBe(name);
});

const brokenFolderNames = fc.property(anyText, (raw) => {
  expect(typeof decodeFolderName(raw)).toBe("string");
});

const part = fc.oneof(
  anyText,
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
);
const words = fc.constantFrom("UID 5", "FLAGS (\\Seen", "BODY[", "((((", "))))", '"a\\"', "NIL", "{3}");

const fetches = fc.property(fc.array(fc.oneof(part, words)), (parts) => {
  const items = fetchItems(["* 12 FETCH (", ...parts]);
  expect(items).toBeInstanceOf(Map);
});

const stream = fc
  .array(
    fc.oneof(anyText, fc.constantFrom("\r\n", "{3}\r\n", "{0}\r\n", "~{2+}\r\n", "* OK\r\n", "{999999999999999}\r\n")),
  )
  .map((pieces) => Buffer.from(pieces.join("")));

function read(chunks: readonly Buffer[]): readonly Part[][] {
  const responses: Part[][] = [];
  const reader = new ResponseReader({ onResponse: (parts) => responses.push([...parts]), sinkFor: () => undefined });
  thrownBy(() => {
    for (const chunk of chunks) reader.push(chunk);
  });
  return responses;
}

/** The network cuts where it likes. */
const chunks = fc.property(stream, fc.array(fc.nat()), (bytes, cuts) => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  expect(read(pieces)).toEqual(read([bytes]));
});

export const imapTargets: readonly Target[] = [
  { name: "names of folders", property: folderNames },
  { name: "broken names of folders", property: brokenFolderNames },
  { name: "answers to FETCH", property: fetches },
  { name: "answers in pieces", property: chunks },
];
