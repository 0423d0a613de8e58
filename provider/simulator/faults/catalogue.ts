import { type ColleagueName, colleagueNames } from "./colleague.js";
import type { CallFault, TaskFault } from "./kinds.js";
import { badGatewayPage, gatewayTimeoutPage, requestTimeoutPage, serviceUnavailablePage } from "./pages.js";

/** How far a drawn fault may go. */
export interface FaultLimits {
  /** Longest `delay`, in ms. */
  maxDelayMs: number;
  /** How old a `staleList` may be, in ms. */
  maxStaleMs: number;
  /** How far OVHcloud's clock may be off, in ms. */
  maxSkewMs: number;
  /** How much longer a slow task takes, in ms. */
  maxTaskMs: number;
  /** How long a hidden task is, in ms. @default as long as a slow one */
  maxHiddenMs?: number;
}

export const defaultLimits: FaultLimits = {
  maxDelayMs: 10_000,
  maxStaleMs: 60_000,
  maxSkewMs: 240_000,
  maxTaskMs: 120_000,
};

/** What a schedule must know of a call to spare it what would make no sense. */
type Fits = "anyCall" | "writes" | "lists" | "signedCalls" | "tokenCalls";

interface NamedFault<Fault> {
  description: string;
  /** The fault of a draw from [0, 1): its lengths, delays and choices. */
  make(draw: number, limits: FaultLimits): Fault;
}

interface NamedCallFault extends NamedFault<CallFault> {
  fits: Fits;
}

function whole(draw: number, least: number, most: number): number {
  return least + Math.floor(draw * (Math.max(most, least) - least + 1));
}

function always<Fault>(description: string, fault: Fault): NamedFault<Fault> {
  return { description, make: () => fault };
}

const longestRetryAfterSeconds = 5;

/** Two thirds of the draws are further off than a signature may be; both signs are drawn. */
function skewMs(draw: number, { maxSkewMs }: FaultLimits): number {
  return Math.round((draw * 2 - 1) * maxSkewMs);
}

function colleagueOf(draw: number): ColleagueName {
  return colleagueNames[Math.floor(draw * colleagueNames.length)] ?? colleagueNames[0];
}

const callFaults = {
  tooManyRequests: {
    fits: "anyCall",
    ...always("429 without saying when to come back", { kind: "tooManyRequests" }),
  },
  tooManyRequestsRetryAfter: {
    fits: "anyCall",
    description: "429 with Retry-After",
    make: (draw) => ({ kind: "tooManyRequests", retryAfterSeconds: whole(draw, 1, longestRetryAfterSeconds) }),
  },
  requestTimeoutPage: { fits: "anyCall", ...always("408 as a proxy's HTML page", requestTimeoutPage) },
  badGatewayPage: { fits: "anyCall", ...always("502 as a proxy's HTML page, nothing done", badGatewayPage) },
  serviceUnavailablePage: { fits: "anyCall", ...always("503 as a proxy's HTML page", serviceUnavailablePage) },
  gatewayTimeoutAfterCommit: {
    fits: "anyCall",
    ...always("504 as a proxy's HTML page, though the work is done", {
      ...gatewayTimeoutPage,
      kind: "failAfterCommit",
    }),
  },
  errorAfterCommit: {
    fits: "anyCall",
    ...always("500, though the work is done", {
      kind: "failAfterCommit",
      status: 500,
      body: { message: "Internal server error" },
    }),
  },
  resetBeforeCommit: {
    fits: "anyCall",
    ...always("the connection is cut, nothing done", { kind: "resetBeforeCommit" }),
  },
  resetAfterCommit: {
    fits: "anyCall",
    ...always("the connection is cut, though the work is done", { kind: "resetAfterCommit" }),
  },
  cutBody: { fits: "anyCall", ...always("the work is done, and half of its answer arrives", { kind: "cutBody" }) },
  stall: { fits: "anyCall", ...always("no answer ever, nothing done", { kind: "stall", work: "notDone" }) },
  stallAfterCommit: {
    fits: "anyCall",
    ...always("no answer ever, though the work is done", { kind: "stall", work: "done" }),
  },
  delay: {
    fits: "anyCall",
    description: "the work is done later, and so is the answer",
    make: (draw, { maxDelayMs }) => ({ kind: "delay", ms: whole(draw, 1, maxDelayMs) }),
  },
  busy: { fits: "writes", ...always("409: something is being worked on already", { kind: "busy" }) },
  duplicate: {
    fits: "writes",
    ...always("the request arrives twice, the second answer is given", { kind: "duplicate" }),
  },
  staleList: {
    fits: "lists",
    description: "a list answers as the world was a while ago",
    make: (draw, { maxStaleMs }) => ({ kind: "staleList", byMs: whole(draw, 1, maxStaleMs) }),
  },
  clockSkew: {
    fits: "anyCall",
    description: "OVHcloud's clock is off from now on",
    make: (draw, limits) => ({ kind: "clockSkew", ms: skewMs(draw, limits) }),
  },
  expiredToken: { fits: "tokenCalls", ...always("all access tokens are forgotten", { kind: "expireTokens" }) },
  revokedCredential: {
    fits: "signedCalls",
    ...always("403: the credential is not valid", { kind: "revokeCredential" }),
  },
  colleague: {
    fits: "signedCalls",
    description: "somebody else edits the world just before",
    make: (draw) => ({ kind: "colleague", edit: colleagueOf(draw) }),
  },
} as const satisfies Record<string, NamedCallFault>;

const taskFaults = {
  taskError: always("the task ends in error, without effect", { kind: "error" }),
  taskCancelled: always("the task is cancelled, without effect", { kind: "cancelled" }),
  taskSlow: {
    description: "the task takes longer",
    make: (draw, { maxTaskMs }) => ({ kind: "slow", byMs: whole(draw, 1, maxTaskMs) }),
  },
  taskHidden: {
    description: "the task answers 404 for a while",
    make: (draw, { maxTaskMs, maxHiddenMs = maxTaskMs }) => ({ kind: "hidden", forMs: whole(draw, 1, maxHiddenMs) }),
  },
  taskLost: always("the task vanishes for ever, without effect", { kind: "lost", effect: false }),
  taskLostDone: always("the task vanishes for ever, and its effect comes", { kind: "lost", effect: true }),
} as const satisfies Record<string, NamedFault<TaskFault>>;

export type FaultName = keyof typeof callFaults;
export type TaskFaultName = keyof typeof taskFaults;

/** The names of all faults of calls, and of all faults of tasks. */
export const faultNames = Object.keys(callFaults) as readonly FaultName[]; // the keys of our own table
export const taskFaultNames = Object.keys(taskFaults) as readonly TaskFaultName[]; // likewise

/** One line on each, by its name. */
export const faultDescriptions: Readonly<Record<FaultName | TaskFaultName, string>> = Object.fromEntries(
  [...Object.entries(callFaults), ...Object.entries(taskFaults)].map(([name, { description }]) => [name, description]),
) as Record<FaultName | TaskFaultName, string>; // the keys of both tables

const typicalDraw = 0.75;

/** The fault of a name: a typical one, or that of a draw from [0, 1). Throws for a name that does not exist. */
export function namedFault(name: FaultName, draw = typicalDraw, limits: FaultLimits = defaultLimits): CallFault {
  return entry<NamedCallFault>(callFaults, name).make(draw, limits);
}

export function namedTaskFault(name: TaskFaultName, draw = typicalDraw, limits = defaultLimits): TaskFault {
  return entry<NamedFault<TaskFault>>(taskFaults, name).make(draw, limits);
}

export function whatItFits(name: FaultName): Fits {
  return callFaults[name].fits;
}

/** Names come from JSON too, where no type holds them. */
function entry<Value>(table: Readonly<Record<string, Value>>, name: string): Value {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined)
    throw new RangeError(`there is no fault ${name}; there are ${Object.keys(table).join(", ")}`);
  return found;
}
