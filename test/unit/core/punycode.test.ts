// The samples are those of RFC 3492, section 7.1, and of descriptions that people write.

import { describe, expect, test } from "vitest";
import { fromAscii, toAscii } from "../../../provider/punycode.js";

const SAMPLES = [
  ["ليهمابتكلموشعربي؟", "xn--egbpdaj6bu4bxfgehfvwxn"],
  ["他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"],
  ["Pročprostěnemluvíčesky", "xn--Proprostnemluvesky-uyb24dma41a"],
  ["3年B組金八先生", "xn--3B-ww4c5e180e575a65lsy2b"],
  ["Hello-Another-Way-それぞれの場所", "xn--Hello-Another-Way--fc4qua05auwb3674vfr0b"],
  ["Boîte d'été", "xn--Bote d't-h1ab1c"],
  ["bücher.é", "xn--bcher-kva.xn--9ca"],
  ["😀", "xn--e28h"],
] as const;

describe("text with other letters", () => {
  test.each(SAMPLES)("%s is %s", (text, ascii) => {
    expect(toAscii(text)).toBe(ascii);
    expect(fromAscii(ascii)).toBe(text);
  });
});

test.each(["Anna Durand", "", "a-b.c", "100 % sûr"])("%j comes back as it was", (text) => {
  expect(fromAscii(toAscii(text))).toBe(text);
});

test.each(["xn--é", "xn--99999999999", "xn--!!", "xn--9", "Zimmer xn--9ca"])("%j is left as it is", (text) => {
  expect(fromAscii(text)).toBe(text);
});
