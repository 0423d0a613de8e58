import type { FieldValue, MailboxDetails } from "./view-model.js";

/** Fields of fields as `outer.inner`; lists as one text. */
export function flatFields(value: unknown, prefix = ""): MailboxDetails["fields"] {
  const entries = Object.entries(value as object); // called with objects alone
  return entries.flatMap(([key, one]) => {
    const name = prefix + key;
    if (Array.isArray(one)) return [{ name, value: one.join(", ") }];
    if (typeof one === "object" && one !== null) return flatFields(one, `${name}.`);
    return [{ name, value: one as FieldValue }]; // the stored world is JSON
  });
}
