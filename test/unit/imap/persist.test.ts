import { describe, expect, test } from "vitest";
import { BusyServerError, ConnectionLostError, CopyError } from "../../../provider/imap/errors.js";
import { ATTEMPTS_MAX, GivenUpError, persist } from "../../../provider/imap/persist.js";
import { VirtualClock } from "../../support/virtual-clock.js";

function patience() {
  const end = new AbortController();
  return { clock: new VirtualClock(0), signal: end.signal, end };
}

const lost = () => new ConnectionLostError("source", "closed");

describe("what fails for a while", () => {
  test("is tried again, with longer and longer pauses", async () => {
    const { clock, signal } = patience();
    const failures = [lost(), lost(), new BusyServerError("source", "THROTTLED")];
    const result = await persist({ clock, signal }, async () => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return "done";
    });
    expect(result).toBe("done");
    expect(clock.now()).toBe(5_000 + 10_000 + 20_000);
  });

  test("ends at some time", async () => {
    const { clock, signal } = patience();
    let attempts = 0;
    const trying = persist({ clock, signal }, async () => {
      attempts++;
      throw lost();
    });
    await expect(trying).rejects.toThrow(GivenUpError);
    expect(attempts).toBe(ATTEMPTS_MAX);
  });

  test("goes on as long as each attempt gets somewhere", async () => {
    const { clock, signal } = patience();
    let left = 50;
    const trying = persist(
      { clock, signal },
      async () => {
        left--;
        if (left > 0) throw lost();
      },
      { progress: () => left },
    );
    await expect(trying).resolves.toBeUndefined();
  });
});

test("what fails for good is not tried again", async () => {
  let attempts = 0;
  const trying = persist(patience(), async () => {
    attempts++;
    throw new CopyError("no room");
  });
  await expect(trying).rejects.toThrow("no room");
  expect(attempts).toBe(1);
});

test("whoever breaks off does not wait for the next attempt", async () => {
  const { clock, signal, end } = patience();
  const trying = persist({ clock, signal }, async () => {
    end.abort(new Error("stopped by hand"));
    throw lost();
  });
  await expect(trying).rejects.toThrow("stopped by hand");
  expect(clock.now()).toBe(0);
});
