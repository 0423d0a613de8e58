import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

const keyLength = 32;
/** Low on purpose: thousands of test mailboxes, and nothing to steal in a simulator. */
const cost = { N: 64 };

/** What is stored of a password. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("hex")}:${scryptSync(password, salt, keyLength, cost).toString("hex")}`;
}

export function passwordMatches(hash: string, password: string): boolean {
  const [salt = "", key = ""] = hash.split(":");
  return timingSafeEqual(scryptSync(password, Buffer.from(salt, "hex"), keyLength, cost), Buffer.from(key, "hex"));
}

export interface PasswordPolicy {
  /** Null or 0: any length. */
  minPasswordLength: number | null;
  complexityEnabled: boolean;
}

const lengthMax = 127;
/** OVH panel: three of these five are needed when the service asks for complexity. */
const characterClasses = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{N}]/u, /[\p{Lo}\p{Lm}\p{Lt}]/u];
const classesNeeded = 3;
const tokenLengthMin = 3;

/**
 * Why the service refuses a password, or undefined. The rules are those of the OVH panel, the texts are ours, and none
 * repeats the password.
 */
export function passwordProblem(
  password: string,
  policy: PasswordPolicy,
  owner: { displayName: string | null; login: string },
): string | undefined {
  const lengthMin = policy.minPasswordLength ?? 0;
  if (password.length < lengthMin || password.length > lengthMax) {
    return `The password must have from ${lengthMin} to ${lengthMax} characters`;
  }
  const classes = characterClasses.filter((characters) => characters.test(password)).length;
  if (policy.complexityEnabled && classes < classesNeeded) {
    return `The password must mix at least ${classesNeeded} kinds of characters`;
  }
  if (nameTokens(owner.displayName).some((token) => password.toLowerCase().includes(token))) {
    return "The password must not contain a part of the display name";
  }
  if (owner.login !== "" && password.includes(owner.login)) return "The password must not contain the login";
  return undefined;
}

function nameTokens(displayName: string | null): string[] {
  const tokens = (displayName ?? "").toLowerCase().split(/[,.\-_£\s]+/);
  return tokens.filter((token) => token.length >= tokenLengthMin);
}
