/** A service without a free account, and somebody who may pay for more. */

import { expect, onTestFinished } from "vitest";
import type { CallMatch, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

export const MONTHLY = { duration: "monthly" };
export const PAID = { duration: "monthly", paymentMethodId: 7 };
export const PLACE: CallMatch = { method: "POST", route: "/account/{duration}" };
export const ORDERED = "POST /account/{duration}";
export const PAY = "POST /me/order/{orderId}/pay";

export function mailbox(name: string, props: Values = {}): Declaration {
  return {
    kind: "ExchangeAccount",
    name,
    props: { service: SERVICE, emailAddress: `${name}@example.com`, orderWhenNoneFree: PAID, ...props },
  };
}

export const anna = mailbox("anna");
export const unpaid = mailbox("anna", { orderWhenNoneFree: MONTHLY });

export function start(
  service: Parameters<typeof seedWith>[0] = {},
  { switches = {}, taskTimeoutMs }: { switches?: Partial<Switches>; taskTimeoutMs?: number } = {},
) {
  const seed = seedWith({ freeAccounts: 0, ...service });
  const world = createWorld({ seed, switches, ...(taskTimeoutMs !== undefined && { taskTimeoutMs }) });
  onTestFinished(() => expect(world.simulator.wire.problems).toEqual([]));
  const mine = world.newApi().orders;
  return {
    world,
    engine: new Engine(world.newSession()),
    orders: () => mine.list({ fromMs: 0 }),
    /** Somebody pays in the panel. */
    payAll: async () => {
      for (const id of await mine.list({ fromMs: 0 }))
        if ((await mine.getStatus(id)) === "notPaid") await mine.pay(id, 1);
    },
    exists: (address: string) => world.simulator.world.account(address) !== undefined,
  };
}

/** A new process, with the state that the one before has left. */
export function restart({ world, engine }: ReturnType<typeof start>): void {
  engine.restart(world.newSession());
}
