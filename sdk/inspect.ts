/** The impure half of the whole-program check: asks OVHcloud, and tells Pulumi. */

import * as pulumi from "@pulumi/pulumi";
import { openSession } from "../provider/open-session.js";
import type { Finding } from "../provider/program/declared.js";
import { type Home, homesOf } from "../provider/program/homes.js";
import { judgeDelegates } from "../provider/program/judge-mxplan-program.js";
import { judgeProgram } from "../provider/program/judge-program.js";
import { isRefusal } from "../provider/program/live.js";
import { normalised } from "../provider/program/normal.js";
import type { Session } from "../provider/session.js";
import { NoCredentialsError } from "../provider/settings.js";
import type { InspectedNote } from "./program.js";
import { stackConfiguration } from "./stack-configuration.js";

/**
 * Reports every mistake on its resource.
 * @throws {pulumi.RunError} when there was one: the errors alone are shown, but do not stop what follows the preview.
 */
export async function inspectProgram(notes: readonly InspectedNote[], timeoutMs: number): Promise<void> {
  const normal = notes.flatMap((note) => {
    const declared = normalised(note.declared);
    return declared === undefined ? [] : [{ ...note, declared }];
  });
  const own = normal.filter(({ otherAccount }) => !otherAccount);
  const told: Message[] = [
    ...toMessages(normal, judgeProgram(normal.map(({ declared }) => declared))),
    ...toMessages(own, judgeDelegates(own.map(({ declared }) => declared))),
    ...(await inspectHomes(normal, timeoutMs)),
  ];
  const ofSeverity = (wanted: Severity) => told.filter(({ severity }) => severity === wanted);
  for (const { message, resource } of ofSeverity("info")) await pulumi.log.info(message, resource);
  for (const { message, resource } of ofSeverity("warning")) await pulumi.log.warn(message, resource);
  const mistakes = ofSeverity("error");
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

type Severity = "error" | "warning" | "info";

interface Message {
  readonly message: string;
  readonly resource: pulumi.Resource | undefined;
  readonly severity: Severity;
}

function toMessages(notes: readonly InspectedNote[], findings: readonly Finding[]): Message[] {
  return findings.map(({ about, message, severity }) => ({
    message,
    severity: severity ?? "error",
    resource: notes.find(({ declared }) => declared === about)?.resource,
  }));
}

async function inspectHomes(notes: readonly InspectedNote[], timeoutMs: number): Promise<Message[]> {
  const own = notes.filter(({ otherAccount }) => !otherAccount);
  const elsewhere = notes.filter(({ otherAccount }) => otherAccount);
  const homes = homesOf(
    own.map(({ declared }) => declared),
    elsewhere.map(({ declared }) => declared),
  );
  if (homes.length === 0) return [];
  const opened = open();
  if (typeof opened === "string") return [{ message: opened, resource: own[0]?.resource, severity: "error" }];
  if (opened === undefined) return [];
  const found = await Promise.all(homes.map((home) => inspectHome(opened, home, timeoutMs)));
  return toMessages(own, found.flat());
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

async function inspectHome(session: Session, home: Home, timeoutMs: number): Promise<Finding[]> {
  try {
    return await withTimeout(home.findings(session), timeoutMs);
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    const [about] = home.declared;
    // OVHcloud's own "no" will be the same when it is applied; a network that fails may work by then.
    if (isRefusal(failure) && about !== undefined) return [{ about, message: home.explain(failure) }];
    void pulumi.log.warn(
      `Free accounts, delegates and addresses in use of ${home.name} were not checked: ${failure.message}`,
    );
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
