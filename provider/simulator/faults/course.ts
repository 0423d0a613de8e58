import { type Answer, faultAnswer, refusalAnswer, tooManyRequests } from "../answer.js";
import { busy, gateway } from "../errors.js";
import type { Switches } from "../switches.js";
import type { CallFault } from "./kinds.js";

/** What a fault may do to a call. All but `work` end it. */
export interface Course {
  /** Does the call's work, and gives its answer. `staleMs`: a list is to be as old as this. */
  work(staleMs?: number): Promise<Answer>;
  send(answer: Answer): Response;
  /** `answer`: of the work, if it was done. */
  cut(answer?: Answer): never;
  cutBody(answer: Answer): never;
  stall(answer?: Answer): Promise<never>;
  wait(ms: number): Promise<void>;
  expireTokens(): void;
  edit(edit: Extract<CallFault, { kind: "colleague" }>["edit"]): void;
  /** What the path names, for the text of a refusal. */
  subject: string;
  switches: Switches;
  gatewayNowMs: number;
}

type Courses = {
  [Kind in CallFault["kind"]]: (
    course: Course,
    fault: Extract<CallFault, { kind: Kind }>,
  ) => Response | Promise<Response>;
};

const courses: Courses = {
  respond: (course, fault) => course.send(faultAnswer(fault)),
  async failAfterCommit(course, fault) {
    const { nichandle } = await course.work();
    return course.send({ ...faultAnswer(fault), nichandle });
  },
  tooManyRequests: ({ send, switches, gatewayNowMs }, { retryAfterSeconds }) =>
    send(tooManyRequests(switches, gatewayNowMs, retryAfterSeconds)),
  busy: (course) => course.send(refusalAnswer(busy(course.subject))),
  resetBeforeCommit: (course) => course.cut(),
  resetAfterCommit: async (course) => course.cut(await course.work()),
  cutBody: async (course) => course.cutBody(await course.work()),
  stall: async (course, { work }) => course.stall(work === "done" ? await course.work() : undefined),
  async delay(course, { ms }) {
    await course.wait(ms);
    return course.send(await course.work());
  },
  async duplicate(course) {
    await course.work();
    return course.send(await course.work());
  },
  staleList: async (course, { byMs }) => course.send(await course.work(byMs)),
  // The clock is off already: it was put off when the fault struck.
  clockSkew: async (course) => course.send(await course.work()),
  async expireTokens(course) {
    course.expireTokens();
    return course.send(await course.work());
  },
  revokeCredential: (course) =>
    course.send(refusalAnswer(gateway(403, "INVALID_CREDENTIAL", "This credential is not valid"))),
  async colleague(course, { edit }) {
    course.edit(edit);
    return course.send(await course.work());
  },
};

/** Takes a call through its fault. */
export function runCourse(course: Course, fault: CallFault): Response | Promise<Response> {
  // The entry of a kind takes that kind, which TypeScript cannot follow through the look-up.
  const run = courses[fault.kind] as (course: Course, fault: CallFault) => Response | Promise<Response>;
  return run(course, fault);
}
