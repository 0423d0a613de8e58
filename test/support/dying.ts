/** A process that dies at one of its writes, and a world that goes on. */

import type { Send, TestWorld } from "./world.js";

/** Whether OVHcloud has it when the process dies. */
export type When = "before" | "after";

/** Dies at its nth write: nothing of it is heard any more, and it hears nothing. */
export function dying(
  world: TestWorld,
  nth: number,
  when: When,
): { readonly send: Send; readonly dead: Promise<void> } {
  let writes = 0;
  let die: () => void = () => {};
  const dead = new Promise<void>((resolve) => {
    die = resolve;
  });
  const send = async (request: Request): Promise<Response> => {
    const isLast = request.method !== "GET" && ++writes === nth;
    if (writes < nth) return world.simulator.fetch(request);
    if (isLast && when === "after") await world.simulator.fetch(request);
    die();
    return new Promise(() => {});
  };
  return { send, dead };
}
