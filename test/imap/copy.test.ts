import { afterAll, beforeAll, describe, expect, onTestFinished, type TestContext, test } from "vitest";
import { type DovecotOptions, startDovecot, whyNoDovecot } from "../../bench/dovecot.mjs";
import { type CopyOptions, type CopyProgress, copyMailbox } from "../../provider/imap/index.js";
import { Secret } from "../../provider/ovh/secret.js";
import {
  accessTo,
  contentOf,
  createFolders,
  deliver,
  type SeenMail,
  type Servers,
  startServers,
  withClient,
} from "./dovecot.js";
import { largeMail, oddMailbox } from "./mailbox.js";
import { startProxy } from "./proxy.js";

const missing = whyNoDovecot();
const MESSAGES = 5_000;
const FOLDERS = 40;

/** Waits of minutes take some milliseconds; a server still has time to notice that a connection is gone. */
const clock = {
  now: () => Date.now(),
  sleep: (_durationMs: number) => new Promise<void>((resolve) => setTimeout(resolve, 50)),
};

/** Aloud: the reason is in the output of the tests. */
function needDovecot(context: TestContext): void {
  if (missing !== undefined) context.skip(missing);
}

let running: Servers | undefined;
function servers(): Servers {
  if (running === undefined) throw new Error("the servers do not run");
  return running;
}

/** Another destination for the same source. */
async function destinationFor(options: DovecotOptions): Promise<Servers> {
  const destination = await startDovecot(options);
  onTestFinished(() => destination.stop());
  return { ...servers(), destination };
}

beforeAll(async () => {
  if (missing === undefined)
    running = await startServers(
      { delimiter: "/", specialUse: { Sent: "\\Sent", Corbeille: "\\Trash" } },
      { delimiter: ".", specialUse: { "Sent Items": "\\Sent", "Deleted Items": "\\Trash" } },
    );
});
afterAll(() => running?.stop());

function fromTo(from: string, to: string, changes: Partial<CopyOptions> = {}): CopyOptions {
  const { source, destination } = servers();
  return { source: accessTo(source, from), destination: accessTo(destination, to), clock, ...changes };
}

/** By the destination's name; in the source's order of folders nobody is interested. */
async function expectSame(from: string, to: string, renamed: Record<string, string>): Promise<void> {
  const { source, destination } = servers();
  const [before, after] = await Promise.all([contentOf(source, from), contentOf(destination, to)]);
  const expected: Record<string, SeenMail[]> = {};
  for (const [path, mails] of Object.entries(before)) expected[renamed[path] ?? path.replaceAll("/", ".")] = mails;
  for (const path of Object.keys(after))
    if (expected[path] === undefined && after[path]?.length === 0) delete after[path];
  for (const [path, mails] of Object.entries(expected)) expect(after[path], path).toEqual(mails);
  expect(Object.keys(after).sort()).toEqual(Object.keys(expected).sort());
}

const RENAMED = { Sent: "Sent Items", Corbeille: "Deleted Items", "v1.2 notes": "v1_2 notes_2" };

describe("a copy", () => {
  const title = "of 5,000 messages in 40 odd folders, broken off five times, has each of them once";
  test(title, { timeout: 360_000 }, async (context) => {
    needDovecot(context);
    const { source, destination } = servers();
    const mails = oddMailbox(MESSAGES, FOLDERS);
    const parts = [0, 1, 2].map((part) => mails.filter((_, index) => index % 3 === part));
    await createFolders(source, "odd", mails);
    await withClient(source, "odd", (client) => client.mailboxUnsubscribe("100%"));
    await Promise.all(parts.map((part) => deliver(source, "odd", part)));
    await deliver(
      source,
      "odd",
      [largeMail("Projects/2024/Q1")].map((mail) => ({ ...mail, folder: "INBOX" })),
    );
    const proxy = await startProxy(destination.tlsPort);
    const progress: CopyProgress[] = [];
    const through = { ...fromTo("odd", "copied"), destination: accessTo(destination, "copied", { port: proxy.port }) };

    // Broken off for good, after about a third.
    const stop = new AbortController();
    const onProgress = ({ messages }: CopyProgress) => messages > 1_500 && stop.abort(new Error("stopped by hand"));
    const eager = { now: () => (tick += 10_000), sleep: clock.sleep };
    let tick = Date.now();
    await expect(copyMailbox({ ...through, clock: eager, onProgress, signal: stop.signal })).rejects.toThrow(
      "stopped by hand",
    );

    // Cut off in the middle of commands, and of answers: the copy connects again by itself.
    proxy.plan("cut", 400_000);
    proxy.plan("loseAnswer", 400_000);
    proxy.plan("cut", 1_000_000);
    proxy.plan("loseAnswer", 1_000_000);
    const report = await copyMailbox({ ...through, onProgress: (now) => progress.push(now) });
    expect(proxy.faults).toBe(4);
    expect(report.skipped).toEqual([]);
    expect(report.complete).toBe(true);
    expect(progress.at(-1)?.messages).toBe(progress.at(-1)?.messagesTotal);
    await expectSame("odd", "copied", RENAMED);
    await proxy.stop();

    expect(report.notices?.join("\n")).toMatch(/v1\.2 notes is called v1_2 notes_2 on the destination/);
    const [sum, there] = [total(report.folders, "messages"), total(report.folders, "alreadyThere")];
    expect(sum).toBe(mails.length + 1);
    expect(there).toBeGreaterThan(1_000);
    expect(total(report.folders, "copied") + there).toBe(sum);
    expect(total(report.folders, "onDestination")).toBe(sum);
    expect(total(report.folders, "onDestinationBytes")).toBe(total(report.folders, "bytes"));

    const again = await copyMailbox(fromTo("odd", "copied"));
    expect(total(again.folders, "copied")).toBe(0);
    expect(again.complete).toBe(true);

    const subscribed = await withClient(destination, "copied", (client) => client.list());
    const isSubscribed = (path: string) => subscribed.find((folder) => folder.path === path)?.subscribed === true;
    expect([isSubscribed("Tom & Jerry"), isSubscribed("100%")]).toEqual([true, false]);
  });
});

function total<K extends string>(folders: readonly Record<K, number>[], name: K): number {
  return folders.reduce((sum, folder) => sum + folder[name], 0);
}

describe("between servers that differ", () => {
  test("a prefix and its separator are taken off and put on", async (context) => {
    needDovecot(context);
    const other = await startServers({ delimiter: ".", prefix: "INBOX." }, { delimiter: "/" });
    onTestFinished(() => other.stop());
    const [inside, outside] = [accessTo(other.source, "anna"), accessTo(other.destination, "anna")];
    const folders: Record<string, string> = { INBOX: "INBOX.Work.2024", Sent: "INBOX.Sent" };
    const mails = oddMailbox(12, 1);
    const moved = mails.map((mail) => ({ ...mail, folder: folders[mail.folder] ?? mail.folder }));
    await deliver(other.source, "anna", [...moved, ...mails.filter(({ folder }) => folder === "INBOX")]);
    const there = await copyMailbox({ source: inside, destination: outside, clock });
    expect(there.folders.map(({ path, destinationPath }) => [path, destinationPath])).toEqual([
      ["INBOX", "INBOX"],
      ["INBOX.Sent", "Sent"],
      ["INBOX.Work.2024", "Work/2024"],
    ]);
    const back = await copyMailbox({ source: outside, destination: { ...inside, user: "back" }, clock });
    expect(back.folders.map(({ destinationPath }) => destinationPath)).toEqual([
      "INBOX",
      "INBOX.Sent",
      "INBOX.Work.2024",
    ]);
    expect([there.complete, back.complete]).toEqual([true, true]);
    expect(await contentOf(other.source, "back")).toMatchObject(await contentOf(other.source, "anna"));
  });

  test.for(["IMAP4rev1 UIDPLUS", "IMAP4rev1 LITERAL+", "IMAP4rev1 LITERAL- MULTIAPPEND", "IMAP4rev1 MULTIAPPEND"])(
    "every message arrives on one that can only do %s",
    async (capability, context: TestContext) => {
      needDovecot(context);
      const plain = await destinationFor({ capability });
      const user = capability.toLowerCase().replaceAll(/\W/g, "-");
      const large = { ...largeMail(), content: Buffer.alloc(400_000, "abc\r\n") };
      await deliver(plain.source, user, [...oddMailbox(60, 1), large]);
      const access = { source: accessTo(plain.source, user), destination: accessTo(plain.destination, user) };
      expect(await copyMailbox({ ...access, clock })).toMatchObject({ complete: true, skipped: [] });
      expect(await contentOf(plain.destination, user)).toMatchObject(await contentOf(plain.source, user));
    },
  );
});

describe("what cannot be copied", () => {
  test("is listed when it is too large, and the rest goes on", async (context) => {
    needDovecot(context);
    await deliver(servers().source, "sizes", [
      ...oddMailbox(5, 1),
      { ...largeMail(), content: Buffer.alloc(90_000, "abc\r\n") },
    ]);
    const report = await copyMailbox(fromTo("sizes", "sizes", { maxMessageBytes: 50_000 }));
    expect(report.complete).toBe(false);
    expect(report.skipped).toEqual([{ folder: "INBOX", uid: 6, reason: "larger than 50000 bytes" }]);
    expect(total(report.folders, "copied")).toBe(10);
    expect((await copyMailbox(fromTo("sizes", "sizes"))).complete).toBe(true);
  });

  test("for want of room ends the copy, with the name of the folder", async (context) => {
    needDovecot(context);
    const tight = await destinationFor({ quotaMb: 1 });
    const large = { ...largeMail(), content: Buffer.alloc(900_000, "abc\r\n") };
    await deliver(tight.source, "tight", [large, large]);
    const access = { source: accessTo(tight.source, "tight"), destination: accessTo(tight.destination, "tight") };
    await expect(copyMailbox({ ...access, clock })).rejects.toThrow(/no room left \[OVERQUOTA\].*INBOX/);
  });

  test("over as many connections as were asked for goes over fewer", async (context) => {
    needDovecot(context);
    const few = await destinationFor({ connectionsMax: 2 });
    await deliver(few.source, "few", oddMailbox(240, 8));
    const access = { source: accessTo(few.source, "few"), destination: accessTo(few.destination, "few") };
    expect(await copyMailbox({ ...access, connections: 6, clock })).toMatchObject({ complete: true });
    expect(few.destination.log()).toContain("Maximum number of connections");
    expect(await contentOf(few.destination, "few")).toEqual(await contentOf(few.source, "few"));
  });
});

describe("who may not come in", () => {
  test("is told which side refuses, and never the password", async (context) => {
    needDovecot(context);
    const options = fromTo("anna", "anna");
    const destination = { ...options.destination, password: new Secret("Wrong-Password-9") };
    const error = await copyMailbox({ ...options, destination }).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/the destination 127\.0\.0\.1:\d+ refuses the login/);
    expect(String(error)).not.toContain("Wrong-Password-9");
  });

  test("because nobody is there is told at once", async (context) => {
    needDovecot(context);
    const options = fromTo("anna", "anna");
    const nowhere = { ...options.source, host: "mail.invalid" };
    await expect(copyMailbox({ ...options, source: nowhere })).rejects.toThrow(
      /source mail\.invalid:\d+ cannot be reached/,
    );
  });

  test("is not sent a password without TLS that holds", async (context) => {
    needDovecot(context);
    const { source } = servers();
    const options = fromTo("anna", "anna");
    const untrusted = { ...options.source, ca: undefined };
    await expect(copyMailbox({ ...options, source: untrusted })).rejects.toThrow(
      /source .* cannot be reached securely/,
    );
    const open = { ...options.source, host: "mail.example.com", tls: "none" as const };
    await expect(copyMailbox({ ...options, source: open })).rejects.toThrow(/source: without TLS/);
    const upgraded = { ...options.source, port: source.port, tls: "startTls" as const };
    expect(await copyMailbox({ ...options, source: upgraded })).toMatchObject({ complete: true });
    const plain = await destinationFor({ extra: "ssl = no" });
    const refused = {
      ...accessTo(plain.destination, "anna", { port: plain.destination.port }),
      tls: "startTls" as const,
    };
    await expect(copyMailbox({ ...options, destination: refused })).rejects.toThrow(
      /destination .* cannot be reached securely: it does not offer STARTTLS/,
    );
    const here = { ...options.source, port: source.port, tls: "none" as const };
    expect(await copyMailbox({ ...options, source: here })).toMatchObject({ complete: true });
  });
});
