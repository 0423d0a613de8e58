/** The password of a mailbox: declared, read from outside Pulumi, or generated. It is sent, and never read back. */

import { z } from "zod";
import type { Recorded, Work } from "../definition.js";
import type { Failure, FieldTable } from "../fields.js";
import { Secret } from "../ovh/secret.js";
import { kindOf, type PasswordSource, readPasswordSource } from "../password-source.js";
import { password } from "../schemas.js";
import { containsUnknown, isRecord, sameValue, type Values } from "../values.js";

export type { PasswordSource } from "../password-source.js";

export interface PasswordInputs {
  readonly password?: string;
  readonly passwordFrom?: PasswordSource;
  readonly passwordVersion?: string | number;
}

const SOURCES = 'expected one of { env: "NAME" }, { file: "path" } or { command: ["program", "argument"] }';
const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const VERSION_LENGTH_MAX = 256;

// None of these sentences quotes what was given: it may be the password itself, in the wrong place.
const text = z.string({ error: "expected a text" });
const source = z.strictObject(
  {
    env: text
      .regex(ENV_NAME, { error: "expected the name of an environment variable, not its value: letters, digits and _" })
      .optional(),
    file: text.min(1, { error: "expected the path of a file" }).optional(),
    command: z
      .array(text, { error: 'expected a list: the program, then its arguments, such as ["pass", "show", "anna"]' })
      .refine(([program = ""]) => program !== "", { error: "the first of the list is the program, and it is missing" })
      .optional(),
  },
  { error: SOURCES },
);

const anyVersion = {
  error: `expected a number or a text of 1 to ${VERSION_LENGTH_MAX} characters, such as 2 or "2026-03"`,
};
const version = z
  .union([z.string().min(1, anyVersion).max(VERSION_LENGTH_MAX, anyVersion), z.number()], anyVersion)
  // 1 and "1" are the same version.
  .transform(String);

export const passwordFields = {
  password: { schema: password, change: "secret", mayHoldSecret: true },
  passwordFrom: { schema: source.optional(), change: "secret", mayHoldSecret: true },
  passwordVersion: { schema: version.optional(), change: "secret", mayHoldSecret: true },
} as const satisfies FieldTable<PasswordInputs>;

/** Rules between the three, for `Definition.rules`. */
export function passwordRules({ password, passwordFrom, passwordVersion }: Values): Failure[] {
  const failures: Failure[] = [];
  if (password !== undefined && passwordFrom !== undefined) {
    const reason = "password and passwordFrom exclude each other: declare the password, or where it is read from";
    failures.push({ property: "passwordFrom", reason });
  }
  if (passwordVersion !== undefined && passwordFrom === undefined) {
    const reason =
      "there is a version only of a password that is read with passwordFrom; password is sent when it changes";
    failures.push({ property: "passwordVersion", reason });
  }
  if (isRecord(passwordFrom) && !containsUnknown(passwordFrom) && Object.keys(passwordFrom).length !== 1) {
    failures.push({ property: "passwordFrom", reason: SOURCES });
  }
  return failures;
}

/** What OVHcloud shows of somebody who has, or has had, a use of the mailbox. */
export interface TracesOfUse {
  readonly passwordLastUpdate?: string | null | undefined;
  readonly lastLogonDate?: string | null | undefined;
  readonly currentUsage?: number | null | undefined;
}

/**
 * No password, no logon, no mail, each of them said in so many words: what is left out proves nothing. That the dates are
 * null until there is one is a guess; should they always be, the mail that is there tells.
 */
function isUnused({ passwordLastUpdate, lastLogonDate, currentUsage }: TracesOfUse): boolean {
  return passwordLastUpdate === null && lastLogonDate === null && currentUsage === 0;
}

/**
 * Whether a mailbox that is there needs its password sent. Never for one that is being taken over: its owner would be
 * locked out. But what a run leaves that was killed after it claimed a free account has none, and nobody has ever used
 * it. A source is read again for a new version, not because it moved; the first one declared counts as new.
 */
export function mustSetPassword(
  desired: PasswordInputs,
  recorded: Pick<Recorded<PasswordInputs, unknown>, "inputs" | "memory"> | undefined,
  traces?: TracesOfUse,
): boolean {
  if (recorded === undefined) return traces !== undefined && isDeclared(desired) && isUnused(traces);
  if (recorded.memory.passwordPending === true) return true;
  const { inputs: before } = recorded;
  if (desired.password !== undefined) return desired.password !== before.password;
  if (desired.passwordFrom === undefined) return false;
  if (before.passwordFrom === undefined) return true;
  return desired.passwordVersion !== undefined && !sameValue(desired.passwordVersion, before.passwordVersion);
}

function isDeclared({ password, passwordFrom }: PasswordInputs): boolean {
  return password !== undefined || passwordFrom !== undefined;
}

export interface ObtainedPassword {
  readonly password: Secret;
  /** Where it was generated: what is shown to the program. */
  readonly initialPassword?: string;
}

/**
 * The password to send. A source is read at each call: ask once, before anything is written.
 * @throws where the source gives no password that OVHcloud could take.
 */
export async function obtainPassword(inputs: PasswordInputs, generate: () => Secret): Promise<ObtainedPassword> {
  const { password: declared, passwordFrom } = inputs;
  if (declared !== undefined) return { password: new Secret(declared) };
  if (passwordFrom !== undefined) return { password: await readChecked(passwordFrom) };
  const generated = generate();
  return { password: generated, initialPassword: generated.reveal() };
}

const obtained = new WeakMap<object, Promise<ObtainedPassword>>();

/** The same for a run of many steps, which all get what the first of them obtained. */
export function passwordFor(
  work: Pick<Work<PasswordInputs, unknown>, "inputs">,
  generate: () => Secret,
): Promise<ObtainedPassword> {
  const password = obtained.get(work) ?? obtainPassword(work.inputs, generate);
  obtained.set(work, password);
  return password;
}

async function readChecked(from: PasswordSource): Promise<Secret> {
  const secret = new Secret(await readPasswordSource(from));
  const checked = password.safeParse(secret.reveal());
  if (checked.success) return secret;
  const reasons = checked.error.issues.map(({ message }) => message);
  throw new Error(`passwordFrom.${kindOf(from)}: ${reasons.join("; ")}`);
}
