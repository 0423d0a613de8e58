import { spawn } from "node:child_process";
import type { Environment } from "./context.js";

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment: Environment;
  readonly timeoutMs: number;
}

export interface ProcessResult {
  /** Undefined: there is no such program. */
  readonly code: number | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly isTimedOut: boolean;
}

export type RunProcess = (request: ProcessRequest) => Promise<ProcessResult>;

/** More than the preview of ten thousand resources. */
const OUTPUT_BYTES_MAX = 512 * 1024 * 1024;

export const runSystemProcess: RunProcess = ({ command, args, directory, environment, timeoutMs }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
    });
    const [stdout, stderr] = [collect(child.stdout, () => child.kill()), collect(child.stderr, () => child.kill())];
    const end = (code: number | null | undefined) =>
      resolve({ code, stdout: stdout(), stderr: stderr(), isTimedOut: code === null && child.killed });
    child.on("error", (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? end(undefined) : reject(error)));
    child.on("close", end);
  });

function collect(stream: NodeJS.ReadableStream, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  stream.on("data", (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > OUTPUT_BYTES_MAX) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
