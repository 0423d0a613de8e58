/** Messages as an inventory has them. */

import { identitiesOf, type Message } from "../../../provider/imap/inventory.js";

export interface Shape {
  readonly uid?: number;
  readonly id?: string;
  readonly subject?: string;
  readonly second?: number;
  readonly sizeBytes?: number;
}

export function message({ uid = 1, id, subject = "hello", second = 1_000, sizeBytes = 500 }: Shape): Message {
  const headers = `From: anna@example.com\r\nSubject: ${subject}\r\n${id === undefined ? "" : `Message-ID: <${id}>\r\n`}`;
  return { uid, sizeBytes, flags: [], date: undefined, second, ...identitiesOf(headers, second) };
}
