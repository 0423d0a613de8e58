/** A preview of many people: an organisation in which a part of the rights changes. */

import { delegation, previewText, SERVICE, step } from "./previews.js";

const PEOPLE_PER_BOX = 12;

/** Every mailbox is shared by a dozen people; on every fourth, one is swapped for another. */
export function largePreview(people: number, mailboxes: number): string {
  const address = (index: number) => `person-${String(index % people).padStart(3, "0")}@example.com`;
  const accounts = Array.from({ length: people }, (_, index) => {
    const values = { service: SERVICE, emailAddress: address(index) };
    return step({ op: "same", kind: "ExchangeAccount", name: `p${index}`, before: values, after: values });
  });
  const boxes = Array.from({ length: mailboxes }, (_, index) => {
    const shared = `team-${String(index).padStart(3, "0")}@example.com`;
    const values = { service: SERVICE, emailAddress: shared, quotaMb: 10 };
    const held = Array.from({ length: PEOPLE_PER_BOX }, (_, place) => address(index * 5 + place));
    const grants = (who: readonly string[]) =>
      Object.fromEntries(who.map((person) => [person, ["fullAccess", "sendAs"]]));
    const isChanged = index % 4 === 0;
    const next = isChanged ? [...held.slice(1), address(index * 5 + PEOPLE_PER_BOX)] : held;
    return [
      step({ op: "same", kind: "SharedMailbox", name: `m${index}`, before: values, after: values }),
      step({
        op: isChanged ? "update" : "same",
        kind: "Delegation",
        name: `d${index}`,
        before: delegation(shared, grants(held)),
        after: delegation(shared, grants(next)),
      }),
    ];
  });
  return previewText([...accounts, ...boxes.flat()]);
}
