/** The kinds of values that several resources take, each with the sentence a user reads when it is wrong. */

import { domainToASCII } from "node:url";
import { z } from "zod";

const ADDRESS_LENGTH_MAX = 256;
/** The panel's rule for the part before the @: letters and digits, joined by one of `. + - _` at a time. */
const LOCAL_PART = /^[a-z0-9_-]+(?:[.+][a-z0-9_-]+)*$/;
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
/** Where OVHcloud keeps the seats that nobody uses yet. */
export const PLACEHOLDER_DOMAIN = "configureme.me";

/** Lower case, the domain in its ASCII form, as OVHcloud's API has it; undefined when it is no address. */
export function normalAddress(address: string): string | undefined {
  const text = address.trim().toLowerCase();
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0));
  const written = text.slice(at + 1);
  // The conversion would take "example.com/x" for a host with something behind it.
  const domain = WRITTEN_DOMAIN.test(written) ? domainToASCII(written) : "";
  const valid = at > 0 && text.length <= ADDRESS_LENGTH_MAX && LOCAL_PART.test(local) && DOMAIN.test(domain);
  return valid ? `${local}@${domain}` : undefined;
}

/** Addresses as they are compared. */
export function lowerCase(addresses: readonly string[]): ReadonlySet<string> {
  return new Set(addresses.map((address) => address.toLowerCase()));
}

export function splitAddress(address: string): { login: string; domain: string } {
  const at = address.lastIndexOf("@");
  return { login: address.slice(0, at), domain: address.slice(at + 1) };
}

const text = z.string({ error: (issue) => `expected a text, got ${named(issue.input)}` });

export const emailAddress = text.transform((value, context) => {
  const address = normalAddress(value);
  if (address === undefined) {
    context.addIssue({
      code: "custom",
      message: `${JSON.stringify(value)} is not an e-mail address such as anna.durand@example.com`,
    });
    return z.NEVER;
  }
  if (splitAddress(address).domain === PLACEHOLDER_DOMAIN) {
    context.addIssue({
      code: "custom",
      message: `@${PLACEHOLDER_DOMAIN} marks a free account: give the address it shall have`,
    });
    return z.NEVER;
  }
  return address;
});

/** Other people's servers allow more before the @ than OVHcloud does. */
const EXTERNAL_LOCAL_PART = /^[^\s@"(),:;<>[\\\]]+$/;

/** Lower case, the domain in its ASCII form; undefined when it is no address. */
export function normalExternalAddress(address: string): string | undefined {
  const { login, domain } = splitAddress(address.trim().toLowerCase());
  const probe = normalAddress(`x@${domain}`);
  if (probe === undefined || !EXTERNAL_LOCAL_PART.test(login) || address.length > ADDRESS_LENGTH_MAX) return undefined;
  return `${login}@${splitAddress(probe).domain}`;
}

/** The address of somebody who may be elsewhere. */
export const externalAddress = text.transform((value, context) => {
  const address = normalExternalAddress(value);
  if (address !== undefined) return address;
  const message = `${JSON.stringify(value)} is not an e-mail address such as john@example.org`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const SERVICE_NAME = /^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)?$/i;

export const serviceName = text.refine((value) => SERVICE_NAME.test(value), {
  error: (issue) =>
    `${JSON.stringify(issue.input)} is not the name of an Exchange service, such as "hosted-ab12345-1" ` +
    'or, where the two differ, "organization/service"',
});

const NAME_LENGTH_MAX = 256;

/** A name for people. Empty means none. */
export const label = text.max(NAME_LENGTH_MAX, { error: `at most ${NAME_LENGTH_MAX} characters` }).optional();

/** One of a few names. */
export function oneOf<const Name extends string>(names: readonly Name[]) {
  return z.enum(names, {
    error: (issue) => `expected ${names.map((name) => `"${name}"`).join(" or ")}, got ${shown(issue.input)}`,
  });
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : named(value);
}

export const flag = z.boolean({ error: (issue) => `expected true or false, got ${named(issue.input)}` });

const PASSWORD_LENGTH_MAX = 127;

/** The service's own rules (length, complexity) are checked by OVHcloud. The message never quotes the value. */
export const password = z
  .string({ error: "expected a text" })
  .min(1, { error: "a password cannot be empty; leave it out and one is generated" })
  .max(PASSWORD_LENGTH_MAX, { error: `a password has at most ${PASSWORD_LENGTH_MAX} characters` })
  .regex(/^\S+$/u, { error: "a password cannot hold spaces" })
  .optional();

export function wholeNumber(unit: string, example: number): z.ZodType<number> {
  const wanted = `expected a whole number of ${unit} above 0, such as ${example}`;
  return z
    .number({
      error: (issue) => `${wanted}, got ${typeof issue.input === "number" ? issue.input : named(issue.input)}`,
    })
    .refine((value) => Number.isSafeInteger(value) && value > 0, {
      error: (issue) => `${wanted}, got ${String(issue.input)}`,
    });
}

function named(value: unknown): string {
  if (value === undefined) return "nothing";
  return Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
}
