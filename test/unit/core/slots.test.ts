import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Slots } from "../../../provider/slots.js";

test("so many work at a time, in the order of asking, and a failure makes room, too", async () => {
  const slots = new Slots(2);
  const events: string[] = [];
  const ends = new Map<number, (error?: Error) => void>();
  const work = (number: number) =>
    slots.run(async () => {
      events.push(`begin ${number}`);
      await new Promise<void>((resolve, reject) => {
        ends.set(number, (error) => (error === undefined ? resolve() : reject(error)));
      });
    });
  const all = [1, 2, 3, 4].map(work);
  const failed = expect(all[1]).rejects.toThrow("no");
  await turn();
  expect(events).toEqual(["begin 1", "begin 2"]);
  ends.get(2)?.(new Error("no"));
  await failed;
  await turn();
  expect(events).toEqual(["begin 1", "begin 2", "begin 3"]);
  ends.get(1)?.();
  await all[0];
  await turn();
  expect(events.at(-1)).toBe("begin 4");
  ends.get(3)?.();
  ends.get(4)?.();
  await Promise.all([all[2], all[3]]);
  const last = work(5);
  await turn();
  expect(events.at(-1)).toBe("begin 5");
  ends.get(5)?.();
  await last;
});
