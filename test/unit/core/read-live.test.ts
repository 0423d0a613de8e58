/** What a service holds, read in three calls whatever its size. */
import { expect, test } from "vitest";
import { createMailApi } from "../../../provider/ovh/mail-api.js";
import { readLive } from "../../../provider/program-check.js";
import { Session } from "../../../provider/session.js";
import { FakeClock } from "../client/fake-clock.js";
import { answered, credentials, ENDPOINT } from "../client/fake-ovh.js";

const SERVICE = "/email/exchange/org/service/exchange";
const quota = { quotaLimit: 10, quotaReserved: 4, singleMailboxQuotaLimit: 5 };
const answers: Record<string, unknown> = {
  [`${SERVICE}/account`]: ["Anna@Example.com", "1@configureme.me", "2@ConfigureMe.me", "x@not-configureme.me"],
  [`${SERVICE}/sharedAccount`]: ["Team@Example.com"],
  [`${SERVICE}/sharedAccountQuota`]: { ...quota, quotaUsed: 1 },
};

test("addresses in small letters, free accounts counted apart", async () => {
  const clock = new FakeClock();
  const asked: string[] = [];
  const transport = async ({ url }: { url: string }) => {
    const path = url.slice(ENDPOINT.length);
    if (path === "/auth/time") return answered(200, Math.floor(clock.now() / 1000));
    asked.push(path);
    return answered(200, answers[path]);
  };
  const session = new Session({
    api: createMailApi({ endpoint: ENDPOINT, credentials, transport, clock }),
    taskTimeoutMs: 1,
  });
  expect(await readLive(session, "org/exchange")).toEqual({
    accounts: new Set(["anna@example.com", "x@not-configureme.me"]),
    freeSeats: 2,
    shared: new Set(["team@example.com"]),
    quota,
  });
  expect(asked.toSorted()).toEqual(Object.keys(answers).toSorted());
});
