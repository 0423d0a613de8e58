/** A user who does what errors say. */

import type { Declaration, Engine } from "./engine.js";
import type { TestWorld } from "./world.js";

/** After a refresh it may have to be adopted. */
const TRIES_MAX = 4;
const SOME_MINUTES_MS = 5 * 60_000;

/** @throws where the errors do not say what is to be done, or doing it does not help */
export async function upAsTold(engine: Engine, declared: Declaration, { clock }: TestWorld): Promise<void> {
  let props = declared.props;
  let errors: string[] = [];
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    ({ errors } = await engine.up([{ ...declared, props }]));
    const said = errors.join("\n");
    if (said === "") return;
    if (/again in some minutes/.test(said)) clock.advance(SOME_MINUTES_MS);
    else if (/set adopt to true/i.test(said)) props = { ...props, adopt: true };
    else if (/run "pulumi refresh"/i.test(said)) await engine.refresh();
    else break;
  }
  throw new Error(errors.join("\n"));
}
