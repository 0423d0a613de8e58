/**
 * Repeats are paid for: an {@link Api} over an OVHcloud that fails as the test says, where what counts is how many
 * requests leave for how many calls.
 */
import { expect, test } from "vitest";
import { TransportError } from "../../../provider/ovh/transport.js";
import { OK, refused } from "./fake-ovh.js";
import { mailboxCall, rejection, servedApi } from "./fake-server.js";

const read = mailboxCall("GET");
const failing = refused(500, "broken");
const busy = refused(409, "This account is already being processed");

/** An OVHcloud whose answer the test changes as it goes. */
function scene() {
  const ovh = { answer: OK as typeof OK | Error };
  const fake = servedApi(() => ovh.answer, { endpoint: "http://localhost" });
  /** Makes one call that fails, and counts its requests. */
  const triesOfOneCall = async () => {
    const before = fake.sent.length;
    await rejection(fake.api.call(read));
    return fake.sent.length - before;
  };
  const tries = async (calls: number) => {
    const each: number[] = [];
    for (let count = 0; count < calls; count++) each.push(await triesOfOneCall());
    return each;
  };
  return Object.assign(fake, { ovh, tries });
}

test("a dead API fails at once when the quota is spent: 35 repeats, and then none", async () => {
  const { ovh, tries } = scene();
  ovh.answer = failing;
  expect(await tries(10)).toEqual([6, 6, 6, 6, 6, 6, 6, 1, 1, 1]);
});

test("a thousand parallel calls to a dead API share the quota", async () => {
  const { ovh, api, sent } = scene();
  ovh.answer = failing;
  await Promise.all(Array.from({ length: 1_000 }, () => rejection(api.call(read))));
  expect(sent).toHaveLength(1_000 + 35);
});

test("throttled calls cost less: 100 repeats", async () => {
  const { ovh, tries } = scene();
  ovh.answer = refused(429, "slow down");
  expect(await tries(22)).toEqual([...Array(20).fill(6), 1, 1]);
});

test("the error of a call without repeats is OVHcloud's own, or that nobody could be reached", async () => {
  const { ovh, tries, api } = scene();
  ovh.answer = failing;
  await tries(8);
  expect(await rejection(api.call(read))).toMatchObject({ name: "ApiError", status: 500 });
  ovh.answer = new TransportError("no answer from host (ECONNREFUSED)", { sent: false });
  expect(await rejection(api.call(read))).toMatchObject({
    name: "UnavailableError",
    message: expect.stringContaining("(1 tries)"),
  });
});

test("successes earn repeats back, one for fourteen", async () => {
  const { ovh, tries, api } = scene();
  ovh.answer = failing;
  await tries(8);
  ovh.answer = OK;
  // 10 were left of the 500.
  for (let count = 0; count < 4; count++) await api.call(read);
  ovh.answer = failing;
  expect(await tries(2)).toEqual([2, 1]);
  ovh.answer = OK;
  for (let count = 0; count < 28; count++) await api.call(read);
  ovh.answer = failing;
  expect(await tries(2)).toEqual([3, 1]);
});

test("a success after repeats gives back what its last one cost", async () => {
  const fake = servedApi(({ index }) => (index % 2 === 0 ? failing : OK), { endpoint: "http://localhost" });
  for (let count = 0; count < 200; count++) await expect(fake.api.call(read)).resolves.toBe("ok");
  expect(fake.sent).toHaveLength(400);
});

test("a busy mailbox costs nothing, however long it is waited for", async () => {
  const { ovh, tries, api, sent } = scene();
  ovh.answer = busy;
  for (let count = 0; count < 10; count++) await rejection(api.call(mailboxCall("PUT")));
  expect(sent).toHaveLength(600);
  ovh.answer = failing;
  expect(await tries(9)).toEqual([6, 6, 6, 6, 6, 6, 6, 1, 1]);
});

test("a busy mailbox is waited for when there is no quota left", async () => {
  const { ovh, tries, api, sent } = scene();
  ovh.answer = failing;
  await tries(8);
  const before = sent.length;
  ovh.answer = busy;
  const waiting = api.call(mailboxCall("PUT"));
  for (let count = 0; count < 3; count++) await new Promise((resolve) => setImmediate(resolve));
  ovh.answer = OK;
  await expect(waiting).resolves.toBe("ok");
  expect(sent.length - before).toBeGreaterThan(1);
});

test("calls that are not repeated cost nothing", async () => {
  const { ovh, tries } = scene();
  ovh.answer = refused(404, "gone");
  expect(await tries(100)).toEqual(Array(100).fill(1));
  ovh.answer = failing;
  expect(await tries(1)).toEqual([6]);
});
