/** Whose is what, learnt from the requests that arrive and from the world alone. */

import type { World } from "../../provider/simulator/index.js";
import { isRecord, type Values } from "../../provider/values.js";
import { redirectionsOf, text } from "./expectations.js";
import type { Operation, WireCall } from "./network.js";
import { type Subject, subjectOf } from "./paths.js";
import type { Resource } from "./stack.js";

const FREE = "@configureme.me";
const MIGRATION = /\/destinationEmailAddress\/([^/]+)\/migrate$/;
const RIGHT = /^(fullAccess|sendAs|sendOnBehalfTo)(?:\/(\d+))?$/;
/** All accounts of a domain, or one of them, and a customer of OVHcloud. */
const LEGACY_RIGHT = /^\/email\/domain\/([^/]+)\/(?:acl|account\/([^/]+)\/delegation)(?:\/([^/]+))?$/;

/** Five minutes, and as long for what asked and for who looked. */
const UNSEEN_MS = 15 * 60_000;

/** As {@link numbered} calls them. */
const NUMBERED = /^(?:account|mxplan|shared|contact) \d+$/;

/** Who may take something for its own, and in which operation. */
interface Believer {
  readonly stack: string;
  readonly operation?: Operation | undefined;
}

/** The last call that asked to give or to take a right. */
interface Asked {
  readonly operation: Operation | undefined;
  readonly isGiven: boolean;
  readonly atMs: number;
}

export class Ledger {
  /** By identity: an account's number, or the address or pair of what has none that lasts. */
  readonly #owners = new Map<string, string>();
  /** The stack that gave a right, by what it stands on, what it is and who has it. */
  readonly #granted = new Map<string, string>();
  /** By stack and identity: what a program may take for its own, for all that OVHcloud has told it. */
  readonly #believed = new Set<string>();
  /** By stack: the addresses that it has ever asked for. */
  readonly #addresses = new Set<string>();
  /** What OVHcloud has accepted to remove, by the operation that asked for it. */
  readonly #removed = new Map<Operation, Set<string>>();
  /** By what it stands on, what it is and who has it, as {@link differences} call it. */
  readonly #asked = new Map<string, Asked>();
  #nowMs = 0;
  /** By identity: the stacks that have set its password since it has its owner. */
  readonly #passwords = new Map<string, Set<string>>();
  /** The free accounts that a stack asked a migration to fill. */
  readonly #filled: { readonly stack: string; readonly identity: string }[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** The identity of what a path names; undefined when nothing is there, "free" for an account that nobody uses. */
  identityOf({ type, service, key }: Subject): string | undefined {
    if (key === undefined) return undefined;
    const world = this.#world;
    switch (type) {
      case "account":
        return numbered("account", world.account(key));
      case "mxplan":
        return numbered("mxplan", world.mxplan.account(key));
      case "sharedAccount":
        return numbered("shared", world.sharedAccount(key));
      case "externalContact":
        return numbered("contact", world.externalContact(key));
      case "mailingList":
        return world.mailingList(key) === undefined ? undefined : `group ${key}`;
      case "legacy":
        return world.emailDomain.account(key) === undefined ? undefined : `legacy ${key}`;
      case "redirection": {
        const found = world.emailDomain.redirections(service).find(({ id }) => id === key);
        return found && redirectionNamed(found.from, found.to);
      }
      case "responder":
        return world.emailDomain.responders(service).some(({ account }) => account === key)
          ? `responder ${key}@${service}`
          : undefined;
    }
  }

  /** Which accounts have the addresses to which rights are granted. */
  accountsNamed({ grants }: Values): string {
    const at = (key: string) => (["account", "mxplan"] as const).map((type) => ({ type, service: "", key, rest: "" }));
    const addresses = isRecord(grants) ? Object.keys(grants) : [];
    return addresses.flatMap((address) => at(address).map((one) => this.identityOf(one))).join();
  }

  ownerOf(identity: string): string | undefined {
    return this.#owners.get(identity);
  }

  /** To be called before OVHcloud looks at a call: what it makes if it is carried out. */
  expects(call: WireCall): (() => boolean) | undefined {
    this.#noteMigration(call);
    const subject = subjectOf(call.path);
    this.#notePassword(call, subject);
    if (subject === undefined || call.method === "GET" || call.method === "DELETE") return undefined;
    const body = bodyOf(call);
    const right = RIGHT.exec(subject.rest);
    if (right !== null && call.method === "POST") return this.#expectsGrant(call, subject, `${right[1]}`, body);
    if (subject.type === "redirection") return this.#expectsRedirection(call, subject, body);
    if (isFree(subject)) return this.#expectsClaim(call, subject, body);
    const made = madeBy(call, subject, body);
    if (made === undefined || this.identityOf(made) !== undefined) return undefined;
    return () => {
      const identity = this.identityOf(made);
      if (identity === undefined) return false;
      this.#own(identity, call.stack);
      return true;
    };
  }

  #noteMigration({ stack, method, path }: WireCall): void {
    const [, key] = MIGRATION.exec(path) ?? [];
    if (method !== "POST" || key === undefined) return;
    const identity = this.identityOf({ type: "account", service: "", key, rest: "" });
    if (identity !== undefined) this.#filled.push({ stack, identity });
  }

  #notePassword({ stack }: WireCall, subject: Subject | undefined): void {
    if (subject?.rest !== "changePassword") return;
    const identity = this.identityOf(subject);
    if (identity !== undefined) this.#passwords.set(identity, (this.#passwords.get(identity) ?? new Set()).add(stack));
  }

  /** Two programs that took one account for their own, as no answer told them otherwise: the later password holds. */
  isPasswordOfOthers(stack: string, identity: string): boolean {
    return [...(this.#passwords.get(identity) ?? [])].some((one) => one !== stack);
  }

  /**
   * OVHcloud does not keep a free account for a migration that fills it: another program may claim it at the same moment,
   * and then it is that one's mailbox, with what the migration put there.
   */
  isFilledForOthers(stack: string, identity: string): boolean {
    return this.#filled.some((one) => one.stack !== stack && one.identity === identity);
  }

  /** The other side of that. */
  isMigrationLost(stack: string): boolean {
    const owners = this.#filled.filter((one) => one.stack === stack).map(({ identity }) => this.#owners.get(identity));
    return owners.some((owner) => owner !== undefined && owner !== stack);
  }

  /** A free account is its taker's when it carries the address that was asked for. */
  #expectsClaim({ stack, method }: WireCall, subject: Subject, body: Values): (() => boolean) | undefined {
    const identity = this.identityOf(subject);
    if (method !== "PUT" || typeof body.login !== "string" || identity === undefined) return undefined;
    const claimed = { ...subject, key: `${body.login}@${String(body.domain)}`.toLowerCase() };
    return () => {
      if (this.identityOf(claimed) !== identity) return false;
      this.#own(identity, stack);
      return true;
    };
  }

  /** One that is pointed elsewhere is another pair, and keeps its owner. */
  #expectsRedirection(
    { stack }: WireCall,
    { service, key }: Subject,
    { from: given, to }: Values,
  ): (() => boolean) | undefined {
    const changed = this.#world.emailDomain.redirections(service).find(({ id }) => id === key);
    const address = changed?.from ?? given;
    // Somebody removed the one that is changed.
    if (typeof address !== "string") return undefined;
    const from = address.toLowerCase();
    const target = String(to).toLowerCase();
    const isThere = () => redirectionsOf(this.#world, from).some((one) => one.to.toLowerCase() === target);
    if (isThere()) return undefined;
    return () => {
      if (isThere()) this.#own(redirectionNamed(from, target), stack);
      return isThere();
    };
  }

  #expectsGrant({ stack }: WireCall, subject: Subject, right: string, body: Values): (() => boolean) | undefined {
    const id = Number(body.allowedAccountId ?? body.allowAccountId ?? body.accountId);
    const key = `${this.identityOf(subject)} ${right} ${id}`;
    const isThere = () => this.#isHeld(subject, right, id);
    if (isThere()) return undefined;
    // Whoever asked for what was not there may take it back, also where it never came.
    this.#granted.set(key, stack);
    return isThere;
  }

  arriving(call: WireCall): void {
    this.#nowMs = call.arrivedAt ?? 0;
    const address = addressAsked(call);
    if (address !== undefined) this.#addresses.add(`${call.stack} ${address}`);
    const right = call.method === "GET" ? undefined : this.#rightOf(call);
    if (right === undefined) return;
    const asked = { operation: call.operation, isGiven: call.method === "POST", atMs: this.#nowMs };
    this.#asked.set(right.toLowerCase(), asked);
  }

  /** Where lists lag: another operation, maybe a killed one, gave or took that right so lately that no list need show it. */
  isUnseen(operation: Operation, { kind, props }: Pick<Resource, "kind" | "props">, difference: string): boolean {
    if (kind !== "Delegation" || !isRecord(props.on)) return false;
    const { emailAddress, mxPlanAccount, mxPlanDomain } = props.on;
    const right = difference.replace(/ is (?:missing|too much)$/, "");
    const asked = this.#asked.get(`${text(emailAddress ?? mxPlanAccount ?? mxPlanDomain)} ${right}`.toLowerCase());
    if (asked === undefined || asked.operation === operation) return false;
    if (asked.isGiven !== difference.endsWith(" is too much")) return false;
    return this.#nowMs - asked.atMs < UNSEEN_MS;
  }

  #rightOf(call: WireCall): string | undefined {
    const body = bodyOf(call);
    const legacy = LEGACY_RIGHT.exec(call.path);
    if (legacy !== null) {
      const [, domain = "", login, customer = text(body.accountId)] = legacy;
      return `${login === undefined ? domain : `${login}@${domain}`} manage of ${customer}`;
    }
    const subject = subjectOf(call.path);
    const [, right, number] = RIGHT.exec(subject?.rest ?? "") ?? [];
    if (subject === undefined || right === undefined) return undefined;
    const id = Number(number ?? body.allowedAccountId ?? body.allowAccountId ?? body.accountId);
    const accounts = subject.type === "mxplan" ? this.#world.mxplan.accounts() : this.#world.accounts();
    return `${subject.key} ${right} of ${accounts.find((one) => one.id === id)?.primaryEmailAddress}`;
  }

  giverOf(subject: Subject): string | undefined {
    const [, right = "", id = ""] = RIGHT.exec(subject.rest) ?? [];
    return this.#granted.get(`${this.identityOf(subject)} ${right} ${id}`);
  }

  isGrant(subject: Subject): boolean {
    return RIGHT.test(subject.rest);
  }

  isFreeOfRight(subject: Subject): boolean {
    const [, right = "", id = ""] = RIGHT.exec(subject.rest) ?? [];
    if (subject.type !== "account" && subject.type !== "sharedAccount") return false;
    return !this.#isHeld(subject, right, Number(id));
  }

  #isHeld(subject: Subject, right: string, id: number): boolean {
    return this.#grants(subject).some((one) => one.right === right && one.toId === id);
  }

  #grants({ key = "" }: Subject) {
    try {
      return this.#world.grants(key);
    } catch {
      return [];
    }
  }

  /** Somebody made it anew, or emptied it. */
  forget(identity: string): void {
    this.#believeOn(identity);
    this.#owners.delete(identity);
  }

  #own(identity: string, stack: string): void {
    this.#believeOn(identity);
    if (this.#owners.get(identity) !== stack) this.#passwords.delete(identity);
    this.#owners.set(identity, stack);
  }

  /** A number or a name stays what it was: who had it cannot see that somebody else made it anew. */
  #believeOn(identity: string): void {
    const owner = this.#owners.get(identity);
    if (owner !== undefined) this.#believed.add(`${owner} ${identity}`);
  }

  /**
   * Two programs may ask for the same at the same moment, and one of them make it: the other one, whose creating call had no
   * answer, or was accepted and came to nothing, finds it there.
   */
  answered(call: WireCall): void {
    const { stack, operation, status = 0 } = call;
    const asked = this.#askedBy(call);
    if (asked === undefined) return;
    if (call.method !== "DELETE") {
      if (status === 200 || !isAnswered(call)) this.#believed.add(`${stack} ${asked}`);
      return;
    }
    if (operation !== undefined && status === 200)
      this.#removed.set(operation, (this.#removed.get(operation) ?? new Set()).add(asked));
  }

  /** What a program has removed, and knows to be gone, is another's when it is there again. */
  removed(operation: Operation): void {
    for (const identity of this.#removed.get(operation) ?? []) {
      if (this.ownerOf(identity) === operation.stack) this.#owners.delete(identity);
      this.doubt(operation.stack, identity);
    }
  }

  /** What a call claims, by the identity that it will have: of what has a number, only where that is known before. */
  #askedBy(call: WireCall): string | undefined {
    const subject = subjectOf(call.path);
    if (subject === undefined || subject.rest !== "") return undefined;
    if (call.method === "DELETE") return this.identityOf(subject);
    const body = bodyOf(call);
    if (call.method === "PUT") return isFree(subject) ? this.identityOf(subject) : undefined;
    if (call.method !== "POST" || subject.key !== undefined) return undefined;
    if (subject.type === "redirection") return redirectionNamed(String(body.from), String(body.to));
    if (subject.type === "legacy") return `legacy ${loginOf(body, subject)}`;
    if (subject.type === "responder") return `responder ${String(body.account)}@${subject.service}`;
    const identity = isAnswered(call) ? undefined : (this.#sharedAsAsked(body) ?? this.#contactAsAsked(body));
    return identity !== undefined && this.ownerOf(identity) !== undefined ? identity : undefined;
  }

  /** What a creating call without an answer asked for is there in every property: another program may have made it. */
  #sharedAsAsked({ sharedEmailAddress, quota, displayName }: Values): string | undefined {
    const shared = this.#world.sharedAccount(text(sharedEmailAddress).toLowerCase());
    const isAsAsked = shared?.quota === quota && (displayName === undefined || shared?.displayName === displayName);
    return isAsAsked ? numbered("shared", shared) : undefined;
  }

  #contactAsAsked({ externalEmailAddress, displayName }: Values): string | undefined {
    const contact = this.#world.externalContact(text(externalEmailAddress).toLowerCase());
    const isAsAsked = displayName === undefined || contact?.displayName === displayName;
    return isAsAsked ? numbered("contact", contact) : undefined;
  }

  /**
   * A name says nothing else. A number is that of whoever has the account by now: only at an address that the program asked
   * for can it take it for its own. Nor what it was told is being removed, in the same operation.
   */
  mayBelieve({ stack, operation }: Believer, identity: string, address: string): boolean {
    if (operation !== undefined && this.#removed.get(operation)?.has(identity) === true) return false;
    const isAsked = !NUMBERED.test(identity) || this.#addresses.has(`${stack} ${address}`);
    return isAsked && this.#believed.has(`${stack} ${identity}`);
  }

  doubt(stack: string, identity: string): void {
    this.#believed.delete(`${stack} ${identity}`);
  }
}

/** Whether the answer tells if it was carried out. */
export function isAnswered({ status = 0 }: WireCall): boolean {
  return status !== 0 && status !== 408 && status < 500;
}

export function redirectionNamed(from: string, to: string): string {
  return `redirection from ${from} to ${to}`.toLowerCase();
}

export function isFree({ key }: Subject): boolean {
  return key?.endsWith(FREE) === true;
}

function numbered(what: string, found: { readonly id: number } | undefined): string | undefined {
  return found === undefined ? undefined : `${what} ${found.id}`;
}

/** A token is asked for in another form, and that says nothing of mailboxes. */
export function bodyOf({ body, path }: WireCall): Values {
  return body === undefined || body === "" || path.startsWith("/auth/") ? {} : (JSON.parse(body) as Values);
}

/** What a creation names in its body. */
function madeBy({ method }: WireCall, subject: Subject, body: Values): Subject | undefined {
  if (method !== "POST" || subject.key !== undefined) return undefined;
  const named = body.sharedEmailAddress ?? body.mailingListAddress ?? body.externalEmailAddress ?? body.account;
  const key = typeof named === "string" ? named : loginOf(body, subject);
  return key === undefined ? undefined : { ...subject, key: key.toLowerCase() };
}

/** The address that something shall have, new or not. */
function addressAsked(call: WireCall): string | undefined {
  const subject = call.method === "GET" ? undefined : subjectOf(call.path);
  if (subject === undefined || subject.rest !== "") return undefined;
  const body = bodyOf(call);
  const address = body.sharedEmailAddress ?? body.externalEmailAddress ?? loginOf(body, subject);
  return typeof address === "string" ? address.toLowerCase() : undefined;
}

function loginOf(body: Values, { service }: Subject): string | undefined {
  if (typeof body.accountName === "string") return `${body.accountName}@${service}`;
  return typeof body.login === "string" ? `${body.login}@${String(body.domain)}` : undefined;
}
