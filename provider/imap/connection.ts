/**
 * Connections that are logged in. The library connects, secures, logs in and lists; the mail itself goes through
 * {@link Wire}: the library would hold each message whole, and send one command at a time.
 */

import type { ImapFlow, ListResponse } from "imapflow";
import { BusyServerError, ConnectionLostError, CopyError, inBrackets, isBusy } from "./errors.js";
import type { MailboxAccess, SideName } from "./types.js";
import { Wire } from "./wire.js";

export interface Connection {
  readonly wire: Wire;
  readonly capabilities: ReadonlySet<string>;
  /** RFC 7889: what is larger is refused. */
  readonly appendLimitBytes: number;
  /** The folder that is open, as the server spells it. */
  selected: string | undefined;
}

/** All folders of a mailbox, its own ones and no others'. */
export interface Listing {
  readonly folders: readonly ListResponse[];
  readonly delimiter: string;
  /** What the names of all folders but INBOX begin with, such as `INBOX.`. */
  readonly prefix: string;
}

const CONNECT_MS = 30_000;

export async function openConnection(access: MailboxAccess, side: SideName, signal: AbortSignal): Promise<Connection> {
  const client = await logIn(access, side, signal);
  return takeOver(client, side);
}

/** The listing costs a connection of its own: one that has been handed to {@link Wire} cannot list. */
export async function openAndList(
  access: MailboxAccess,
  side: SideName,
  signal: AbortSignal,
): Promise<{ connection: Connection; listing: Listing }> {
  const client = await logIn(access, side, signal);
  const giveUp = () => client.close();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    const listing = listingOf(client, await client.list());
    return { connection: takeOver(client, side), listing };
  } catch (error) {
    client.close();
    throw failure(error, access, side);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

async function logIn(access: MailboxAccess, side: SideName, signal: AbortSignal): Promise<ImapFlow> {
  signal.throwIfAborted();
  const { tls = "implicit", host } = access;
  if (tls === "none" && !isLoopback(host)) {
    throw new CopyError(
      `${side}: without TLS the password and all mail could be read on the way: use implicit or startTls`,
    );
  }
  // Most programs never copy mail.
  const { ImapFlow } = await import("imapflow");
  const client = new ImapFlow({
    host,
    port: access.port,
    secure: tls === "implicit",
    doSTARTTLS: tls === "startTls",
    auth: { user: access.user, pass: access.password.reveal() },
    tls: { minVersion: "TLSv1.2", ...(access.ca === undefined ? {} : { ca: access.ca }) },
    logger: false,
    disableAutoIdle: true,
    // Extensions would change how names and headers are spelt, and compression costs more than it saves on mail.
    disableAutoEnable: true,
    disableCompression: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: CONNECT_MS,
  });
  const giveUp = () => client.close();
  signal.addEventListener("abort", giveUp, { once: true });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw failure(error, access, side);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

function takeOver(client: ImapFlow, side: SideName): Connection {
  const limit = client.capabilities.get("APPENDLIMIT");
  const capabilities = new Set([...client.capabilities.keys()].map((name) => name.toUpperCase()));
  return {
    wire: new Wire(client.unbind(), side),
    capabilities,
    appendLimitBytes: typeof limit === "number" ? limit : Number.POSITIVE_INFINITY,
    selected: undefined,
  };
}

function listingOf(client: ImapFlow, folders: readonly ListResponse[]): Listing {
  const { personal = [], other, shared } = client.namespaces ?? {};
  const foreign = [...(other || []), ...(shared || [])].map(({ prefix }) => prefix).filter((prefix) => prefix !== "");
  const isOwn = ({ pathAsListed: path }: ListResponse) => !foreign.some((prefix) => `${path}/`.startsWith(prefix));
  const [own] = personal;
  return {
    folders: folders.filter(isOwn),
    delimiter: own?.delimiter ?? folders.find(({ delimiter }) => delimiter)?.delimiter ?? "/",
    prefix: own?.prefix ?? "",
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO|STARTTLS_INJECTION)/;

/** What the library says, in our words: its own may quote what was sent. */
function failure(cause: unknown, { host, port }: MailboxAccess, side: SideName): Error {
  const error = cause as LibraryError; // Errors of Node.js and of the library, which adds fields of its own.
  const { code, tlsFailed, authenticationFailed } = error;
  const where = `${side} ${host}:${port}`;
  if (authenticationFailed === true) return loginFailure(error, where, side);
  const isTls = TLS_CODE.test(code ?? "") || (tlsFailed === true && code === undefined);
  if (isTls) {
    const reason = code === undefined ? "it does not offer STARTTLS" : code;
    return new CopyError(
      `the ${where} cannot be reached securely: ${reason}. For a certificate of one's own, name its authority in NODE_EXTRA_CA_CERTS`,
    );
  }
  if (WRONG_ADDRESS.has(code ?? "")) {
    return new UnreachableError(`the ${where} cannot be reached (${code}): check the name of the server and the port`);
  }
  return new ConnectionLostError(side, `${host}:${port} ${code ?? "does not answer as IMAP servers do"}`);
}

function loginFailure({ serverResponseCode: code, ...error }: LibraryError, where: string, side: SideName): Error {
  const text = error.responseText ?? (typeof error.response === "string" ? error.response : "");
  if (code === "LIMIT" || isBusy(code, text)) return new BusyServerError(side, code);
  return new LoginRefusedError(`the ${where} refuses the login${inBrackets(code)}: check user and password`);
}

const WRONG_ADDRESS = new Set(["ENOTFOUND", "ECONNREFUSED"]);

/** Nobody there. After a first login it only means: not now. */
export class UnreachableError extends CopyError {}

/** With too many connections some servers refuse the login, too. */
export class LoginRefusedError extends CopyError {}

interface LibraryError {
  readonly code?: string;
  readonly tlsFailed?: boolean;
  readonly authenticationFailed?: boolean;
  readonly serverResponseCode?: string;
  readonly responseText?: string;
  readonly response?: unknown;
}
