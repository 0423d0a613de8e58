// No text of a mail server comes into an error: it may quote what it was sent.

import { expect, test } from "vitest";
import { refusal } from "../../../provider/imap/errors.js";

test.each([
  ["[OVERQUOTA] Quota exceeded", "the source answered NO ([OVERQUOTA])"],
  ["[unavailable] later", "the source is busy ([UNAVAILABLE])"],
  ["[CANARY-PASSWORD] wrong", "the source answered NO"],
  ["[AUTHENTICATIONFAILED canary] canary", "the source answered NO ([AUTHENTICATIONFAILED])"],
  ["canary: too many connections", "the source is busy"],
  ["canary is wrong", "the source answered NO"],
])("%s", (text, message) => {
  expect(refusal("source", "NO", text).message).toBe(message);
});
