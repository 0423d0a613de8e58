/** How each kind of resource is written: what a list of it is called, and what makes one of them plain. */

import type { Kind } from "../../provider/state-texts.js";

export interface Shape {
  /** `for (const one of list)`. */
  readonly list: string;
  readonly one: string;
  /** The properties that name it; in a list they are plain texts. */
  readonly naming: readonly string[];
  /** The name that Pulumi gives it, written with `one`. */
  readonly nameCode: string;
  /** With no property but these it goes into a list when there are several. */
  readonly plain: readonly string[];
  /** People, who may stand in a file of their own. */
  readonly isPerson: boolean;
}

const PERSON = ["displayName", "firstName", "lastName", "initials", "hiddenFromDirectory", "adopt"];

function byAddress(list: string, one: string, plain: readonly string[], isPerson = false): Shape {
  const naming = ["emailAddress"];
  return { list, one, naming, nameCode: `${one}.emailAddress`, plain: [...naming, "service", ...plain], isPerson };
}

export const SHAPES: Readonly<Record<Exclude<Kind, "AccountMigration" | "Delegation">, Shape>> = {
  ExchangeAccount: byAddress("mailboxes", "mailbox", [...PERSON, "company"], true),
  SharedMailbox: byAddress("sharedMailboxes", "sharedMailbox", [...PERSON, "quotaMb"]),
  ContactGroup: byAddress("groups", "group", [...PERSON, "members"]),
  ExternalContact: byAddress("contacts", "contact", PERSON),
  MxPlanAccount: byAddress("mailboxes", "mailbox", [...PERSON, "description", "asDelegate"], true),
  MxPlanResponder: byAddress("responders", "responder", ["content", "adopt", "asDelegate"]),
  MxPlanRedirection: {
    list: "redirections",
    one: "redirection",
    naming: ["from", "to"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the program that is written.
    nameCode: "`${redirection.from}/${redirection.to}`",
    plain: ["from", "to", "adopt"],
    isPerson: false,
  },
};

export type ListedKind = keyof typeof SHAPES;
