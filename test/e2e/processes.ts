/** Ends processes the hard way, as a computer that loses its power does. */

import { execFileSync } from "node:child_process";

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** Pulumi's host of dynamic providers, in which our code runs. */
export const PROVIDER = /dynamic-provider/;

/** The process and all that it started, directly or not. Some are in process groups of their own. */
function familyOf(id: number): Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const all = lines.flatMap((line): Process[] => {
    const [, own, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return own === undefined ? [] : [{ id: Number(own), parent: Number(parent), command }];
  });
  const family = all.filter((one) => one.id === id);
  // Each of them is looked at once, those that are found meanwhile too.
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.id));
  return family;
}

/** @param only those whose command it matches */
export function killFamily(id: number, only = /./): void {
  const killed = familyOf(id).filter(({ command }) => only.test(command));
  if (killed.length === 0) throw new Error(`no process below ${id} matches ${only}`);
  for (const { id: own } of killed) {
    try {
      process.kill(own, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
