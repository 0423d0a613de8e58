/** How a process behaves on the wire: its pace, what it repeats, and how many writes it has under way. */

import { bodyOf } from "./ledger.js";
import type { WireCall } from "./network.js";
import { subjectOf } from "./paths.js";
import { MAX_CALLS_PER_SECOND } from "./process.js";

/** What a client may send at once after a pause: that of OVHcloud's default limits. */
const BURST = 20;
const WINDOWS_MS = [1_000, 10_000];
/** The time and tokens are asked for within calls that have had their turn. */
const UNPACED = 5;
/** So many calls that have had their turn may wait together for the time, for a token, or for the end of a pause. */
const HELD_UP = 16;

type Report = (invariant: "I3" | "I8", text: string) => void;

interface Conduct {
  sentAt: number[];
  quietSince: number;
  quietUntil: number;
  /** When the time or a token last came. */
  authorizedAt: number;
  /** Writes of which nobody knows what came, by what they ask for. */
  readonly unknown: Map<string, WireCall>;
  /** Writes under way, by mailbox. */
  readonly writing: Map<string, WireCall>;
}

export class Manners {
  readonly #conducts = new Map<string, Conduct>();

  constructor(private readonly report: Report) {}

  sent(call: WireCall): void {
    const conduct = this.#conductOf(call.process);
    // What leaves in the moment of the answer had its turn before.
    if (call.sentAt > conduct.quietSince && call.sentAt < conduct.quietUntil) {
      const leftMs = conduct.quietUntil - call.sentAt;
      this.report("I8", `${nameOf(call)} was sent ${leftMs} ms before OVHcloud allowed it (Retry-After)`);
    }
    this.#judgePace(conduct, call);
    if (call.method === "GET") {
      if (call.path !== "/auth/time") conduct.unknown.clear();
      return;
    }
    const before = conduct.unknown.get(askedBy(call));
    if (before !== undefined)
      this.report("I3", `${nameOf(call)} was sent again, and nobody had looked what came of it`);
    const mailbox = mailboxOf(call);
    if (mailbox === undefined) return;
    if (conduct.writing.has(mailbox))
      this.report("I8", `${nameOf(call)} was sent while another write to ${mailbox} ran`);
    conduct.writing.set(mailbox, call);
  }

  answered(call: WireCall): void {
    const conduct = this.#conductOf(call.process);
    if (call.path.startsWith("/auth/")) conduct.authorizedAt = call.answeredAt ?? call.sentAt;
    if (call.retryAfterSeconds !== undefined && call.retryAfterSeconds > 0 && call.status === 429) {
      const since = call.answeredAt ?? 0;
      // A pause that runs already is not interrupted.
      if (since >= conduct.quietUntil) conduct.quietSince = since;
      conduct.quietUntil = Math.max(conduct.quietUntil, since + call.retryAfterSeconds * 1_000);
    }
    if (call.method === "GET") return;
    const mailbox = mailboxOf(call);
    if (mailbox !== undefined && conduct.writing.get(mailbox) === call) conduct.writing.delete(mailbox);
    const { status = 0 } = call;
    if (status === 0 || status === 408 || status >= 500) conduct.unknown.set(askedBy(call), call);
  }

  #judgePace(conduct: Conduct, call: WireCall): void {
    conduct.sentAt = conduct.sentAt.filter((at) => at > call.sentAt - Math.max(...WINDOWS_MS));
    conduct.sentAt.push(call.sentAt);
    for (const windowMs of WINDOWS_MS) {
      const most = BURST + (MAX_CALLS_PER_SECOND * windowMs) / 1_000;
      const sent = conduct.sentAt.filter((at) => at > call.sentAt - windowMs).length;
      const wereHeldUp = Math.max(conduct.authorizedAt, conduct.quietUntil) > call.sentAt - windowMs;
      if (sent > most + UNPACED + (wereHeldUp ? HELD_UP : 0))
        this.report("I8", `${sent} calls within ${windowMs / 1_000} s, at most ${most} are allowed`);
    }
  }

  #conductOf(process: string): Conduct {
    const known = this.#conducts.get(process);
    if (known !== undefined) return known;
    const fresh = { sentAt: [], quietSince: 0, quietUntil: 0, authorizedAt: 0, unknown: new Map(), writing: new Map() };
    this.#conducts.set(process, fresh);
    return fresh;
  }
}

export function nameOf({ process, method, path }: WireCall): string {
  return `${process} ${method} ${path}`;
}

/** A PUT says what shall be, so to say it again is harmless; passwords too. */
function askedBy(call: WireCall): string {
  const { method, path } = call;
  const isHarmless = method === "PUT" || path.endsWith("/changePassword");
  if (isHarmless || path.startsWith("/auth/")) return `harmless ${call.number}`;
  const { password: _, ...body } = bodyOf(call);
  return `${method} ${path} ${JSON.stringify(body)}`;
}

function mailboxOf({ path }: WireCall): string | undefined {
  const subject = subjectOf(path);
  if (subject?.key === undefined || subject.type === "redirection" || subject.type === "responder") return undefined;
  return `${subject.type} ${subject.key}`;
}
