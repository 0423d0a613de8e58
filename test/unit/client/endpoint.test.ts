/** Where signed calls may go: a table of names and URLs, and a table of those that are refused. */
import { expect, test } from "vitest";
import { type EndpointOptions, isLoopback, resolveEndpoint } from "../../../provider/ovh/endpoint.js";

const custom = { allowCustomHost: true };

test.each<[given: string, url: string, options?: EndpointOptions]>([
  ["ovh-eu", "https://eu.api.ovh.com/1.0"],
  ["ovh-ca", "https://ca.api.ovh.com/1.0"],
  ["ovh-us", "https://api.us.ovhcloud.com/1.0"],
  ["kimsufi-eu", "https://eu.api.kimsufi.com/1.0"],
  ["kimsufi-ca", "https://ca.api.kimsufi.com/1.0"],
  ["soyoustart-eu", "https://eu.api.soyoustart.com/1.0"],
  ["soyoustart-ca", "https://ca.api.soyoustart.com/1.0"],
  ["https://eu.api.ovh.com/1.0", "https://eu.api.ovh.com/1.0"],
  ["https://eu.api.ovh.com/1.0/", "https://eu.api.ovh.com/1.0"],
  ["https://eu.api.ovh.com/v1//", "https://eu.api.ovh.com/v1"],
  ["HTTPS://EU.API.OVH.COM/1.0", "https://eu.api.ovh.com/1.0"],
  ["https://eu.api.ovh.com:443/1.0", "https://eu.api.ovh.com/1.0"],
  ["http://localhost:8080/1.0/", "http://localhost:8080/1.0"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["http://127.9.9.9", "http://127.9.9.9"],
  ["http://[::1]:8080/1.0", "http://[::1]:8080/1.0"],
  ["https://localhost", "https://localhost"],
  ["https://proxy.example.com/ovh/", "https://proxy.example.com/ovh", custom],
])("%s is %s", (given, url, options) => {
  expect(resolveEndpoint(given, options)).toBe(url);
});

const NOT_KNOWN = "neither a known name";
const CLEAR = "is not https";
const FOREIGN = "is not an OVHcloud host";

test.each<[name: string, given: string, message: string, options?: EndpointOptions]>([
  ["http elsewhere", "http://eu.api.ovh.com/1.0", CLEAR],
  ["http elsewhere, also when hosts are free to choose", "http://proxy.example.com", CLEAR, custom],
  ["a host that begins like loopback", "http://localhost.example.com", CLEAR],
  ["a host that ends like loopback", "http://evil-localhost", CLEAR],
  ["an address that begins like loopback", "http://127.0.0.1.example.com", CLEAR],
  ["every interface", "http://0.0.0.0", CLEAR],
  ["another host", "https://proxy.example.com", FOREIGN],
  ["another host, with leave denied", "https://proxy.example.com", FOREIGN, { allowCustomHost: false }],
  ["a host that begins like OVHcloud's", "https://eu.api.ovh.com.example.com/1.0", FOREIGN],
  ["a host that ends like OVHcloud's", "https://evil-eu.api.ovh.com/1.0", FOREIGN],
  ["OVHcloud's host as a user name", "https://eu.api.ovh.com@example.com/1.0", FOREIGN],
  ["another port of OVHcloud's host", "https://eu.api.ovh.com:8443/1.0", FOREIGN],
  ["nothing", "", NOT_KNOWN],
  ["a word", "ovh-mars", NOT_KNOWN],
  ["a name in capitals", "OVH-EU", NOT_KNOWN],
  ["a host without a scheme", "eu.api.ovh.com/1.0", NOT_KNOWN],
  ["a file", "file:///etc/passwd", NOT_KNOWN, custom],
  ["ftp on loopback", "ftp://localhost", NOT_KNOWN],
  ["a broken URL", "https://", NOT_KNOWN],
  ["a name that every object has", "constructor", NOT_KNOWN],
  ["another one", "toString", NOT_KNOWN],
])("%s is refused", (_, given, message, options) => {
  expect(() => resolveEndpoint(given, options)).toThrow(message);
});

test("a password inside a refused URL is not shown", () => {
  expect(() => resolveEndpoint("https://user:url-canary@example.com")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("url-canary") }),
  );
});

test.each<[url: string, expected: boolean]>([
  ["http://localhost:1/1.0", true],
  ["http://127.9.9.9", true],
  ["https://[::1]:8080", true],
  ["http://127.0.0.1.example.com", false],
  ["http://127.evil.example.com", false],
  ["https://localhost.example.com", false],
  ["https://eu.api.ovh.com/1.0", false],
])("%s is this machine: %s", (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
