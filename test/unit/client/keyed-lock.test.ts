/**
 * One at a time for each key: the lock by itself, with work that is ended by hand, and then what it is for, writes to
 * mailboxes through a whole {@link Api} in virtual time.
 */
import { describe, expect, test } from "vitest";
import { KeyedLock } from "../../../provider/ovh/keyed-lock.js";
import type { Method } from "../../../provider/ovh/transport.js";
import { OK, refused } from "./fake-ovh.js";
import { type Behaviour, deferred, mailboxCall, rejection, servedApi, settled } from "./fake-server.js";

describe("the lock", () => {
  test("runs work of one key in the order of asking, one at a time", async () => {
    const lock = new KeyedLock();
    const order: string[] = [];
    const gates = [deferred(), deferred(), deferred()];
    const all = gates.map((gate, index) =>
      lock.run("a", async () => {
        order.push(`begins ${index}`);
        await gate.promise;
        order.push(`ends ${index}`);
      }),
    );
    for (const gate of gates.toReversed()) gate.resolve();
    await Promise.all(all);
    expect(order).toEqual(["begins 0", "ends 0", "begins 1", "ends 1", "begins 2", "ends 2"]);
  });

  test("runs work of two keys together", async () => {
    const lock = new KeyedLock();
    const gate = deferred();
    const blocked = lock.run("a", () => gate.promise);
    await expect(lock.run("b", async () => "b")).resolves.toBe("b");
    gate.resolve();
    await blocked;
  });

  test("gives each caller its own result, and goes on after a failure", async () => {
    const lock = new KeyedLock();
    const failure = new Error("no");
    const failed = lock.run("a", () => Promise.reject(failure));
    const thrown = lock.run("a", () => {
      throw failure;
    });
    const done = lock.run("a", async () => "done");
    expect(await rejection(failed)).toBe(failure);
    expect(await rejection(thrown)).toBe(failure);
    await expect(done).resolves.toBe("done");
  });

  test("is free again for whoever comes later", async () => {
    const lock = new KeyedLock();
    await lock.run("a", async () => 1);
    await expect(lock.run("a", async () => 2)).resolves.toBe(2);
  });
});

/** Each request takes a second; keeps which ones were under way together. */
function second(together: Set<string>): Behaviour {
  const underWay: string[] = [];
  return async ({ request }, clock) => {
    const name = `${request.method} ${decodeURIComponent(request.url.split("/").at(-1) ?? "")}`;
    for (const other of underWay) together.add([other, name].toSorted().join(" + "));
    underWay.push(name);
    await clock.sleep(1_000);
    underWay.splice(underWay.indexOf(name), 1);
    return OK;
  };
}

describe("writes through the client", () => {
  const WRITES: readonly Method[] = ["POST", "PUT", "DELETE"];

  test("to one mailbox are never under way together, and keep their order", async () => {
    const together = new Set<string>();
    const { api, sent } = servedApi(second(together));
    await Promise.all([...WRITES, ...WRITES].map((method) => api.call(mailboxCall(method))));
    expect([...together]).toEqual([]);
    expect(sent.map(({ request }) => request.method)).toEqual([...WRITES, ...WRITES]);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000]);
  });

  test.each<[string, ReturnType<typeof mailboxCall>]>([
    ["to another mailbox", mailboxCall("PUT", "bob")],
    ["to a mailbox of that name in another service", mailboxCall("PUT", "anna", "s2")],
    ["that only reads", mailboxCall("GET")],
  ])("do not wait for one %s", async (_, other) => {
    const { api, sent, elapsedMs } = servedApi(second(new Set()));
    await Promise.all([api.call(mailboxCall("PUT")), api.call(other)]);
    expect(sent).toHaveLength(2);
    expect(elapsedMs()).toBe(1_000);
  });

  test("to one mailbox wait for each other under whatever sub-route", async () => {
    const together = new Set<string>();
    const { api, elapsedMs } = servedApi(second(together));
    const call = mailboxCall("POST");
    const below = { ...call, route: { ...call.route, path: `${call.route.path}/sendAs` } };
    await Promise.all([api.call(call), api.call(below)]);
    expect([...together]).toEqual([]);
    expect(elapsedMs()).toBe(2_000);
  });

  test("go on after one that failed", async () => {
    const { api } = servedApi(({ index }) => (index === 0 ? refused(400, "no") : OK));
    const failed = rejection(api.call(mailboxCall("PUT")));
    await expect(api.call(mailboxCall("PUT"))).resolves.toBe("ok");
    expect(await failed).toMatchObject({ status: 400 });
  });

  test("wait for a busy mailbox inside, and the one behind waits with them", async () => {
    const busy = refused(409, "This account is already being processed");
    const { api, sent } = servedApi(({ index }) => (index < 3 ? busy : OK), { random: () => 0.5 });
    const put = api.call(mailboxCall("PUT"));
    const removal = api.call(mailboxCall("DELETE"));
    await expect(put).resolves.toBe("ok");
    await expect(removal).resolves.toBe("ok");
    expect(sent.map(({ request }) => request.method)).toEqual(["PUT", "PUT", "PUT", "PUT", "DELETE"]);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 750, 2_250, 5_250, 5_250]);
  });

  test("take no place among the calls under way while they wait for their mailbox", async () => {
    const gate = deferred();
    const { api, sent } = servedApi(
      async ({ request }) => {
        if (request.url.includes("anna")) await gate.promise;
        return OK;
      },
      { maxConcurrency: 2 },
    );
    const annas = Array.from({ length: 5 }, () => api.call(mailboxCall("PUT", "anna")));
    await expect(api.call(mailboxCall("PUT", "bob"))).resolves.toBe("ok");
    await settled();
    expect(sent).toHaveLength(2);
    gate.resolve();
    await Promise.all(annas);
    expect(sent).toHaveLength(6);
  });
});
