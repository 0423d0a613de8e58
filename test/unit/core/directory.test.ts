/** Numbers and addresses of accounts: asked once, checked against what a "like" filter finds, never remembered wrongly. */
import { describe, expect, test } from "vitest";
import { Directory } from "../../../provider/directory.js";
import { refused } from "../client/fake-ovh.js";
import { account, FakeExchange } from "./fake-exchange.js";

function directoryOf(...accounts: ReturnType<typeof account>[]) {
  const exchange = new FakeExchange(...accounts);
  return { exchange, directory: new Directory(exchange.api, exchange.clock) };
}
const ANNA = "anna@example.com";

describe("idOf", () => {
  test("asks once, for ten who ask at once and for those who come later", async () => {
    const { exchange, directory } = directoryOf(account(ANNA, 11));
    const ids = await Promise.all(Array.from({ length: 10 }, () => directory.idOf(ANNA)));
    expect([...ids, await directory.idOf(ANNA)]).toEqual(Array(11).fill(11));
    expect(exchange.asked).toEqual([`/${ANNA}`]);
  });

  test("asks for each address", async () => {
    const { directory } = directoryOf(account(ANNA, 11), account("bob@example.com", 12));
    expect(await Promise.all([directory.idOf(ANNA), directory.idOf("bob@example.com")])).toEqual([11, 12]);
  });

  test("does not remember that nobody is there", async () => {
    const { exchange, directory } = directoryOf();
    expect(await directory.idOf(ANNA)).toBeUndefined();
    exchange.accounts.set(ANNA, account(ANNA, 11));
    expect(await directory.idOf(ANNA)).toBe(11);
  });

  test("does not remember a failure", async () => {
    const { exchange, directory } = directoryOf(account(ANNA, 11));
    exchange.failures.push(refused(400, "no"));
    await expect(directory.idOf(ANNA)).rejects.toMatchObject({ status: 400 });
    expect(await directory.idOf(ANNA)).toBe(11);
  });

  test.each([
    [29_999, 11],
    [30_000, 12],
  ])("gives after %i ms the number %i of a mailbox that was replaced", async (laterMs, expected) => {
    const { exchange, directory } = directoryOf(account(ANNA, 11));
    await directory.idOf(ANNA);
    exchange.accounts.set(ANNA, account(ANNA, 12));
    exchange.clock.nowMs += laterMs;
    expect(await directory.idOf(ANNA)).toBe(expected);
  });

  test("looks again after a change of ours", async () => {
    const { exchange, directory } = directoryOf(account(ANNA, 11));
    await directory.idOf(ANNA);
    exchange.accounts.set(ANNA, account(ANNA, 12));
    directory.forget(ANNA);
    expect(await directory.idOf(ANNA)).toBe(12);
  });

  test("keeps what it found after a change, when an older look ends with nobody", async () => {
    const { exchange, directory } = directoryOf();
    const older = directory.idOf(ANNA);
    directory.forget(ANNA);
    exchange.failures.push(refused(404, "not yet"));
    exchange.accounts.set(ANNA, account(ANNA, 11));
    expect(await Promise.all([older, directory.idOf(ANNA)])).toEqual([undefined, 11]);
    await directory.idOf(ANNA);
    expect(exchange.asked).toHaveLength(2);
  });
});

describe("addressOf", () => {
  test("takes the account that has the number, of all that a like filter finds", async () => {
    const { exchange, directory } = directoryOf(
      account("ten@example.com", 10),
      account("Anna@Example.com", 1),
      account("eleven@example.com", 11),
    );
    expect(await directory.addressOf(1)).toBe(ANNA);
    expect(exchange.asked[0]).toBe("?id=1");
  });

  test("finds nobody where all are only similar", async () => {
    const { directory } = directoryOf(account("ten@example.com", 10), account("eleven@example.com", 11));
    expect(await directory.addressOf(1)).toBeUndefined();
  });

  test("passes over one that went away in between", async () => {
    const { exchange, directory } = directoryOf(account(ANNA, 1));
    exchange.listed = ["gone@example.com", ANNA];
    expect(await directory.addressOf(1)).toBe(ANNA);
  });

  test("finds nobody in an empty list", async () => {
    expect(await directoryOf().directory.addressOf(1)).toBeUndefined();
  });
});
