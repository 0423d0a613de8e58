/** Runs that were killed, and what their user does about it: what the errors say. */

import type { CallFault } from "../../provider/simulator/index.js";
import type { Death } from "./deaths.js";
import type { Declared, Project, RunResult } from "./project.js";

/** A call that changes something, as the simulator names its route. */
export interface Write {
  readonly method: string;
  readonly route: string;
}

export function writesOf({ simulator }: Pick<Project, "simulator">): Write[] {
  const writes = simulator.calls.filter(({ method }) => method !== "GET");
  return writes.map(({ method, route }) => ({ method, route }));
}

/** The process waits for an answer that does not come. */
export type Lost = Extract<CallFault, { kind: "stall" }>["work"];

/** @param nth of the calls of this route, from 1 */
export function atWrite({ method, route }: Write, work: Lost, nth = 1): Death {
  return {
    when: `${method} ${route} (${nth}) has no answer, and is ${work === "done" ? "" : "not "}carried out`,
    arm: ({ faults }) => faults.onCall({ method, route, nth }, { kind: "stall", work }),
    isDue: ({ faults }) => faults.pending === 0,
  };
}

/** What pulumi says of one resource, up to the empty line. */
const SAID = /^ {2}\S+ovhmail:\w+ \(([\w-]+)\):\n((?: {4}.*\n)+)/gm;

/** The resources that an error tells to adopt. */
function toldToAdopt(output: string): string[] {
  const said = [...output.matchAll(SAID)].filter(([, , lines = ""]) => /error: .*set adopt to true/i.test(lines));
  return [...new Set(said.map(([, name = ""]) => name))];
}

/** A program that its user changes as the errors say. */
export class Told {
  readonly #adopted = new Set<string>();
  readonly #project: Project;
  #declared: readonly Declared[] = [];

  constructor(project: Project) {
    this.#project = project;
  }

  declare(declared: readonly Declared[]): void {
    this.#declared = declared;
    this.#write();
  }

  /** Whoever took over what was there needs not say so for ever. */
  forgetAdoption(): void {
    this.#adopted.clear();
    this.#write();
  }

  #write(): void {
    const adopting = ({ name }: Declared) => (this.#adopted.has(name) ? { adopt: true } : {});
    this.#project.write(this.#declared.map((one) => ({ ...one, props: { ...one.props, ...adopting(one) } })));
  }

  /** Adopts what a preview says. */
  async heed(): Promise<string[]> {
    return this.#heed(await this.#project.run("preview"));
  }

  #heed({ code, output }: RunResult): string[] {
    const told = toldToAdopt(output).filter((name) => !this.#adopted.has(name));
    if (code !== 0 && told.length === 0) throw new Error(`nothing says what is to be done:\n${output}`);
    for (const name of told) this.#adopted.add(name);
    this.#write();
    return told;
  }

  /** @returns what each failed try told to adopt */
  async up(tries: number): Promise<string[][]> {
    const told: string[][] = [];
    while (told.length < tries) {
      const result = await this.#project.run("up", "--yes");
      if (result.code === 0) return told;
      told.push(this.#heed(result));
    }
    throw new Error(`not in ${tries} tries, which told to adopt ${JSON.stringify(told)}`);
  }
}
