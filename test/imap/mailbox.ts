/** A mailbox as nobody would wish to copy it. */

import type { Mail } from "./dovecot.js";

const ODD = [
  "INBOX",
  "Sent",
  "Entwürfe",
  "日本語/メール",
  "Tom & Jerry",
  'say "hello"',
  "back\\slash",
  "100%",
  "star*",
  "Projects/2024/Q1/January/Week 1/Monday/Morning/Early",
  "Projects/Inbox",
  "v1.2 notes",
  "v1_2 notes",
  "Emoji 📬",
  "a&-b",
];
const FLAGS = [
  [],
  ["\\Seen"],
  ["\\Seen", "\\Answered"],
  ["\\Flagged", "$Forwarded"],
  ["\\Deleted"],
  ["\\Draft", "\\Seen", "Work"],
];
const START_MS = Date.UTC(2015, 2, 1, 12, 0, 7);
const STEP_MS = 3_671_000;
export const LARGE_BYTES = 30_000_000;

export function oddMailbox(count: number, folderCount: number): Mail[] {
  const plain = Array.from({ length: Math.max(folderCount - ODD.length, 0) }, (_, index) => `Folder ${index}/Inside`);
  const folders = [...ODD, ...plain].slice(0, folderCount);
  const mails = Array.from({ length: count }, (_, index) => mail(folders[index % folders.length] ?? "INBOX", index));
  const [twin, bare] = [
    mail("Sent", 9_001),
    { ...mail("Sent", 9_002), content: Buffer.from("Subject: no identity\r\n\r\nhello\r\n") },
  ];
  return [...mails, twin, twin, bare, bare, { ...bare, content: Buffer.from("\r\nnot even headers\r\n") }];
}

export function largeMail(folder = "INBOX"): Mail {
  const line = `${"0123456789abcdef".repeat(4)}\r\n`;
  const content = Buffer.concat([Buffer.from(head(9_999, "large")), Buffer.alloc(LARGE_BYTES, line)]);
  return { folder, content, date: new Date(START_MS), flags: ["\\Flagged"] };
}

function mail(folder: string, index: number): Mail {
  const body = `Message ${index}, with a long story. `.repeat(5 + ((index * 37) % 120));
  // What is not ASCII was never allowed in a header, and is in many.
  const content = Buffer.from(
    `${head(index, `Nr. ${index} für Jürgen`)}${body}\r\n`,
    index % 2 === 0 ? "utf8" : "latin1",
  );
  return { folder, content, date: new Date(START_MS + index * STEP_MS), flags: FLAGS[index % FLAGS.length] ?? [] };
}

function head(index: number, subject: string): string {
  const lines = [
    `Message-ID:\r\n <${index}.mail@example.com>`,
    "From: Jürgen <juergen@example.com>",
    "To: anna@example.com",
    `Subject: ${subject}`,
    `Date: ${new Date(START_MS + index * STEP_MS).toUTCString()}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}
