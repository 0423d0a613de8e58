/** What a service holds, read in six calls whatever its size. */
import { expect, test } from "vitest";
import { createMailApi } from "../../../provider/ovh/mail-api.js";
import { readLive } from "../../../provider/program/live.js";
import { Session } from "../../../provider/session.js";
import { FakeClock } from "../client/fake-clock.js";
import { answered, credentials, ENDPOINT } from "../client/fake-ovh.js";

const SERVICE = "/email/exchange/org/service/exchange";
const quota = { quotaLimit: 10, quotaReserved: 4, singleMailboxQuotaLimit: 5 };
const answers: Record<string, unknown> = {
  [`${SERVICE}/account`]: ["Anna@Example.com", "1@configureme.me", "2@ConfigureMe.me", "x@not-configureme.me"],
  [`${SERVICE}/sharedAccount`]: ["Team@Example.com"],
  [`${SERVICE}/sharedAccountQuota`]: { ...quota, quotaUsed: 1 },
  [`${SERVICE}/mailingList`]: ["Sales@Example.com"],
  [`${SERVICE}/externalContact`]: ["John@Example.org"],
  [`${SERVICE}/domain`]: ["Example.com"],
};

function start() {
  const clock = new FakeClock();
  const asked: string[] = [];
  const transport = async ({ url }: { url: string }) => {
    const path = url.slice(ENDPOINT.length);
    if (path === "/auth/time") return answered(200, Math.floor(clock.now() / 1000));
    asked.push(path);
    return answered(200, path === SERVICE ? { offer: "dedicated", state: "ok" } : answers[path]);
  };
  const api = createMailApi({ endpoint: ENDPOINT, credentials, transport, clock });
  return { asked, session: new Session({ api, taskTimeoutMs: 1 }) };
}

test("addresses in small letters, free accounts counted apart", async () => {
  const { asked, session } = start();
  expect(await readLive(session, "org/exchange", 2)).toEqual({
    accounts: new Set(["anna@example.com", "x@not-configureme.me"]),
    freeSeats: 2,
    seatsMatter: true,
    shared: new Set(["team@example.com"]),
    groups: new Set(["sales@example.com"]),
    contacts: new Set(["john@example.org"]),
    domains: new Set(["example.com"]),
    quota,
  });
  expect(asked.toSorted()).toEqual(Object.keys(answers).toSorted());
});

test("whether seats matter is asked when there are too few", async () => {
  const { asked, session } = start();
  expect((await readLive(session, "org/exchange", 3)).seatsMatter).toBe(false);
  expect(asked).toHaveLength(7);
});
