import { describe, expect, test } from "vitest";
import type { CopyReport } from "../../../provider/imap/index.js";
import { progressLine, shortfall, summaryOf } from "../../../provider/resources/migration/copy-texts.js";

const ANNA = "anna@example.com";

function report(skipped: CopyReport["skipped"]): CopyReport {
  const there = { copied: 3, alreadyThere: 0, onDestination: 3, onDestinationBytes: 910 };
  return {
    folders: [{ path: "Corbeille", destinationPath: "Deleted Items", messages: 4, bytes: 900, ...there }],
    skipped,
    complete: skipped.length === 0,
  };
}

describe("progress", () => {
  const counts = { messages: 1_200, messagesTotal: 5_000, bytes: 30_400_000, bytesTotal: 200_000_000 };

  test("is in messages, megabytes and minutes", () => {
    expect(progressLine(ANNA, { phase: "copying", ...counts, remainingMs: 130_000 })).toBe(
      "copying the mail of anna@example.com: 1200 of 5000 messages, 30 of 200 MB, about 3 min left",
    );
  });

  test("promises no end that is not known", () => {
    expect(progressLine(ANNA, { phase: "copying", ...counts })).toMatch(/ 30 of 200 MB$/);
    expect(progressLine(ANNA, { phase: "comparing", ...counts })).toBe("comparing both mailboxes of anna@example.com");
  });
});

describe("what was left out", () => {
  const one = { folder: "INBOX", uid: 7, reason: "larger than the destination takes" };

  test("is counted, and named by folder and number", () => {
    const text = shortfall(ANNA, report([one, { folder: "a*b", reason: "the destination refuses it" }]));
    expect(text).toMatch(/^1 message and 1 folder of anna@example\.com could not be copied/);
    expect(text).toContain(
      "\n  - INBOX, message 7: larger than the destination takes\n  - a*b: the destination refuses it",
    );
  });

  test("is cut where there is too much of it", () => {
    const many = Array.from({ length: 1_000 }, (_, uid) => ({ ...one, uid }));
    expect(shortfall(ANNA, report(many))).toMatch(
      /^1000 messages of .*\n {2}- INBOX, message 4: [^\n]*\n {2}- and 995 more$/s,
    );
    const { skipped, complete, folders } = summaryOf(report(many));
    expect([skipped.length, skipped.at(-1), complete]).toEqual([101, "and 900 more", false]);
    expect(folders).toEqual(["Corbeille: 4 messages, 900 bytes; Deleted Items: 3 messages, 910 bytes"]);
  });
});
