import type { WorldState } from "./model.js";

/** The next number in [0, 1). Its state lives in the world, so that a restart goes on where it stopped (mulberry32). */
export function draw(state: Pick<WorldState, "random">): number {
  state.random = (state.random + 0x6d2b79f5) >>> 0;
  let mixed = state.random;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** A generator of its own, whose draws change nothing in the world. */
export function generator(seed: number): () => number {
  const state = { random: seed >>> 0 };
  return () => draw(state);
}

const lettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";

export function drawText(state: WorldState, length: number, characters = lettersAndDigits): string {
  return Array.from({ length }, () => characters.charAt(Math.floor(draw(state) * characters.length))).join("");
}
