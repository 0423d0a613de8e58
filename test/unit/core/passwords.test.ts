/** Generated passwords meet any complexity rule: properties that hold for a thousand of them. */
import { describe, expect, test } from "vitest";
import { Secret, scrub } from "../../../provider/ovh/secret.js";
import { generatePassword } from "../../../provider/passwords.js";

const thousand = (login: string, displayName: string) =>
  Array.from({ length: 1_000 }, () => generatePassword(login, displayName).reveal());
const passwords = thousand("anna.durand", "Anna Durand-Müller");

describe("a thousand passwords", () => {
  test("have 20 characters each", () => {
    expect([...new Set(passwords.map(({ length }) => length))]).toEqual([20]);
  });

  test.each<[string, RegExp]>([
    ["a small letter", /[a-z]/],
    ["a capital letter", /[A-Z]/],
    ["a digit", /[0-9]/],
    ["a sign", /[!#%+=?@-]/],
  ])("have %s each", (_, pattern) => {
    expect(passwords.filter((password) => !pattern.test(password))).toEqual([]);
  });

  test("hold nothing that people or our own rule mistake", () => {
    expect(passwords.filter((password) => !/^[a-km-zA-HJ-NP-Z2-9!#%+=?@-]+$/.test(password))).toEqual([]);
  });

  test("are all different", () => {
    expect(new Set(passwords).size).toBe(1_000);
  });

  test("use each character in every place: the classes are shuffled", () => {
    const firstOfEach = passwords.map((password) => password.charAt(0));
    for (const pattern of [/[a-z]/, /[A-Z]/, /[0-9]/, /[!#%+=?@-]/]) {
      expect(firstOfEach.some((character) => pattern.test(character))).toBe(true);
    }
  });

  test("hold no part of a name, whatever its case", () => {
    const parts = /anna|durand|müller/i;
    expect(passwords.filter((password) => parts.test(password))).toEqual([]);
  });
});

// Names this short turn up by chance: without the check, most of these rows would fail.
test.each<[name: string, login: string, displayName: string, part: RegExp]>([
  ["the login, of one character", "k", "", /k/i],
  ["the login, of two characters, whatever its case", "Xy", "", /xy/i],
  ["a part of the display name", "anna.durand", "abc-def, ghj_23A", /abc|def|ghj|23a/i],
])("no password holds %s", (_, login, displayName, part) => {
  expect(thousand(login, displayName).filter((password) => part.test(password))).toEqual([]);
});

test("a sign between letters does not part a name: OVHcloud parts names at , . - _ and spaces alone", () => {
  const letters = [..."abcdefghijkmnopqrstuvwxyz"];
  const teams = letters.flatMap((first) => letters.map((last) => `${first}+${last}`));
  const found = thousand("team", teams.join(" ")).filter((password) => /[a-z]\+[a-z]/i.test(password));
  expect(found.filter((password) => teams.some((team) => password.toLowerCase().includes(team)))).toEqual([]);
});

test.each<[name: string, login: string, displayName: string]>([
  [
    "initials: OVHcloud minds parts of three characters or more",
    "anna.durand",
    "a b c d e f g h i j k m n o p q r s t u v w x y z",
  ],
  ["no display name", "anna.durand", ""],
  ["a display name of nothing but signs", "anna.durand", "@@@ --- ..."],
])("every password stays possible with %s", (_, login, displayName) => {
  expect(generatePassword(login, displayName).reveal()).toHaveLength(20);
});

test("a password is a secret from its first moment", () => {
  const password = generatePassword("anna.durand", "");
  expect(password).toBeInstanceOf(Secret);
  expect(scrub(`it is ${password.reveal()}`)).toBe("it is [secret]");
});
