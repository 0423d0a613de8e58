/** What a program says of a migration, and what is kept of it. */

import { z } from "zod";
import type { Failure, FieldTable } from "../../fields.js";
import { emailAddress, flag, oneOf, PLACEHOLDER_DOMAIN, serviceName, splitAddress } from "../../schemas.js";
import { containsUnknown, isRecord, type Values } from "../../values.js";
import { type PasswordInputs, type PasswordSource, passwordFields, passwordRules } from "../mailbox-password.js";
import type { Afterwards } from "./afterwards.js";

/** Where the mail is copied from and to. What is left out follows from the two services. */
export interface ImapCopy {
  readonly sourceHost?: string;
  readonly sourcePort: number;
  readonly destinationHost?: string;
  readonly destinationPort: number;
  readonly connections: number;
}

export interface MigrationInputs extends PasswordInputs {
  /** The address that moves. */
  readonly source: string;
  readonly destination: { readonly service: string; readonly freeAccount?: string };
  readonly confirmIrreversible: boolean;
  readonly provisionalAddress?: string;
  readonly sourcePassword?: string;
  readonly sourcePasswordFrom?: PasswordSource;
  readonly copy: "external" | { readonly imap: ImapCopy };
  readonly copyDone: boolean;
  readonly sourceAfterwards: "keep" | "reset";
}

/**
 * - `migrating`: OVHcloud moves the mailbox (legacy);
 * - `renamed`: the source has its provisional address (new);
 * - `awaitingCopy`: the address is on Exchange, and the mail is still to be copied by others;
 * - `copying`: we copy it;
 * - `copied`: both sides hold the same;
 * - `done`.
 */
export type Phase = "migrating" | "renamed" | "awaitingCopy" | "copying" | "copied" | "done";

export interface MigrationFacts {
  readonly generation: "legacy" | "new";
  readonly phase: Phase;
  /** What to do now; empty when nothing is. */
  readonly nextStep: string;
  readonly warnings: readonly string[];
  readonly destinationAccountId?: number;
  /** The number of the source (new generation), which outlives its renaming. */
  readonly sourceAccountId?: number;
  readonly initialPassword?: string;
  readonly copyReport?: CopySummary;
  readonly dns?: Afterwards["dns"];
  readonly clientSettings?: Afterwards["clientSettings"];
}

export interface CopySummary {
  readonly complete: boolean;
  readonly messages: number;
  readonly bytes: number;
  /** One line for each folder: what the source holds and what the destination holds. */
  readonly folders: readonly string[];
  /** What the destination does not have, and why; the first ones, where there are many. */
  readonly skipped: readonly string[];
  /** Folders whose names had to change, and the like. */
  readonly notices: readonly string[];
}

const FREE_ACCOUNT = new RegExp(`^[^@\\s]+@${PLACEHOLDER_DOMAIN.replace(".", "\\.")}$`, "i");
const freeAccount = z.string({ error: "expected a text" }).regex(FREE_ACCOUNT, {
  error: `expected a free account of the service, such as 3x7k2a@${PLACEHOLDER_DOMAIN}`,
});

const IMAPS_PORT = 993;
const port = z.number({ error: "expected a port number" }).int().min(1).max(65_535).default(IMAPS_PORT);
const host = z.string({ error: "expected the name of a server" }).regex(/^[\w.-]+$/, {
  error: "expected the name of a server, such as imap.mail.ovh.net",
});
const CONNECTIONS_MAX = 8;
const imap = z.strictObject({
  sourceHost: host.optional(),
  sourcePort: port,
  destinationHost: host.optional(),
  destinationPort: port,
  connections: z.number({ error: "expected a number of connections" }).int().min(1).max(CONNECTIONS_MAX).default(3),
});
const copy = z.union([z.literal("external"), z.strictObject({ imap })], {
  error: 'expected "external", or { imap: { … } }',
});

export const migrationFields = {
  source: { schema: emailAddress, change: "replace" },
  destination: {
    schema: z.strictObject(
      { service: serviceName, freeAccount: freeAccount.optional() },
      { error: "expected { service }, or { service, freeAccount }" },
    ),
    change: "replace",
  },
  // Sent once, with the migration: afterwards the password belongs to the new mailbox's own resource.
  password: { ...passwordFields.password, change: "local" },
  passwordFrom: { ...passwordFields.passwordFrom, change: "local" },
  passwordVersion: { ...passwordFields.passwordVersion, change: "local" },
  confirmIrreversible: { schema: flag.default(false), change: "local" },
  provisionalAddress: { schema: emailAddress.optional(), change: "local" },
  sourcePassword: { ...passwordFields.password, change: "local" },
  sourcePasswordFrom: { ...passwordFields.passwordFrom, change: "local" },
  copy: { schema: copy.default("external"), change: "update" },
  copyDone: { schema: flag.default(false), change: "update" },
  sourceAfterwards: { schema: oneOf(["keep", "reset"]).default("keep"), change: "update" },
} as const satisfies FieldTable<MigrationInputs>;

export function migrationRules(inputs: Values): Failure[] {
  const { source, provisionalAddress, sourcePassword, sourcePasswordFrom, copyDone, copy: how } = inputs;
  return [
    ...passwordRules(inputs),
    ...(sourcePassword !== undefined && sourcePasswordFrom !== undefined
      ? [{ property: "sourcePasswordFrom", reason: "sourcePassword and sourcePasswordFrom exclude each other" }]
      : []),
    ...provisionalRules(source, provisionalAddress),
    ...(copyDone === true && isRecord(how) && !containsUnknown(how)
      ? [{ property: "copyDone", reason: 'only a copy by others ends by it: with copy: "external"' }]
      : []),
  ];
}

/** The source is renamed within its service, so its domain stays. */
function provisionalRules(source: unknown, provisional: unknown): Failure[] {
  if (typeof source !== "string" || typeof provisional !== "string") return [];
  if (containsUnknown(source) || containsUnknown(provisional)) return [];
  if (source === provisional) {
    return [{ property: "provisionalAddress", reason: "it must differ from the address that moves" }];
  }
  const { domain } = splitAddress(source);
  if (splitAddress(provisional).domain === domain) return [];
  return [{ property: "provisionalAddress", reason: `its domain must be that of the source, ${domain}` }];
}

/** Always the same for one source, so that a run which was killed is recognised by it. */
export function provisionalAddressOf({ source, provisionalAddress }: MigrationInputs): string {
  const { login, domain } = splitAddress(source);
  return provisionalAddress ?? `${login}.mxplan@${domain}`;
}
