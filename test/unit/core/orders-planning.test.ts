/** What a preview says of accounts that will be ordered, and of shared mailboxes that would not fit; and what it asks for that. */
import { describe, expect, test } from "vitest";
import { createMailApi } from "../../../provider/ovh/mail-api.js";
import { lookCloser } from "../../../provider/program/closer-look.js";
import type { Declared, DeclaredMailbox } from "../../../provider/program/declared.js";
import { judgeService } from "../../../provider/program/judge-service.js";
import type { LiveService } from "../../../provider/program/live.js";
import { Session } from "../../../provider/session.js";
import { FakeClock } from "../client/fake-clock.js";
import { answered, credentials, ENDPOINT, refused } from "../client/fake-ovh.js";
import { live, mailbox, SERVICE, shared, told } from "./declared.js";

const MONTHLY = { orderWhenNoneFree: { duration: "monthly" } };
const YEARLY = { orderWhenNoneFree: { duration: "yearly", license: "enterprise", storageQuotaGb: 300 } };
const PAID = { orderWhenNoneFree: { duration: "monthly", paymentMethodId: 7 } };
const there = { exists: true };
const here = (address: string, rest: Partial<DeclaredMailbox>) => mailbox(address, rest);

const needs = (needed: number, free: number) =>
  `${SERVICE} needs ${needed} free accounts for this program and has ${free}`;
const ordered = (needed: number, free: number, what: string, payment: string) =>
  `orderWhenNoneFree: ${needs(needed, free)}: ${what} will be ordered for a price that OVHcloud did not tell; ${payment}`;
const where = "pay them where the run says, it waits for that";

describe("accounts that will be ordered", () => {
  test.each<[name: string, declared: Declared[], live: LiveService, told: [address: string, message: string][]]>([
    ["enough are free", [here("a@x.fr", MONTHLY)], live({ freeSeats: 1 }), []],
    [
      "one is missing",
      [here("a@x.fr", MONTHLY)],
      live(),
      [["a@x.fr", ordered(1, 0, "1 account (standard, for a month)", where)]],
    ],
    [
      "with the licence that the mailbox shall have, and a payment method",
      [here("a@x.fr", { ...PAID, license: "basic" })],
      live(),
      [["a@x.fr", ordered(1, 0, "1 account (basic, for a month)", "they are paid with your payment method 7")]],
    ],
    [
      "on different terms: each is told",
      [here("a@x.fr", MONTHLY), here("b@x.fr", MONTHLY), here("c@x.fr", YEARLY)],
      live(),
      [
        ["a@x.fr", ordered(3, 0, "2 accounts (standard, for a month)", where)],
        ["c@x.fr", ordered(3, 0, "1 account (enterprise, 300 GB, for a year)", where)],
      ],
    ],
    [
      "not for all: those without may find none",
      [mailbox("a@x.fr"), here("b@x.fr", MONTHLY)],
      live({ freeSeats: 1 }),
      [
        ["b@x.fr", ordered(2, 1, "1 account (standard, for a month)", where)],
        [
          "a@x.fr",
          "orderWhenNoneFree: a@x.fr does not have it and others do: if they take the free accounts first, it finds none. " +
            "Give it to all new mailboxes",
        ],
      ],
    ],
    [
      "too many of them without: refused, and nothing is announced",
      [mailbox("a@x.fr"), here("b@x.fr", MONTHLY)],
      live(),
      [
        [
          "a@x.fr",
          `service: ${needs(2, 0)}: order more accounts in the OVHcloud control panel, ` +
            "have them ordered with orderWhenNoneFree, or declare fewer mailboxes",
        ],
      ],
    ],
    [
      "terms that make no sense count as none: the mailbox's own check refuses them",
      [here("a@x.fr", { orderWhenNoneFree: { duration: "weekly" } })],
      live(),
      [
        [
          "a@x.fr",
          `service: ${needs(1, 0)}: order more accounts in the OVHcloud control panel, ` +
            "have them ordered with orderWhenNoneFree, or declare fewer mailboxes",
        ],
      ],
    ],
    [
      "on a service that makes mailboxes at will",
      [here("a@x.fr", MONTHLY), here("b@x.fr", MONTHLY)],
      live({ seatsMatter: false }),
      [["a@x.fr", `orderWhenNoneFree: ${SERVICE} makes mailboxes at will, so nothing is ordered there: leave it out`]],
    ],
    [
      "one of the state that has no mailbox yet",
      [here("a@x.fr", { ...MONTHLY, ...there })],
      live(),
      [
        [
          "a@x.fr",
          `orderWhenNoneFree: ${SERVICE} has no mailbox a@x.fr yet. If it still waits for an account and none is free or on ` +
            "order, 1 account (standard, for a month) will be ordered",
        ],
      ],
    ],
    [
      "one of the state, and an account is free",
      [here("a@x.fr", { ...MONTHLY, ...there })],
      live({ freeSeats: 1 }),
      [],
    ],
    ["one that is there", [here("a@x.fr", { ...MONTHLY, ...there })], live({ accounts: new Set(["a@x.fr"]) }), []],
  ])("%s", (_, declared, service, expected) => {
    expect(told(judgeService(declared, service))).toEqual(expected);
  });

  test("are warnings: a preview with them does not fail", () => {
    const findings = judgeService([here("a@x.fr", MONTHLY), here("b@x.fr", { ...PAID, ...there })], live());
    expect(findings.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
  });
});

describe("shared space of 10000 MB, 4000 MB of it in use", () => {
  const quota = { quotaLimit: 10_000, quotaReserved: 4_000, singleMailboxQuotaLimit: 20_000 };
  const at = (rest: Partial<LiveService> = {}) => live({ quota, ...rest });
  const listed = (entries: Record<string, number>) => {
    const sharedQuotasMb = new Map(Object.entries(entries));
    return at({ sharedQuotasMb, shared: new Set(sharedQuotasMb.keys()) });
  };
  const declaredNeed = (neededMb: number) =>
    `quotaMb: the shared mailboxes that this program declares at ${SERVICE} need ${neededMb} MB together`;

  test.each<[name: string, declared: Declared[], live: LiveService, told: [address: string, message: string][]]>([
    ["those that exist may fill it", [shared("a@x.fr", 10_000, there)], at(), []],
    [
      "those that exist need more than there is, whatever else there is",
      [shared("a@x.fr", 6_000, there), shared("b@x.fr", 4_001, there)],
      at(),
      [["b@x.fr", `${declaredNeed(10_001)}, and it has 10000 MB: give them less`]],
    ],
    [
      "with others it is too much",
      [shared("a@x.fr", 7_001, there)],
      listed({ "a@x.fr": 1_000, "other@x.fr": 3_000 }),
      [["a@x.fr", `${declaredNeed(7_001)} and others 3000 MB, and it has 10000 MB: give them less, or shrink others`]],
    ],
    [
      "with others it just fits",
      [shared("a@x.fr", 7_000, there)],
      listed({ "a@x.fr": 1_000, "other@x.fr": 3_000 }),
      [],
    ],
    [
      "an old list with a mailbox that is gone refuses nothing: the service's own sum is younger",
      [shared("a@x.fr", 7_001, there)],
      listed({ "a@x.fr": 3_900, "other@x.fr": 3_000, "gone@x.fr": 9_000 }),
      [],
    ],
    [
      "one that was renamed cannot be told from others",
      [shared("new@x.fr", 9_000, there)],
      listed({ "old@x.fr": 2_000, "other@x.fr": 2_000 }),
      [],
    ],
  ])("%s", (_, declared, service, expected) => {
    expect(told(judgeService(declared, service))).toEqual(expected);
  });
});

describe("what is asked for it", () => {
  const ORDER = `/order/email/exchange/${SERVICE}/service/${SERVICE}/account`;
  const SHARED = `/email/exchange/${SERVICE}/service/${SERVICE}/sharedAccount`;

  function start(answers: Record<string, unknown>) {
    const clock = new FakeClock();
    const asked: string[] = [];
    const transport = async ({ url, method }: { url: string; method: string }) => {
      const path = url.slice(ENDPOINT.length);
      if (path === "/auth/time") return answered(200, Math.floor(clock.now() / 1000));
      asked.push(`${method} ${path}`);
      return path in answers ? answered(200, answers[path]) : refused(403, "not granted");
    };
    const api = createMailApi({ endpoint: ENDPOINT, credentials, transport, clock });
    const session = new Session({ api, taskTimeoutMs: 1 });
    return {
      asked,
      look: (declared: DeclaredMailbox[], found: LiveService) => lookCloser(session, SERVICE, declared, found),
    };
  }

  test("nothing, as long as accounts are free and space is left", async () => {
    const { asked, look } = start({});
    const found = live({ freeSeats: 1, shared: new Set(["b@x.fr"]) });
    expect(await look([here("a@x.fr", MONTHLY), shared("b@x.fr", 5_000, there)], found)).toEqual(found);
    expect(asked).toEqual([]);
  });

  test("the price of all that will be ordered on the same terms, in one call that orders nothing", async () => {
    const path = `${ORDER}/01?licence=standard&number=2`;
    const prices = { withTax: { text: "9.60 €" }, withoutTax: { text: "8.00 €" } };
    const { asked, look } = start({ [path]: { orderId: null, url: null, prices } });
    const declared = [here("a@x.fr", MONTHLY), here("b@x.fr", MONTHLY), here("c@x.fr", MONTHLY)];
    const found = await look(declared, live({ freeSeats: 1 }));
    expect(asked).toEqual([`GET ${path}`]);
    expect(judgeService(declared, found)[0]?.message).toContain(
      "2 accounts (standard, for a month) will be ordered for 9.60 € with tax",
    );
  });

  test("a price that is not told leaves a warning that says so", async () => {
    const declared = [here("a@x.fr", MONTHLY)];
    const found = await start({}).look(declared, live());
    expect(judgeService(declared, found)[0]?.message).toMatch(/for a price that could not be read \(.*not granted/);
  });

  test("the present quotas in one call, when those that exist might not fit any more", async () => {
    const { asked, look } = start({ [SHARED]: [] });
    await look([shared("a@x.fr", 6_001, there)], live({ shared: new Set(["a@x.fr"]) }));
    expect(asked).toEqual([`GET ${SHARED}`]);
  });
});
