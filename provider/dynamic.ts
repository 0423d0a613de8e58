/** The only Pulumi-shaped file: turns a definition into the methods that Pulumi's dynamic provider host calls. */

import type { Definition, Memory, Recorded } from "./definition.js";
import { type Checked, checkFields, compareFields, type Failure } from "./fields.js";
import * as lifecycle from "./lifecycle.js";
import { once } from "./once.js";
import { Secret, scrub } from "./ovh/secret.js";
import { isProtected } from "./protection.js";
import type { Session } from "./session.js";
import { UnfinishedError } from "./unfinished.js";
import { isRecord, storable, UNKNOWN, type Values } from "./values.js";

/** Where our own notes stand in the state. Pulumi hides keys that start with two underscores. */
const MEMORY_KEY = "__ovhmail";
/** Raised when what is stored changes its meaning; older states must stay readable. */
const STATE_VERSION = 1;
/** Pulumi's wire form of a secret: it also works where Pulumi does not know yet that a value is one. */
const SECRET_SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** Any definition: the front never looks inside inputs and facts. */
// biome-ignore lint/suspicious/noExplicitAny: the kinds differ in their types, and nothing here depends on them.
export type AnyDefinition = Definition<any, any, any, any>;

export interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

export interface DiffResult {
  changes?: boolean;
  replaces?: string[];
  deleteBeforeReplace?: boolean;
}

export interface Handlers {
  configure(request: ConfigureRequest): Promise<void>;
  check(olds: Values, news: Values): Promise<{ inputs: Values; failures: Failure[] }>;
  diff(id: string, olds: Values, news: Values): Promise<DiffResult>;
  create(inputs: Values): Promise<{ id: string; outs: Values }>;
  read(id: string, props: Values): Promise<{ id?: string; props?: Values; inputs?: Values }>;
  update(id: string, olds: Values, news: Values): Promise<{ outs: Values }>;
  delete(id: string, props: Values): Promise<void>;
}

export type OpenSession = (config: ConfigureRequest["config"]) => Session;

export function dynamicHandlers(definition: AnyDefinition, openSession: OpenSession): Handlers {
  let session: (() => Session) | undefined;
  const current = (): Session => {
    if (session === undefined) throw new Error("Pulumi called the provider before it configured it");
    return session();
  };
  return {
    // Pulumi caches the provider before it awaits this, and other calls may come at once: everything is assigned
    // before the first await, and a failure is kept for the first call that needs the session.
    async configure({ config }) {
      session = once(() => openSession(config));
    },
    check: (_olds, news) =>
      quietly(async () => {
        watchSecrets(definition, news);
        return check(definition, news);
      }),
    diff: (_id, olds, news) =>
      quietly(async () => {
        watchSecrets(definition, olds);
        watchSecrets(definition, news);
        return diff(definition, olds, news);
      }),
    create: (inputs) =>
      quietly(async () => {
        watchSecrets(definition, inputs);
        const made = await halfMadeKept(
          definition,
          inputs,
          lifecycle.create(definition, current(), programPart(definition, inputs)),
        );
        return { id: made.id, outs: toOutputs(definition, made, inputs) };
      }),
    read: (id, props) =>
      quietly(async () => {
        watchSecrets(definition, props);
        const found = await lifecycle.read(definition, current(), fromOutputs(definition, props));
        if (found === undefined) return {};
        const { inputs, outputs } = stateOf(definition, found, props);
        return { id, props: outputs, inputs };
      }),
    update: (id, olds, news) =>
      quietly(async () => {
        watchSecrets(definition, olds);
        watchSecrets(definition, news);
        const recorded = fromOutputs(definition, olds);
        const updating = lifecycle.update(definition, current(), id, recorded, programPart(definition, news));
        return { outs: toOutputs(definition, await halfMadeKept(definition, news, updating), news) };
      }),
    delete: (id, props) =>
      quietly(async () => {
        watchSecrets(definition, props);
        await lifecycle.remove(definition, current(), id, fromOutputs(definition, props));
      }),
  };
}

function check(definition: AnyDefinition, news: Values): Checked {
  const { inputs, failures } = checkFields(definition.fields, news);
  const all = failures.length > 0 ? failures : definition.rules(inputs);
  return { inputs: storable(inputs), failures: all.map((failure) => printable(definition, news, failure)) };
}

/**
 * Pulumi prints the value of a property that a failure names, also of a secret one, and whatever stands under a name that
 * is misspelt may be a secret. Those are named in the reason instead.
 */
function printable(definition: AnyDefinition, news: Values, { property, reason }: Failure): Failure {
  const scrubbed = scrub(reason);
  const [name = property] = /^\w+/.exec(property) ?? [];
  return isPublic(definition, name, news[name])
    ? { property, reason: scrubbed }
    : { property: "", reason: `${scrub(property)}: ${scrubbed}` };
}

function isPublic({ fields, secretOutputs }: AnyDefinition, name: string, value: unknown): boolean {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined || field.mayHoldSecret === true || secretOutputs.includes(name)) return false;
  // Names within it may be misspelt, too.
  if (isRecord(value)) return false;
  const text = JSON.stringify(value) ?? "";
  return scrub(text) === text;
}

function diff(definition: AnyDefinition, olds: Values, news: Values): DiffResult {
  const recorded = fromOutputs(definition, olds);
  const compared = compareFields(definition.fields, recorded.inputs, news);
  const { changed } = compared;
  const replaces = [...compared.replaces, ...(definition.alsoReplaced?.(recorded, news) ?? [])];
  if (replaces.length > 0) refuseLoss(definition, recorded, replaces);
  // What is unfinished does not show in the inputs, so it has to be said.
  if (recorded.memory.unfinished === true) return { changes: true, replaces };
  if (changed.length === 0) return { changes: false };
  // Left open, so that Pulumi compares the inputs itself and names what changed.
  return { replaces };
}

function refuseLoss(definition: AnyDefinition, recorded: Recorded<Values, Values>, replaces: string[]): void {
  if (!isProtected(definition, recorded)) return;
  throw new Error(
    `${replaces.join(", ")}: changing it would make a new, empty mailbox and delete ${definition.title(recorded.inputs)} with its mail. ` +
      'If that is what you want, set deletionProtection to false, run "pulumi up", and change it then.',
  );
}

/** The program's own properties, as `check` left them. */
function programPart(definition: AnyDefinition, values: Values): Values {
  return pick(values, definition.fields);
}

function fromOutputs(definition: AnyDefinition, props: Values): Recorded<Values, Values> {
  const note = isRecord(props[MEMORY_KEY]) ? props[MEMORY_KEY] : {};
  const { v: _, ...memory } = note;
  const own = Object.entries(props).filter(([key]) => !key.startsWith("__") && !(key in definition.fields));
  return { inputs: pick(props, definition.fields), facts: Object.fromEntries(own), memory: memory as Memory };
}

function pick(values: Values, fields: object): Values {
  return Object.fromEntries(
    Object.keys(fields).flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])),
  );
}

/** As Pulumi keeps it. `given` holds the text by which Pulumi finds us again. */
export function stateOf(
  definition: AnyDefinition,
  recorded: Recorded<Values, Values>,
  given: Values,
): { inputs: Values; outputs: Values } {
  const outputs = toOutputs(definition, recorded, given);
  return { inputs: { ...pick(outputs, definition.fields), __provider: given.__provider }, outputs };
}

/** `__provider` must be in every result: without it Pulumi can never call us again for this resource. */
function toOutputs(
  definition: AnyDefinition,
  { inputs, facts, memory }: Recorded<Values, Values>,
  given: Values,
): Values {
  const plain = storable({ ...inputs, ...facts, [MEMORY_KEY]: { v: STATE_VERSION, ...memory } });
  for (const name of definition.secretOutputs) {
    if (plain[name] !== undefined) plain[name] = { ...SECRET_SIGNATURE, value: plain[name] };
  }
  return { ...plain, __provider: given.__provider };
}

/** Pulumi forgets a resource whose create failed, unless the error carries its id and its properties. */
async function halfMadeKept<T>(definition: AnyDefinition, given: Values, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof UnfinishedError)) throw error;
    const { outcome } = error;
    const properties = toOutputs(definition, outcome as Recorded<Values, Values>, given);
    throw Object.assign(plainError(error), { id: outcome.id, properties, reasons: error.reasons.map(scrub) });
  }
}

/** Expected failures without a stack, which Pulumi would print, and without any secret seen in this process. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "reasons" in error) throw error;
    throw plainError(error);
  }
}

function plainError(error: unknown): Error {
  const reasons = error instanceof AggregateError ? error.errors : [error];
  const message = reasons.map((reason) => (reason instanceof Error ? reason.message : String(reason))).join("; ");
  const plain = new Error(scrub(message));
  plain.stack = "";
  return plain;
}

/** From here on no message of this process shows them. */
function watchSecrets(definition: AnyDefinition, values: Values): void {
  for (const name of definition.secretOutputs) {
    const value = values[name];
    if (typeof value === "string" && value !== UNKNOWN) new Secret(value);
  }
}
