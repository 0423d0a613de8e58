import { randomInt } from "node:crypto";
import { Secret } from "./ovh/secret.js";

const LENGTH = 20;
/** Without characters that people mistake for one another. */
const CLASSES = ["abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#%+-=?@"] as const;

const NAME_PART_MIN = 3;

/** OVHcloud's panel parts a display name at these signs; whether its servers do so too is not known. */
function partsOf(name: string): string[] {
  return [...name.split(/[,.\-_£\s]+/), ...name.split(/[^\p{L}\p{N}]+/u)];
}

/** A name turns up in a random password once in thousands of tries. */
const TRIES_MAX = 20;

/**
 * A strong first password: every class of characters, so that any complexity rule is met. OVHcloud refuses one that
 * holds the login, or a part of the display name of 3 characters or more.
 */
export function generatePassword(login: string, displayName: string): Secret {
  const parts = partsOf(displayName.toLowerCase());
  const avoided = [login.toLowerCase(), ...parts.filter((part) => part.length >= NAME_PART_MIN)];
  for (let count = 0; count < TRIES_MAX; count++) {
    const candidate = randomPassword();
    if (!avoided.some((part) => candidate.toLowerCase().includes(part))) return new Secret(candidate);
  }
  throw new Error("no password without a part of the account's names was found");
}

function randomPassword(): string {
  const characters = CLASSES.map(pick);
  while (characters.length < LENGTH) characters.push(pick(CLASSES.join("")));
  return shuffled(characters).join("");
}

function pick(from: string): string {
  return from.charAt(randomInt(from.length));
}

function shuffled(characters: readonly string[]): string[] {
  const result = [...characters];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    const moved = result[last] as string;
    result[last] = result[other] as string;
    result[other] = moved;
  }
  return result;
}
