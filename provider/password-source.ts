/** Where a program may keep a password outside Pulumi: read in this process at the moment it is needed. */

import { type ChildProcess, spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { isRecord } from "./values.js";

/** Exactly one of them. */
export interface PasswordSource {
  readonly env?: string;
  readonly file?: string;
  readonly command?: readonly string[];
}

/** Far above the longest password: what is longer is another file, or another program. */
const SIZE_MAX_BYTES = 4096;
/** A password manager may have to ask its server first. */
const COMMAND_TIMEOUT_MS = 30_000;

/** What the source holds, without one final newline. No error quotes any of it. */
export async function readPasswordSource(source: PasswordSource): Promise<string> {
  const text = await rawText(source);
  const value = text.replace(/\r?\n$/, "");
  if (value === "") throw new Error(`passwordFrom.${kindOf(source)}: ${emptyText(source)}`);
  return value;
}

/** "env", "file" or "command". */
export function kindOf({ env, file }: PasswordSource): keyof PasswordSource {
  if (env !== undefined) return "env";
  return file === undefined ? "command" : "file";
}

async function rawText({ env, file, command = [] }: PasswordSource): Promise<string> {
  if (env !== undefined) return fromEnvironment(env);
  return file === undefined ? fromCommand(command) : fromFile(file);
}

function emptyText({ env, file, command = [] }: PasswordSource): string {
  if (env !== undefined) return `the environment variable ${env} is empty`;
  return file === undefined ? `${command[0]} wrote nothing to its standard output` : `${resolve(file)} is empty`;
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(
    `passwordFrom.env: the environment variable ${name} is not set; it is looked for where the pulumi command runs`,
  );
}

/** Pulumi runs providers in the program's directory: that is what a relative path counts from. */
async function fromFile(file: string): Promise<string> {
  const path = resolve(file);
  try {
    // A pipe without a writer would never end.
    if (!(await stat(path)).isFile()) throw new SourceError(`${path} is not a file`);
    return asText(await bounded(createReadStream(path, { end: SIZE_MAX_BYTES }), path), path);
  } catch (error) {
    throw new Error(`passwordFrom.file: ${fileReason(error, path)}`);
  }
}

function fileReason(error: unknown, path: string): string {
  if (error instanceof SourceError) return error.message;
  const code = codeOf(error);
  return code === "ENOENT" ? `${path} does not exist` : `${path} cannot be read (${code})`;
}

async function fromCommand(command: readonly string[]): Promise<string> {
  const [program = "", ...rest] = command;
  try {
    return asText(await outputOf(program, rest), program);
  } catch (error) {
    throw new Error(`passwordFrom.command: ${commandReason(error, program)}`);
  }
}

/** Nothing but the program's name is shown: an argument may hold a token. */
function commandReason(error: unknown, program: string): string {
  if (error instanceof SourceError) return error.message;
  const code = codeOf(error);
  return code === "ENOENT"
    ? `${program} was not found: give its whole path, or put its folder on the PATH`
    : `${program} could not be started (${code})`;
}

/** No shell. What it writes to its standard error is never read: it may hold a secret. */
async function outputOf(program: string, args: readonly string[]): Promise<Buffer> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"], shell: false, windowsHide: true });
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), COMMAND_TIMEOUT_MS);
  try {
    const output = bounded(child.stdout, `the output of ${program}`);
    const [bytes] = await Promise.all([output, goodEnd(child, program, deadline.signal)]);
    return bytes;
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
    // What the program started may still hold it open.
    child.stdout.destroy();
  }
}

function goodEnd(child: ChildProcess, program: string, deadline: AbortSignal): Promise<void> {
  return new Promise((onEnd, onError) => {
    child.once("error", onError);
    child.once("close", (code, signal) => {
      if (code === 0) return onEnd();
      onError(new SourceError(`${program} ended with ${code === null ? `signal ${signal}` : `code ${code}`}`));
    });
    deadline.addEventListener("abort", () => {
      onError(new SourceError(`${program} did not end within ${COMMAND_TIMEOUT_MS / 1000} seconds`));
    });
  });
}

async function bounded(stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > SIZE_MAX_BYTES) throw new SourceError(`${name} is longer than ${SIZE_MAX_BYTES} bytes`);
  }
  return Buffer.concat(chunks);
}

/** Without the mark that Windows editors put first. */
function asText(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SourceError(`what ${name} holds is not text in UTF-8`);
  }
}

/** Its message is ours, and may be shown. Node's own may quote an argument. */
class SourceError extends Error {}

function codeOf(error: unknown): string {
  return isRecord(error) && typeof error.code === "string" ? error.code : "no reason given";
}
