/** Ends processes the hard way, as a computer that loses its power does. */

import { execFileSync } from "node:child_process";

export interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

export const PULUMI = /^(\S*\/)?pulumi (up|destroy)/;

/** Pulumi's host of dynamic providers, in which our code runs. */
export const PROVIDER = /dynamic-provider/;

function allProcesses(): Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line): Process[] => {
    const [, own, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return own === undefined ? [] : [{ id: Number(own), parent: Number(parent), command }];
  });
}

/** The process and all that it started, directly or not. Some are in process groups of their own. */
function familyOf(id: number): Process[] {
  const all = allProcesses();
  const family = all.filter((one) => one.id === id);
  // Each of them is looked at once, those that are found meanwhile too.
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.id));
  return family;
}

/**
 * @param only those whose command it matches
 * @returns the others
 */
export function killFamily(id: number, only = /./): readonly Process[] {
  const family = familyOf(id);
  const killed = family.filter(({ command }) => only.test(command));
  if (killed.length === 0) throw new Error(`no process below ${id} matches ${only}`);
  for (const { id: own } of killed) {
    try {
      process.kill(own, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
  return family.filter((one) => !killed.includes(one));
}

/** Those that have ended, and that nobody has looked after since, show another command. */
export function areRunning(processes: readonly Process[]): boolean {
  const running = new Map(allProcesses().map(({ id, command }) => [id, command]));
  return processes.some(({ id, command }) => running.get(id) === command);
}
