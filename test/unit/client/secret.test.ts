/** A secret shows nowhere by accident, and what this process has seen is taken out of texts in its usual encodings. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { encodeBody } from "../../../provider/ovh/json-body.js";
import { Secret, scrub } from "../../../provider/ovh/secret.js";

const VALUE = 'p"a\\ss wörd/1&é';

describe("Secret", () => {
  const secret = new Secret(VALUE);

  test("gives its value to the one who asks for it", () => {
    expect(secret.reveal()).toBe(VALUE);
  });

  test.each<[string, string]>([
    ["a template", `${secret}`],
    ["JSON", JSON.stringify({ secret })],
    ["inspect", inspect({ secret }, { showHidden: true })],
    ["inspect without custom functions", inspect(secret, { customInspect: false, showHidden: true })],
    ["its keys", JSON.stringify(Object.entries(secret))],
    ["an error", String(new Error(`wrong: ${secret}`))],
  ])("%s does not show it", (_, shown) => {
    expect(shown).not.toContain("wörd");
  });
});

describe("scrub", () => {
  test.each<[string, string]>([
    ["as it is", VALUE],
    ["in JSON", JSON.stringify(VALUE).slice(1, -1)],
    ["in a URL", encodeURIComponent(VALUE)],
    ["as base64", Buffer.from(VALUE).toString("base64").replace(/=+$/, "")],
    ["as base64 of URLs", Buffer.from(VALUE).toString("base64url")],
    ["in a form", String(new URLSearchParams([["", VALUE]])).slice(1)],
    ["in JSON that is ASCII", JSON.stringify(VALUE).slice(1, -1).replace("ö", "\\u00f6").replace("é", "\\u00e9")],
  ])("takes a secret out, %s, wherever it stands", (_, form) => {
    new Secret(VALUE);
    expect(scrub(`a ${form} b ${form}`)).toBe("a [secret] b [secret]");
  });

  test.each(["", "{", '{"'])("leaves a few letters at most of a text in base64 that holds one behind %j", (before) => {
    new Secret("canary-within-a-text");
    const text = Buffer.from(`${before}canary-within-a-text and more`).toString("base64");
    const left = Buffer.from(scrub(text).replace("[secret]", ""), "base64").toString();
    expect(scrub(text)).toContain("[secret]");
    expect(left).not.toMatch(/canary|text/);
  });

  test("leaves other text alone", () => {
    expect(scrub("mailbox anna@example.com: HTTP 400")).toBe("mailbox anna@example.com: HTTP 400");
  });

  test("leaves the words alone that equal a short secret", () => {
    new Secret("mail");
    new Secret("quota");
    new Secret("");
    expect(scrub("mail quota")).toBe("mail quota");
  });

  test("takes out a secret of six characters", () => {
    new Secret("sixsix");
    expect(scrub("it is sixsix.")).toBe("it is [secret].");
  });

  test("leaves nothing of a secret that begins with another one", () => {
    new Secret("prefix-canary");
    new Secret("prefix-canary-and-tail");
    expect(scrub("it is prefix-canary-and-tail.")).toBe("it is [secret].");
  });

  test("leaves nothing of two that overlap", () => {
    new Secret("canary-one-two");
    new Secret("two-three-canary");
    expect(scrub("it is canary-one-two-three-canary.")).toBe("it is [secret].");
  });

  test("takes out each of two that stand side by side", () => {
    new Secret("left-canary");
    new Secret("right-canary");
    expect(scrub("left-canaryright-canary")).toBe("[secret][secret]");
  });

  test("does not fail over a secret that no URL can hold", () => {
    const halfOfAPair = "half-\ud83d-of-a-pair";
    expect(() => {
      new Secret(halfOfAPair);
      return scrub("a text");
    }).not.toThrow();
  });
});

describe("encodeBody", () => {
  test("reveals secrets, at every depth", () => {
    const password = new Secret(VALUE);
    const body = { password, list: [password, 1], deep: { password }, nothing: null };
    expect(JSON.parse(encodeBody(body))).toEqual({
      password: VALUE,
      list: [VALUE, 1],
      deep: { password: VALUE },
      nothing: null,
    });
    expect(body.password).toBe(password);
  });
});
