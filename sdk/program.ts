/** Checks of the whole program while planning: made when it has declared everything, and never on `up` alone. */

import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import type { Declared } from "../provider/program/declared.js";
import { isRecord } from "../provider/values.js";
import type { Kind } from "./resource.js";

interface Note {
  readonly kind: Kind;
  readonly resource: pulumi.CustomResource;
  readonly otherAccount: boolean;
  /** What is known of it in this run; unknown values leave it undefined. */
  declared?: Declared;
}

const notes: Note[] = [];
let scheduled = false;
/** A network that answers nothing must not hold up a preview. */
const CHECK_TIMEOUT_MS = 60_000;

export interface NewDeclaration {
  readonly kind: Kind;
  readonly resource: pulumi.CustomResource;
  readonly props: pulumi.Inputs;
  readonly otherAccount: boolean;
}

export function noteDeclaration({ kind, resource, props, otherAccount }: NewDeclaration): void {
  const note: Note = { kind, resource, otherAccount };
  notes.push(note);
  // In a preview `apply` is not called for what is not known yet, such as the id of what is still to be made.
  let exists = false;
  resource.id.apply(() => {
    exists = true;
    if (note.declared !== undefined && note.declared.kind !== "Delegation")
      note.declared = { ...note.declared, exists };
  });
  const { service, emailAddress, emailAliases, on, grants, members, managers, quotaMb, adopt } = props;
  const spoken = { service, emailAddress, emailAliases, on, grants, members, managers, quotaMb, adopt };
  pulumi.output(spoken).apply((values) => {
    note.declared = describe(kind, values, exists);
  });
  schedule();
}

interface Known {
  readonly service?: string;
  readonly emailAddress?: string;
  readonly emailAliases?: readonly string[];
  readonly on?: { readonly service: string; readonly emailAddress: string };
  readonly grants?: Readonly<Record<string, readonly string[]>>;
  readonly members?: unknown;
  readonly managers?: unknown;
  readonly quotaMb?: number;
  readonly adopt?: boolean;
}

/** Undefined for values that the resource's own check will refuse. */
function describe(kind: Kind, values: Known, exists: boolean): Declared | undefined {
  const { service = values.on?.service, emailAddress = values.on?.emailAddress } = values;
  if (typeof service !== "string" || typeof emailAddress !== "string") return undefined;
  const place = { service, emailAddress };
  const fate = { adopt: values.adopt === true, exists };
  const aliases = Array.isArray(values.emailAliases) ? values.emailAliases : [];
  switch (kind) {
    case "Delegation":
      return { kind, ...place, grants: values.grants ?? {} };
    case "ExternalContact":
      return { kind, ...place, ...fate };
    case "ContactGroup": {
      const [members, managers] = [addressesIn(values.members), addressesIn(values.managers)];
      return { kind, ...place, aliases, members, managers, ...fate };
    }
    case "MxPlanAccount":
    case "MxPlanRedirection":
    case "MxPlanResponder":
      return undefined;
    default:
      return { kind, ...place, aliases, ...(values.quotaMb === undefined ? {} : { quotaMb: values.quotaMb }), ...fate };
  }
}

/** A list of addresses, or a map keyed by them. */
function addressesIn(people: unknown): string[] | undefined {
  if (people === undefined) return undefined;
  return isRecord(people) ? Object.keys(people) : Array.isArray(people) ? people : [];
}

/** The process that Pulumi starts for a program. An inline program of the Automation API lives in its user's process. */
const PROGRAM_PROCESS = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run(?:[\\/]|$)/;

function schedule(): void {
  if (scheduled || !pulumi.runtime.isDryRun() || !PROGRAM_PROCESS.test(process.argv[1] ?? "")) return;
  scheduled = true;
  // Without this, Pulumi has left by the time that OVHcloud answers, and an error does not fail the preview.
  const letPulumiGo = pulumi.runtime.rpcKeepAlive();
  // Pulumi counts errors in the asynchronous context of the program, and an event of the process comes from outside it.
  const inProgram = AsyncResource.bind(() => checkProgram().finally(letPulumiGo));
  process.once("beforeExit", () => void inProgram());
}

/**
 * Looks for mistakes that only the whole program shows: more new mailboxes than free accounts, a delegate that exists
 * nowhere, an address that is already used, too little space for shared mailboxes. Reports them on the resources
 * concerned, which fails the preview. Makes three calls for each Exchange service, and only reads.
 *
 * Runs by itself at the end of `pulumi preview` and of the preview that `pulumi up` makes. Only a program given inline
 * to the Automation API has no such end: it should await this after its last declaration.
 */
export async function checkProgram(): Promise<void> {
  if (!pulumi.runtime.isDryRun()) return;
  const known = notes.splice(0).filter(({ declared }) => declared !== undefined);
  if (known.length === 0) return;
  // Loaded here, since a program that is applied does not need the client.
  const { inspectProgram } = await import("./inspect.js");
  await inspectProgram(known as readonly InspectedNote[], CHECK_TIMEOUT_MS);
}

export interface InspectedNote {
  readonly resource: pulumi.Resource;
  readonly otherAccount: boolean;
  readonly declared: Declared;
}
