import { describe, expect, test } from "vitest";
import { JobQueue, jobsOf, loadsOf } from "../../../provider/imap/jobs.js";
import { message } from "./message.js";

const limits = { messages: 3, bytes: 2_000 };
const uids = (messages: readonly { uid: number }[]) => messages.map(({ uid }) => uid);

describe("jobs", () => {
  test("are cut by number and size", () => {
    const messages = [1, 2, 3, 4].map((uid) => message({ uid, id: `${uid}` }));
    expect(jobsOf("INBOX", messages, limits).map((job) => uids(job.messages))).toEqual([[1, 2, 3], [4]]);
    const large = [1, 2].map((uid) => message({ uid, id: `${uid}`, sizeBytes: 1_500 }));
    expect(jobsOf("INBOX", large, limits).map((job) => uids(job.messages))).toEqual([[1], [2]]);
  });

  test("never part equal messages, and have them side by side", () => {
    const ids = ["a", "b", "c", "a", "d", "a", "a"];
    const messages = ids.map((id, index) => message({ uid: index + 1, id }));
    expect(jobsOf("INBOX", messages, limits).map((job) => uids(job.messages))).toEqual([
      [1, 4, 6, 7],
      [2, 3, 5],
    ]);
  });
});

test("a large message is a load of its own", () => {
  const messages = [10, 10, 9_999, 10, 10].map((sizeBytes, index) => message({ uid: index + 1, sizeBytes }));
  const loads = loadsOf(messages, limits, ({ sizeBytes }) => sizeBytes > 2_000);
  expect(loads.map(uids)).toEqual([[1, 2], [3], [4, 5]]);
});

describe("a worker", () => {
  const job = (folder: string) => ({ folder, messages: [], uncertain: false });

  test("stays in its folder, and else goes where nobody works", () => {
    const queue = new JobQueue(["A", "A", "A", "B"].map(job));
    expect(queue.take(undefined)?.folder).toBe("A");
    expect(queue.take(undefined)?.folder).toBe("B");
    expect(queue.take("A")?.folder).toBe("A");
    expect(queue.take("B")?.folder).toBe("A");
    expect(queue.take("A")).toBeUndefined();
  });

  test("finds what another one gave back", () => {
    const queue = new JobQueue([job("A")]);
    const taken = queue.take(undefined);
    if (taken === undefined) throw new Error("there was a job");
    queue.done(taken);
    queue.giveBack(taken);
    expect(queue.take("B")).toBe(taken);
  });
});
