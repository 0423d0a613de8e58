/** Checks of the whole program while planning: made when it has declared everything, and never on `up` alone. */

import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import type { Declared } from "../provider/program/declared.js";
import type { Values } from "../provider/values.js";
import { describe, detailsOf, spokenOf } from "./describe.js";
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
  /** How Pulumi calls it. */
  readonly name: string;
  readonly resource: pulumi.CustomResource;
  readonly props: pulumi.Inputs;
  readonly otherAccount: boolean;
}

export function noteDeclaration({ kind, name, resource, props, otherAccount }: NewDeclaration): void {
  if (!pulumi.runtime.isDryRun()) return;
  const note: Note = { kind, resource, otherAccount };
  notes.push(note);
  const properties = Object.keys(props).filter((property) => props[property] !== undefined);
  let exists = false;
  let spoken: Values | undefined;
  const details: Values = {};
  const tell = () => {
    if (spoken === undefined) return;
    note.declared = describe(kind, { name, values: { ...details, ...spoken }, properties, exists });
  };
  // In a preview `apply` is not called for what is not known yet, such as the id of what is still to be made.
  resource.id.apply(() => {
    exists = true;
    tell();
  });
  pulumi.output(spokenOf(kind, props)).apply((values) => {
    spoken = values;
    tell();
  });
  for (const property of detailsOf(kind)) {
    pulumi.output(props[property]).apply((value) => {
      details[property] = value;
      tell();
    });
  }
  schedule();
}

/** The process that Pulumi starts for a program. An inline program of the Automation API lives in its user's process. */
const PROGRAM_PROCESS = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run(?:[\\/]|$)/;

function schedule(): void {
  if (scheduled || !PROGRAM_PROCESS.test(process.argv[1] ?? "")) return;
  scheduled = true;
  // Without this, Pulumi has left by the time that OVHcloud answers, and an error does not fail the preview.
  const letPulumiGo = pulumi.runtime.rpcKeepAlive();
  // Pulumi counts errors in the asynchronous context of the program, and an event of the process comes from outside it.
  const inProgram = AsyncResource.bind(() => checkProgram().finally(letPulumiGo));
  process.once("beforeExit", () => void inProgram());
}

/**
 * Looks for mistakes that only the whole program shows: more new mailboxes than free accounts, a delegate that exists
 * nowhere, an address that is already used, too little space for shared mailboxes, a property that the generation of an MX
 * Plan does not have, whatever is in the way of a migration that has not begun. Reports them on the resources concerned,
 * which fails the preview. Makes a few calls for each Exchange service and for each domain of MX Plan, whatever the number of
 * resources, and one for each migration that has not begun; it only reads.
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
