/** Free accounts go to one taker each, over a fake service behind the real client. */
import { describe, expect, test } from "vitest";
import { isFreeSeat, Seats } from "../../../provider/seats.js";
import { refused } from "../client/fake-ovh.js";
import { account, FakeExchange, SERVICE } from "./fake-exchange.js";

const free = (name: string, id: number, rest = {}) => account(`${name}@configureme.me`, id, rest);
const LIST = "?primaryEmailAddress=%@configureme.me";

function threeSeats() {
  const exchange = new FakeExchange(free("a", 1), free("b", 2), free("c", 3));
  return { exchange, seats: new Seats(exchange.api, `Exchange service ${SERVICE}`) };
}

describe("take", () => {
  test("gives every parallel taker another seat, after one look at the list", async () => {
    const { exchange, seats } = threeSeats();
    const taken = await Promise.all([seats.take(), seats.take(), seats.take()]);
    expect(taken.map(({ id }) => id).toSorted()).toEqual([1, 2, 3]);
    expect(exchange.asked.filter((path) => path === LIST)).toHaveLength(1);
  });

  test("skips a seat that somebody else took in between", async () => {
    const { exchange, seats } = threeSeats();
    exchange.listed = [...exchange.accounts.keys()];
    exchange.accounts.delete("a@configureme.me");
    expect((await seats.take()).id).toBe(2);
  });

  test.each<[string, ReturnType<typeof free>]>([
    ["is being changed", free("a", 1, { state: "inMaintenance" })],
    ["somebody else is claiming at this moment", free("a", 1, { taskPendingId: 12 })],
    ["has another address by now", free("a", 1, { domain: "example.com" })],
  ])("skips a seat that %s", async (_, busy) => {
    const exchange = new FakeExchange(busy, free("b", 2));
    expect((await new Seats(exchange.api, `Exchange service ${SERVICE}`).take()).id).toBe(2);
  });

  test("never looks at what the filter should not have found", async () => {
    const exchange = new FakeExchange(account("anna@example.com", 9), free("b", 2));
    expect((await new Seats(exchange.api, `Exchange service ${SERVICE}`).take()).id).toBe(2);
    expect(exchange.asked).toEqual([LIST, "/b@configureme.me"]);
  });

  test("passes over what was reserved by its address, and finds it again when that is released", async () => {
    const { seats } = threeSeats();
    expect(seats.reserve(["A@configureme.me", "b@configureme.me"])).toBe("A@configureme.me");
    expect(seats.reserve(["a@configureme.me"])).toBeUndefined();
    expect((await seats.take()).id).toBe(2);
    seats.release("a@configureme.me");
    expect([(await seats.take()).id, (await seats.take()).id].toSorted()).toEqual([1, 3]);
  });

  test("passes over what is reserved while it is looked at", async () => {
    const { seats } = threeSeats();
    const taking = seats.take();
    expect(seats.reserve(["a@configureme.me"])).toBe("a@configureme.me");
    expect((await taking).id).toBe(2);
  });

  test("without a free seat fails, and names the service", async () => {
    const seats = new Seats(new FakeExchange().api, `Exchange service ${SERVICE}`);
    await expect(seats.take()).rejects.toThrow(`Exchange service ${SERVICE} has no free account`);
  });

  test("beyond the last seat fails for that taker alone", async () => {
    const { seats } = threeSeats();
    const ends = await Promise.allSettled(Array.from({ length: 4 }, () => seats.take()));
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected"]);
  });

  test("finds a seat that was ordered since", async () => {
    const exchange = new FakeExchange();
    const seats = new Seats(exchange.api, `Exchange service ${SERVICE}`);
    await expect(seats.take()).rejects.toThrow("no free account");
    exchange.accounts.set("new@configureme.me", free("new", 7));
    expect((await seats.take()).id).toBe(7);
  });

  test("passes OVHcloud's failure on, and the next taker goes on", async () => {
    const { exchange, seats } = threeSeats();
    exchange.failures.push(refused(400, "no"));
    const ends = await Promise.allSettled([seats.take(), seats.take()]);
    expect(ends[0]).toMatchObject({ status: "rejected", reason: { name: "ApiError", status: 400 } });
    expect(ends[1]).toMatchObject({ status: "fulfilled", value: { id: 1 } });
  });
});

describe("giveBack", () => {
  test("lets another taker have it", async () => {
    const exchange = new FakeExchange(free("a", 1));
    const seats = new Seats(exchange.api, `Exchange service ${SERVICE}`);
    const seat = await seats.take();
    await expect(seats.take()).rejects.toThrow("no free account");
    seats.giveBack(seat);
    expect((await seats.take()).id).toBe(1);
  });
});

test.each([
  ["configureme.me", true],
  ["ConfigureMe.me", true],
  ["example.com", false],
  ["not-configureme.me", false],
])("an account at %s is a free seat: %s", (domain, expected) => {
  expect(isFreeSeat(account("a@b.c", 1, { domain }))).toBe(expected);
});
