/** The impure half of the whole-program check: asks OVHcloud, and tells Pulumi. */

import * as pulumi from "@pulumi/pulumi";
import { openSession } from "../provider/open-session.js";
import { ApiError } from "../provider/ovh/errors.js";
import type { Declared, Finding } from "../provider/program/declared.js";
import { judgeProgram } from "../provider/program/judge-program.js";
import { judgeService, newMailboxes } from "../provider/program/judge-service.js";
import { explainService, readLive } from "../provider/program/live.js";
import { normalAddress, normalExternalAddress } from "../provider/schemas.js";
import type { Session } from "../provider/session.js";
import { NoCredentialsError } from "../provider/settings.js";
import type { InspectedNote } from "./program.js";
import { stackConfiguration } from "./stack-configuration.js";

/**
 * Reports every mistake on its resource.
 * @throws {pulumi.RunError} when there was one: the errors alone are shown, but do not stop what follows the preview.
 */
export async function inspectProgram(notes: readonly InspectedNote[], timeoutMs: number): Promise<void> {
  const normal = notes.map((note) => ({ ...note, declared: normalised(note.declared) }));
  const live = normal.filter(({ otherAccount }) => !otherAccount);
  const told = [
    ...toMistakes(normal, judgeProgram(normal.map(({ declared }) => declared))),
    ...(await inspectServices(live, timeoutMs)),
  ];
  for (const { message, resource } of told.filter(({ isWarning }) => isWarning)) {
    await pulumi.log.warn(message, resource);
  }
  const mistakes = told.filter(({ isWarning }) => !isWarning);
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
  const normal = (address: string) => normalAddress(address) ?? normalExternalAddress(address) ?? address;
  const emailAddress = normal(declared.emailAddress);
  switch (declared.kind) {
    case "Delegation":
    case "ExternalContact":
      return { ...declared, emailAddress };
    case "ContactGroup":
      return {
        ...declared,
        emailAddress,
        aliases: declared.aliases.map(normal),
        members: declared.members?.map(normal),
        managers: declared.managers?.map(normal),
      };
    default:
      return { ...declared, emailAddress, aliases: declared.aliases.map(normal) };
  }
}

interface Mistake {
  readonly message: string;
  readonly resource: pulumi.Resource | undefined;
  readonly isWarning: boolean;
}

function toMistakes(notes: readonly InspectedNote[], findings: readonly Finding[]): Mistake[] {
  return findings.map(({ about, message, severity }) => ({
    message,
    isWarning: severity === "warning",
    resource: notes.find(({ declared }) => declared === about)?.resource,
  }));
}

async function inspectServices(notes: readonly InspectedNote[], timeoutMs: number): Promise<Mistake[]> {
  const services = [...new Set(notes.map(({ declared }) => declared.service))];
  const asked = services.map((service) => ({
    service,
    notes: notes.filter(({ declared }) => declared.service === service),
  }));
  if (asked.length === 0) return [];
  const opened = open();
  if (typeof opened === "string") return [mistake(opened, asked[0]?.notes[0])];
  if (opened === undefined) return [];
  const found = await Promise.all(asked.map((one) => inspectService(opened, one.service, one.notes, timeoutMs)));
  return found.flat();
}

/**
 * The message when the configuration is wrong. Nothing without credentials: a plan is still worth having then, for
 * example on a fork's pull request, and one line says what it lacks.
 */
function open(): Session | string | undefined {
  try {
    return openSession(stackConfiguration());
  } catch (error) {
    const { message } = error as Error;
    if (!(error instanceof NoCredentialsError)) return message;
    void pulumi.log.warn(
      `Free accounts, delegates and addresses in use were not checked, and "pulumi up" will be refused. ${message}`,
    );
    return undefined;
  }
}

function mistake(message: string, about: InspectedNote | undefined): Mistake {
  return { message, resource: about?.resource, isWarning: false };
}

async function inspectService(
  session: Session,
  service: string,
  notes: readonly InspectedNote[],
  timeoutMs: number,
): Promise<Mistake[]> {
  try {
    const declared = notes.map((note) => note.declared);
    const live = await withTimeout(readLive(session, service, newMailboxes(declared)), timeoutMs);
    return toMistakes(notes, judgeService(declared, live));
  } catch (error) {
    const { message } = error as Error;
    // OVHcloud's own "no" will be the same when it is applied; a network that fails may work by then.
    if (error instanceof ApiError && error.status < 500) {
      return [mistake(explainService(service, error) ?? message, notes[0])];
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
