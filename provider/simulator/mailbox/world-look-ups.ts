import type { WorldAccess } from "../world-access.js";
import { addressOf, sameAddress } from "./mailboxes.js";
import type { Mailbox, MailboxKind, MailboxOf } from "./model.js";

const nouns: Record<MailboxKind, string> = {
  account: "an account",
  sharedAccount: "a shared account",
  mailingList: "a contact group",
  externalContact: "an external contact",
  mxplanAccount: "an account of an MX Plan",
};

/** The mailboxes of a kind, of one service or of all, as they are now. */
export function mailboxesNow<Kind extends MailboxKind>(
  access: WorldAccess,
  kind: Kind,
  service?: string,
): MailboxOf<Kind>[] {
  access.advance();
  const all = access.context.state.mailboxes.filter((one) => service === undefined || one.service === service);
  // The filter is what the type says, which TypeScript cannot follow through the parameter.
  return all.filter((one) => one.kind === kind) as MailboxOf<Kind>[];
}

/** An external contact may have the address of a mailbox of another service, which is then meant. */
export function mailboxNow(access: WorldAccess, address: string): Mailbox {
  access.advance();
  const found = access.context.state.mailboxes.filter((one) => sameAddress(addressOf(one), address));
  const [first] = found;
  if (first === undefined) throw new Error(`the simulated world has no mailbox at ${address}`);
  return found.find((one) => one.kind !== "externalContact") ?? first;
}

export function mailboxOfKindNow<Kind extends MailboxKind>(
  access: WorldAccess,
  kind: Kind,
  address: string,
): MailboxOf<Kind> {
  const found = ofKind(access, kind, address);
  if (found !== undefined) return found;
  const other = mailboxNow(access, address);
  throw new Error(`${address} is ${nouns[other.kind]}, not ${nouns[kind]}`);
}

/** What is shown of the mailbox at an address, if there is one. */
export function optionalView<Kind extends MailboxKind, View>(
  access: WorldAccess,
  kind: Kind,
  address: string,
  viewOf: (mailbox: MailboxOf<Kind>) => View,
): View | undefined {
  const found = ofKind(access, kind, address);
  return found === undefined ? undefined : viewOf(found);
}

function ofKind<Kind extends MailboxKind>(access: WorldAccess, kind: Kind, address: string) {
  return mailboxesNow(access, kind).find((one) => sameAddress(addressOf(one), address));
}
