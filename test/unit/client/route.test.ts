/** A route is filled segment by segment: whatever a value holds, it stays one segment of the path. */
import { expect, test } from "vitest";
import { route } from "../../../provider/ovh/route.js";

const TEMPLATE = "/email/exchange/{service}/account/{address}";

test.each<[name: string, address: string | number, segment: string]>([
  ["an address", "anna@example.com", "anna%40example.com"],
  ["a slash", "a/b", "a%2Fb"],
  ["a way up", "../../me", "..%2F..%2Fme"],
  ["an encoded way up is encoded once more", "..%2f", "..%252f"],
  ["encoded dots are no dots", "%2e%2e", "%252e%252e"],
  ["three dots are a name", "...", "..."],
  ["a query", "a?b=c&d", "a%3Fb%3Dc%26d"],
  ["a fragment", "a#b", "a%23b"],
  ["a backslash", "a\\b", "a%5Cb"],
  ["unicode", "zoé@exämple.com", "zo%C3%A9%40ex%C3%A4mple.com"],
  ["an emoji", "😀", "%F0%9F%98%80"],
  ["a line break", "a\r\nb", "a%0D%0Ab"],
  ["a space and a plus", "a b+c", "a%20b%2Bc"],
  ["a number", 42, "42"],
  ["the number 0", 0, "0"],
  ["a parameter's own form", "{service}", "%7Bservice%7D"],
  ["a pattern of String.replace", "$&$1", "%24%26%241"],
])("%s stays one segment", (_, address, segment) => {
  const filled = route(TEMPLATE, { service: "hosted-ab12345-1", address });
  expect(filled).toMatchObject({ template: TEMPLATE, path: `/email/exchange/hosted-ab12345-1/account/${segment}` });
  expect(new URL(`https://host${filled.path}`).pathname).toBe(filled.path);
});

test.each(["", ".", ".."])("refuses %j, and says which parameter it is", (address) => {
  expect(() => route(TEMPLATE, { service: "hosted-ab12345-1", address })).toThrow(
    `address is ${JSON.stringify(address)}`,
  );
});

test("refuses a value that is missing at run time", () => {
  const parameters = { service: "hosted-ab12345-1" } as { service: string; address: string };
  expect(() => route(TEMPLATE, parameters)).toThrow("address is");
});

test("a parameter that stands twice is filled twice", () => {
  expect(route("/a/{name}/service/{name}", { name: "x/y" }).path).toBe("/a/x%2Fy/service/x%2Fy");
});
