/** Progress for the person who waits: Pulumi's host has no way to say it, its engine has. */

import { createRequire } from "node:module";
import { once } from "./once.js";
import { scrub } from "./ovh/secret.js";
import type { Awaited } from "./ovh/tasks.js";

const SHOWN_MAX = 3;
const INFO = 1;
const SEND_TIMEOUT_MS = 5_000;

/** "still waiting for OVHcloud: the creation of … (task 12, 45 s)", and how many more. */
export function progressLine(awaited: readonly Awaited[], now: number): string {
  const oldestFirst = [...awaited].sort((a, b) => a.since - b.since);
  const shown = oldestFirst
    .slice(0, SHOWN_MAX)
    .map(({ doing, id, since, noun = "task" }) => `${doing} (${noun} ${id}, ${age(now - since)})`);
  const more = awaited.length > SHOWN_MAX ? `, and ${awaited.length - SHOWN_MAX} more` : "";
  return `still waiting for OVHcloud: ${shown.join("; ")}${more}`;
}

function age(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

interface EngineClient {
  log(request: unknown, options: { deadline: number }, done: () => void): void;
}

interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(message: string): void;
  setEphemeral(ephemeral: boolean): void;
}

/**
 * Shows a line in the terminal while the engine runs.
 * @param engineAddress what Pulumi's engine gives its provider host as the first argument
 */
export function engineLog(engineAddress: string | undefined): (line: string) => void {
  const open = once(() => (engineAddress === undefined ? undefined : connect(engineAddress)));
  return (line) => {
    const engine = open();
    if (engine === undefined) return;
    const request = new engine.LogRequest();
    request.setSeverity(INFO);
    request.setMessage(scrub(line));
    // Nothing that will matter when the run is over. A line that does not arrive is no failure of the run.
    request.setEphemeral(true);
    engine.client.log(request, { deadline: Date.now() + SEND_TIMEOUT_MS }, () => {});
  };
}

/** The host has loaded these modules already: they are Pulumi's own, found from where it is installed. */
function connect(engineAddress: string): { client: EngineClient; LogRequest: new () => LogRequest } | undefined {
  try {
    const pulumi = createRequire(require.resolve("@pulumi/pulumi"));
    const { EngineClient: Client } = pulumi("@pulumi/pulumi/proto/engine_grpc_pb");
    const { LogRequest } = pulumi("@pulumi/pulumi/proto/engine_pb");
    const { credentials } = pulumi("@grpc/grpc-js");
    return { client: new Client(engineAddress, credentials.createInsecure()), LogRequest };
  } catch {
    return undefined;
  }
}
