/** Judges by the requests and by the world alone: what a resource's code thinks of itself is not asked. */

import type { Simulator } from "../../provider/simulator/index.js";
import { isRecord, type Values } from "../../provider/values.js";
import { areAliasesTaken, identityOf, type Judged } from "./declared.js";
import { differences, inventory, inventoryName, text } from "./expectations.js";
import { HalfMade } from "./half-made.js";
import type { Invariant, Violation } from "./invariants.js";
import { bodyOf, isAnswered, isFree, Ledger } from "./ledger.js";
import { Manners, nameOf } from "./manners.js";
import type { Listener, Operation, WireCall } from "./network.js";
import type { Edited } from "./others.js";
import { type Subject, subjectOf } from "./paths.js";
import type { Resource, StepEvent, StoredEntry } from "./stack.js";
import { CREDENTIALS } from "./world.js";

interface Expectation {
  readonly call: WireCall;
  readonly isMade: () => boolean;
}

/** Longer than the slowest task, and the pauses between two processes. */
const EXPECTED_FOR_MS = 12 * 3_600_000;

export class Auditor implements Listener {
  readonly violations: Violation[] = [];
  readonly ledger: Ledger;
  readonly halfMade: HalfMade;
  readonly #manners: Manners;
  readonly #simulator: Simulator;
  readonly #canaries = new Set([CREDENTIALS.applicationSecret, CREDENTIALS.consumerKey, CREDENTIALS.clientSecret]);
  #expectations: Expectation[] = [];
  /** What each operation made at OVHcloud. */
  readonly #made = new Map<Operation, string[]>();
  readonly #creating = new WeakSet<WireCall>();
  /** Those of which a creating call was. */
  readonly #deliveredTwice = new Set<Operation>();
  readonly #takenOver = new Set<string>();
  /** Redirections whose last creation or change had no answer, and mailboxes whose password a killed run may have set. */
  readonly #unanswered = new Set<string>();
  readonly #passwordSet = new WeakSet<Operation>();
  readonly #openOperations = new Set<{ disturbed: boolean; readonly operation: Operation }>();
  /** By delegation under way: the accounts that its grants named when it began. */
  readonly #named = new Map<Operation, string>();
  /** The resource of an operation that runs, and where it stood before. */
  readonly #events = new Map<Operation, StepEvent>();
  /** What there was before any program ran, or came by other hands. */
  readonly foreign: Set<string>;
  onViolation: (text: string) => void = () => {};
  /** Some tasks end otherwise than well, or are hidden. */
  tasksMayFail = false;
  /** A list may show for minutes what was before. */
  listsLag = false;
  /** By its name in an inventory. */
  isOrphan: (name: string) => boolean = () => false;
  isReplaced: (stack: string, resource: string, entry: StoredEntry) => StoredEntry | undefined = () => undefined;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    this.ledger = new Ledger(simulator.world);
    this.halfMade = new HalfMade(simulator.world, this.ledger);
    this.#manners = new Manners((invariant, why) => this.violate(invariant, why));
    this.foreign = inventory(simulator.world);
  }

  violate(invariant: Invariant, why: string): void {
    if (this.violations.some((one) => one.text === why)) return;
    this.violations.push({ invariant, text: why });
    this.onViolation(`!!! ${invariant}: ${why}`);
  }

  // --- requests ---

  sent(call: WireCall): void {
    this.#manners.sent(call);
    this.#judgeSecrets(call.url, `the address of ${call.method} ${call.path}`);
  }

  arriving(call: WireCall): void {
    this.#settleExpectations(call.arrivedAt ?? 0);
    this.ledger.arriving(call);
    if (call.method === "GET" || call.path.startsWith("/auth/")) return;
    this.#judgeWrite(call);
    if (setsPassword(call)) this.#sendsPassword(call);
    const isMade = this.ledger.expects(call);
    if (isMade === undefined) return;
    this.#expectations.push({ call, isMade });
    this.#creating.add(call);
  }

  handled(call: WireCall): void {
    const isTwice = call.fault === "duplicate" && this.#creating.has(call);
    if (isTwice && call.operation !== undefined) this.#deliveredTwice.add(call.operation);
    if (call.fault === "colleague") this.disturb();
    // What comes about all the same is of another call, one of a killed process above all.
    if (call.isRefused === true) this.#expectations = this.#expectations.filter((one) => one.call !== call);
    this.#settleExpectations(call.arrivedAt ?? 0);
  }

  answered(call: WireCall): void {
    this.#manners.answered(call);
    this.ledger.answered(call);
    if (setsPassword(call) && call.status === 200) this.#unanswered.delete(resourceOf(call.operation));
    // From here on it is this call that tells whether a redirection keeps a copy.
    if (call.operation?.kind !== "MxPlanRedirection" || call.method !== "POST") return;
    const resource = `${call.stack} ${call.operation.resource}`;
    if (call.status === 200) this.#takenOver.delete(resource);
    // An earlier run that was killed may have made it otherwise.
    if (isAnswered(call)) this.#unanswered.delete(resource);
    else this.#unanswered.add(resource);
  }

  #sendsPassword({ operation }: WireCall): void {
    if (operation === undefined) return;
    this.#passwordSet.add(operation);
    // It arrives when its process has been killed.
    const isOpen = [...this.#openOperations].some((open) => open.operation === operation);
    if (!isOpen) this.#unanswered.add(resourceOf(operation));
  }

  /** The state knows nothing of what its runs had set by then: a program that says again what it said before changes nothing. */
  killed(stack: string): void {
    for (const open of this.#openOperations) {
      if (open.operation.stack !== stack) continue;
      this.#openOperations.delete(open);
      if (this.#passwordSet.has(open.operation)) this.#unanswered.add(`${stack} ${open.operation.resource}`);
    }
  }

  /** Somebody else changed something: what runs at this moment need not find all as it left it. */
  disturb(): void {
    for (const open of this.#openOperations) open.disturbed = true;
  }

  #settleExpectations(nowMs: number): void {
    this.#expectations = this.#expectations.filter(({ call, isMade }) => {
      if (!isMade()) return nowMs - call.sentAt < EXPECTED_FOR_MS;
      if (call.operation !== undefined) this.#madeBy(call.operation).push(call.path);
      return false;
    });
  }

  #madeBy(operation: Operation): string[] {
    const known = this.#made.get(operation) ?? [];
    this.#made.set(operation, known);
    return known;
  }

  #judgeWrite(call: WireCall): void {
    const { operation } = call;
    if (operation === undefined || operation.verb === "refresh") {
      this.violate("I9", `${nameOf(call)} was sent by ${operation?.verb ?? "a preview"}`);
      return;
    }
    const subject = subjectOf(call.path);
    if (subject?.key === undefined) return;
    if (this.ledger.isGrant(subject)) {
      this.#judgeGrant(call, operation, subject);
      return;
    }
    this.#judgeOwner(call, operation, subject);
    if (call.method === "DELETE" && subject.rest === "") this.#judgeDeletion(call, operation, subject);
  }

  #judgeOwner(call: WireCall, operation: Operation, subject: Subject): void {
    const identity = this.ledger.identityOf(subject);
    if (identity === undefined || operation.kind === "AccountMigration") return;
    if (isFree(subject)) return;
    const isOfOthers = operation.kind === "Delegation" || operation.kind === "ContactGroup";
    const owner = this.ledger.ownerOf(identity);
    if (owner === call.stack || (isOfOthers && subject.rest !== "")) return;
    if (this.#takenOver.has(`${call.stack} ${operation.resource}`)) return;
    if (this.ledger.mayBelieve(call, identity, subject.key ?? "")) return;
    const whose = owner === undefined ? "of somebody else" : `of ${owner}`;
    this.violate("I4", `${nameOf(call)} (${operation.verb} ${operation.resource}) touches ${identity} ${whose}`);
  }

  #judgeGrant(call: WireCall, { verb, resource, ...operation }: Operation, subject: Subject): void {
    if (call.method !== "DELETE") return;
    const event = this.#events.get(call.operation ?? { verb, resource, ...operation });
    const inputs = event?.resource?.props ?? event?.before?.inputs ?? {};
    if (this.ledger.giverOf(subject) === call.stack) return;
    // Renamed since it was looked at: nothing has this address any more, and nothing is taken. Nor where nobody has that right.
    if (this.ledger.identityOf(subject) === undefined || this.ledger.isFreeOfRight(subject)) return;
    const wasDeclared = (event?.before?.inputs.mode ?? inputs.mode) === "exclusive";
    if (inputs.mode === "exclusive" || wasDeclared) return;
    this.violate("I4", `${nameOf(call)} (${verb} ${resource}) takes a right that others gave`);
  }

  #judgeDeletion(call: WireCall, operation: Operation, subject: Subject): void {
    const { verb, resource, kind } = operation;
    // Neither can be changed in every way: one of ours goes, and comes again.
    const isMadeAnew = kind === "MxPlanRedirection" || kind === "MxPlanResponder";
    if (verb !== "delete" && !isMadeAnew) {
      this.violate("I5", `${nameOf(call)} was sent by ${verb} ${resource}`);
      return;
    }
    const before = this.#events.get(operation)?.before;
    if (before === undefined) return;
    if (before.inputs.deletionProtection === true)
      this.violate("I5", `${nameOf(call)}: ${resource} is protected from deletion`);
    const successor = verb === "delete" ? this.isReplaced(call.stack, resource, before) : undefined;
    if (successor === undefined) return;
    const { kind: newKind, inputs } = successor;
    const missing = differences(
      this.#simulator.world,
      { kind: newKind, props: inputs },
      { entry: successor, isTakenOver: true },
    );
    const isSame = text(inputs.emailAddress) === subject.key;
    if (isSame || missing.some((one) => one.startsWith("no ")))
      this.violate("I6", `${nameOf(call)}: what takes the place of ${resource} is not there: ${missing.join()}`);
  }

  // --- steps ---

  began(event: StepEvent): void {
    const { operation, resource, before } = event;
    this.#openOperations.add({ disturbed: false, operation });
    this.#events.set(operation, event);
    if (resource?.kind === "Delegation") this.#named.set(operation, this.ledger.accountsNamed(resource.props));
    // Whoever has nothing in the state has nothing to believe.
    const identity = resource && before === undefined ? this.#identityOf(resource.kind, resource.props) : undefined;
    if (identity !== undefined) this.ledger.doubt(operation.stack, identity);
    const password = resource?.props.password;
    if (typeof password === "string") this.#canaries.add(password);
  }

  ended(event: StepEvent): void {
    const { operation, resource, after, error } = event;
    const open = [...this.#openOperations].find((one) => one.operation === operation);
    if (open !== undefined) this.#openOperations.delete(open);
    this.#events.delete(operation);
    const initial = after?.outputs.initialPassword;
    if (typeof initial === "string") this.#canaries.add(initial);
    if (after !== undefined) this.#judgeSecrets(after.id, `the id of ${operation.resource}`);
    this.halfMade.ended(event);
    if (error !== undefined) {
      this.#judgeSecrets(
        `${error.message} ${error.stack ?? ""}`,
        `the error of ${operation.verb} ${operation.resource}`,
      );
      this.#judgeLoss(event);
      return;
    }
    if (operation.verb === "delete") this.ledger.removed(operation);
    if (open?.disturbed !== true) this.#judgeTruth(event, resource);
  }

  #judgeTruth({ operation, before, after }: StepEvent, resource: StepEvent["resource"]): void {
    if (operation.verb === "delete") {
      this.#judgeGone(operation, before);
      return;
    }
    if (resource === undefined || operation.verb === "refresh") return;
    // A rename that an earlier, killed run asked for was carried out in the middle: the rights are those of whom it meant.
    if (resource.kind === "Delegation" && this.ledger.accountsNamed(resource.props) !== this.#named.get(operation))
      return;
    const isTakenOver = this.isUntold(operation.stack, resource);
    const all = differences(this.#simulator.world, resource, { entry: after, isTakenOver });
    // These are shown before their tasks have failed, and then for as long as lists lag: the next refresh tells.
    const isUnseen = (one: string) =>
      this.ledger.isUnseen(operation, resource, one) ||
      (this.tasksMayFail && /^(?:emailAliases|members|managers) is| is missing$/.test(one));
    const wrong = all.filter((one) => !this.listsLag || !isUnseen(one));
    if (wrong.length > 0)
      this.violate("I1", `${operation.verb} ${operation.resource} went well, but ${wrong.join("; ")}`);
  }

  #judgeGone({ resource, kind, stack }: Operation, before: StoredEntry | undefined): void {
    if (before === undefined || before.unfinished) return;
    const name = inventoryName(kind, before.inputs);
    // What a run that was killed left there is nobody's until it is taken over.
    if (name === undefined || this.foreign.has(name) || this.isOrphan(name) || this.halfMade.left.has(name)) return;
    // Another program has it, and this one never came to have it.
    const owner = this.ledger.ownerOf(this.#identityOf(kind, before.inputs) ?? "");
    if (owner !== undefined && owner !== stack) return;
    if (inventory(this.#simulator.world).has(name))
      this.violate("I1", `delete ${resource} went well, but ${name} is still there`);
  }

  #judgeLoss(event: StepEvent): void {
    const { operation, before, after } = event;
    const made = this.#made.get(operation) ?? [];
    if (operation.verb !== "create" || after !== before || made.length === 0) return;
    // A right that a call gave when it was first delivered, and that no list shows yet, looks like somebody else's.
    const isUnseenRight = operation.kind === "Delegation" && this.listsLag && this.#deliveredTwice.has(operation);
    if (isUnseenRight || this.isLeftToPeople(event)) return;
    this.violate("I2", `create ${operation.resource} failed without its id, but made something with ${made.join()}`);
  }

  /** Values of the state that are not marked as secret. */
  outputs(values: Values, what: string): void {
    for (const [name, value] of Object.entries(values)) {
      if (isRecord(value)) continue;
      this.#judgeSecrets(String(value), `the property ${name} of ${what} in the state`);
    }
  }

  #judgeSecrets(shown: string, where: string): void {
    for (const canary of this.#canaries) {
      if (shown.includes(canary)) this.violate("I7", `a secret shows in ${where}`);
    }
  }

  // --- other hands ---

  /** A program says `adopt`: from now on it is its own. */
  takenOver(stack: string, resource: string): void {
    this.#takenOver.add(`${stack} ${resource}`);
  }

  /**
   * What was delivered twice looks like somebody else's, and in the state a successor that need not be there would cost the
   * mailbox that it takes the place of: the error tells what to do, and nothing is lost.
   */
  isLeftToPeople({ operation, resource, error }: StepEvent): boolean {
    const isCase = this.#deliveredTwice.has(operation) || resource?.props.replaceOnRename === true;
    return isCase && error !== undefined && /adopt to true/.test(error.message);
  }

  #isTakenOver(stack: string, resource: string): boolean {
    return this.#takenOver.has(`${stack} ${resource}`);
  }

  /**
   * Whether nobody can know its password, or whether it keeps a copy, neither of which OVHcloud shows: of what was taken
   * over, of what another program made, and in a legacy MX Plan, which does not tell either how a task ended.
   */
  isUntold(stack: string, { name, kind, props }: Resource): boolean {
    const isLegacy = this.tasksMayFail && kind === "MxPlanAccount" && text(props.emailAddress).endsWith("@example.org");
    const identity = this.#identityOf(kind, props);
    const isOfOthers = identity !== undefined && this.ledger.ownerOf(identity) !== stack;
    if (isLegacy || this.#isTakenOver(stack, name) || this.#unanswered.has(`${stack} ${name}`)) return true;
    if (identity === undefined) return false;
    const address = text(props.emailAddress);
    return isOfOthers
      ? this.ledger.mayBelieve({ stack }, identity, address)
      : this.ledger.isFilledForOthers(stack, identity) || this.ledger.isPasswordOfOthers(stack, identity);
  }

  get #judged(): Judged {
    return { world: this.#simulator.world, ledger: this.ledger };
  }

  othersDid({ made, removed }: Edited, resource: Resource): void {
    this.disturb();
    if (removed !== undefined) this.foreign.delete(removed);
    if (made === undefined) return;
    this.foreign.add(made);
    // What was asked for before and is there only now is not what came of it.
    this.#expectations = this.#expectations.filter(({ isMade }) => !isMade());
    // What has the address now is theirs, also where it is an account that was ours once.
    const identity = this.#identityOf(resource.kind, resource.props);
    if (identity !== undefined) this.ledger.forget(identity);
  }

  isOwn(stack: string, { kind, props }: Resource): boolean {
    // What has come about since the last call is known with the next one.
    this.#settleExpectations(0);
    return this.ledger.ownerOf(this.#identityOf(kind, props) ?? "") === stack;
  }

  /** Whether somebody else has what a resource wants to be. */
  isTakenByOthers(stack: string, kind: string, props: Values): boolean {
    if (kind === "AccountMigration") return this.ledger.isMigrationLost(stack);
    const address = text(props.emailAddress ?? props.from);
    const types = ["account", "sharedAccount", "mailingList", "externalContact", "mxplan", "legacy"] as const;
    const identities = types.map((type) => this.ledger.identityOf({ type, service: "", key: address, rest: "" }));
    const own = this.#identityOf(kind, props);
    return (
      [...identities, own].some((one) => one !== undefined && this.ledger.ownerOf(one) !== stack) ||
      areAliasesTaken(this.#judged, stack, props.emailAliases)
    );
  }

  #identityOf(kind: string, props: Values): string | undefined {
    return identityOf(this.#judged, kind, props);
  }
}

/** Of a legacy MX Plan it goes with the creation. */
function setsPassword(call: WireCall): boolean {
  return call.method === "POST" && (call.path.endsWith("/changePassword") || bodyOf(call).password !== undefined);
}

function resourceOf(operation: Operation | undefined): string {
  return operation === undefined ? "" : `${operation.stack} ${operation.resource}`;
}
