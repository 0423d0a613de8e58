/** Two real mail servers, and what a client that is not ours reads from them and puts there. */

import { createHash } from "node:crypto";
import { ImapFlow } from "imapflow";
import { type Dovecot, type DovecotOptions, PASSWORD, startDovecot } from "../../bench/dovecot.mjs";
import type { MailboxAccess } from "../../provider/imap/index.js";
import { Secret } from "../../provider/ovh/secret.js";

export interface Servers {
  readonly source: Dovecot;
  readonly destination: Dovecot;
  stop(): Promise<void>;
}

export async function startServers(source: DovecotOptions, destination: DovecotOptions): Promise<Servers> {
  const servers = { source: await startDovecot(source), destination: await startDovecot(destination) };
  return {
    ...servers,
    stop: async () => void (await Promise.all([servers.source.stop(), servers.destination.stop()])),
  };
}

export function accessTo({ tlsPort, ca }: Dovecot, user: string, changes: Partial<MailboxAccess> = {}): MailboxAccess {
  return { host: "127.0.0.1", port: tlsPort, user, password: new Secret(PASSWORD), ca, ...changes };
}

export async function withClient<T>(server: Dovecot, user: string, use: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port: server.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: PASSWORD },
    logger: false,
    disableAutoIdle: true,
  });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.logout();
  }
}

export interface Mail {
  readonly folder: string;
  readonly content: Buffer;
  readonly flags?: readonly string[];
  readonly date?: Date;
}

export async function createFolders(server: Dovecot, user: string, mails: readonly Mail[]): Promise<void> {
  await withClient(server, user, async (client) => {
    const there = new Set((await client.list()).map(({ path }) => path));
    for (const folder of new Set(mails.map((mail) => mail.folder)))
      if (!there.has(folder)) await client.mailboxCreate(folder);
  });
}

export async function deliver(server: Dovecot, user: string, mails: readonly Mail[]): Promise<void> {
  await createFolders(server, user, mails);
  await withClient(server, user, async (client) => {
    for (const { folder, content, flags = [], date } of mails) await client.append(folder, content, [...flags], date);
  });
}

export interface SeenMail {
  readonly hash: string;
  readonly flags: readonly string[];
  readonly date: string;
}

/** All mail, by folder; a folder without mail is there, too. */
export async function contentOf(server: Dovecot, user: string): Promise<Record<string, SeenMail[]>> {
  return withClient(server, user, async (client) => {
    const seen: Record<string, SeenMail[]> = {};
    for (const { path, flags } of await client.list()) {
      if (!flags.has("\\Noselect") && !flags.has("\\NonExistent")) seen[path] = await folderContent(client, path);
    }
    return seen;
  });
}

async function folderContent(client: ImapFlow, path: string): Promise<SeenMail[]> {
  const { exists } = await client.mailboxOpen(path, { readOnly: true });
  const mails: SeenMail[] = [];
  if (exists === 0) return mails;
  for await (const { source, flags, internalDate } of client.fetch("1:*", {
    source: true,
    flags: true,
    internalDate: true,
  })) {
    const hash = createHash("sha256")
      .update(source ?? "")
      .digest("hex");
    const shown = [...(flags ?? [])].filter((flag) => flag !== "\\Recent").sort();
    mails.push({ hash, flags: shown, date: new Date(internalDate ?? 0).toISOString() });
  }
  return mails.sort((a, b) => (a.hash + a.date < b.hash + b.date ? -1 : 1));
}
