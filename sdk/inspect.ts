/** The impure half of the whole-program check: asks OVHcloud, and tells Pulumi. */

import * as pulumi from "@pulumi/pulumi";
import { openSession } from "../provider/open-session.js";
import { ApiError } from "../provider/ovh/errors.js";
import {
  type Declared,
  explainService,
  type Finding,
  judgeProgram,
  judgeService,
  needsLive,
  readLive,
} from "../provider/program-check.js";
import { normalAddress } from "../provider/schemas.js";
import type { Session } from "../provider/session.js";
import { NoCredentialsError } from "../provider/settings.js";
import type { InspectedNote } from "./program.js";

/**
 * Reports every mistake on its resource.
 * @throws {pulumi.RunError} when there was one: the errors alone are shown, but do not stop what follows the preview.
 */
export async function inspectProgram(notes: readonly InspectedNote[], timeoutMs: number): Promise<void> {
  const normal = notes.map((note) => ({ ...note, declared: normalised(note.declared) }));
  const live = normal.filter(({ otherAccount }) => !otherAccount);
  const mistakes = [
    ...toMistakes(normal, judgeProgram(normal.map(({ declared }) => declared))),
    ...(await inspectServices(live, timeoutMs)),
  ];
  for (const { message, resource } of mistakes) await pulumi.log.error(message, resource);
  if (mistakes.length > 0) throw stop(mistakes.length);
}

function stop(count: number): Error {
  const counted = count === 1 ? "A mistake was" : `${count} mistakes were`;
  const error = new pulumi.RunError(`${counted} found in the program, and nothing was changed`);
  // Pulumi shows the stack where there is one, and this one would lead into our code.
  error.stack = "";
  return error;
}

/** Addresses as OVHcloud has them. One that is none is refused by its own resource. */
function normalised(declared: Declared): Declared {
  return { ...declared, emailAddress: normalAddress(declared.emailAddress) ?? declared.emailAddress };
}

interface Mistake {
  readonly message: string;
  readonly resource: pulumi.Resource | undefined;
}

function toMistakes(notes: readonly InspectedNote[], findings: readonly Finding[]): Mistake[] {
  return findings.map(({ about, message }) => ({
    message,
    resource: notes.find(({ declared }) => declared === about)?.resource,
  }));
}

async function inspectServices(notes: readonly InspectedNote[], timeoutMs: number): Promise<Mistake[]> {
  const services = [...new Set(notes.map(({ declared }) => declared.service))];
  const asked = services
    .map((service) => ({ service, notes: notes.filter(({ declared }) => declared.service === service) }))
    .filter((one) => needsLive(one.notes.map(({ declared }) => declared)));
  if (asked.length === 0) return [];
  const opened = open();
  if (typeof opened === "string") return [{ message: opened, resource: asked[0]?.notes[0]?.resource }];
  if (opened === undefined) return [];
  const found = await Promise.all(asked.map((one) => inspectService(opened, one.service, one.notes, timeoutMs)));
  return found.flat();
}

/**
 * The message when the configuration is wrong. Nothing without credentials: a plan is still worth having then, for
 * example on a fork's pull request, and one line says what it lacks.
 */
function open(): Session | string | undefined {
  const namespaces = { ovh: new pulumi.Config("ovh"), ovhmail: new pulumi.Config("ovhmail") };
  const get = (key: string) => {
    const [namespace, name = ""] = key.split(":");
    return namespaces[namespace as keyof typeof namespaces]?.get(name);
  };
  try {
    return openSession({ get });
  } catch (error) {
    const { message } = error as Error;
    if (!(error instanceof NoCredentialsError)) return message;
    void pulumi.log.warn(
      `Free accounts, delegates and addresses in use were not checked, and "pulumi up" will be refused. ${message}`,
    );
    return undefined;
  }
}

async function inspectService(
  session: Session,
  service: string,
  notes: readonly InspectedNote[],
  timeoutMs: number,
): Promise<Mistake[]> {
  try {
    const live = await withTimeout(readLive(session, service), timeoutMs);
    return toMistakes(
      notes,
      judgeService(
        notes.map(({ declared }) => declared),
        live,
      ),
    );
  } catch (error) {
    const { message } = error as Error;
    // OVHcloud's own "no" will be the same when it is applied; a network that fails may work by then.
    if (error instanceof ApiError && error.status < 500) {
      return [{ message: explainService(service, error) ?? message, resource: notes[0]?.resource }];
    }
    void pulumi.log.warn(`Free accounts, delegates and addresses in use of ${service} were not checked: ${message}`);
    return [];
  }
}

function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`OVHcloud did not answer within ${timeoutMs / 1000} s`)), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
