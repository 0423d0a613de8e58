import { z } from "zod";
import { type FaultName, faultNames, type TaskFaultName, taskFaultNames } from "../faults/catalogue.js";
import { type ProfileName, profiles } from "../faults/profiles.js";
import { switchesSchema } from "../switches.js";
import type { ConsoleParts } from "./parts.js";

/** Something that the page may ask for, or why it is not done. */
type Action = (parts: ConsoleParts, body: unknown) => void;

function action<Body>(schema: z.ZodType<Body>, run: (parts: ConsoleParts, body: Body) => void): Action {
  return (parts, body) => run(parts, schema.parse(body));
}

const nothing = z.strictObject({});
const task = z.strictObject({ id: z.int() });
const credential = z.strictObject({ credentialId: z.int() });
const place = z.int().min(1);
/** Empty texts of a form stand for "any". */
const wanted = z.string().transform((text) => (text === "" ? undefined : text));
const profileNames = Object.keys(profiles) as ProfileName[]; // the keys of our own table
const longestMoveMs = 10 * 365 * 24 * 60 * 60 * 1_000;

const callFault = z.strictObject({
  name: z.enum(faultNames as [FaultName, ...FaultName[]]), // our own table is not empty
  method: wanted,
  route: wanted,
  nth: place,
  times: place,
});
const taskFault = z.strictObject({
  name: z.enum(taskFaultNames as [TaskFaultName, ...TaskFaultName[]]), // likewise
  function: wanted,
  nth: place,
  times: place,
});

/** By the path after the console's own. */
export const actions: Readonly<Record<string, Action>> = {
  "tasks/start": action(task, ({ simulator }, { id }) => simulator.world.startTask(id)),
  "tasks/end": action(task.extend({ outcome: z.enum(["done", "error"]) }), ({ simulator }, { id, outcome }) =>
    simulator.world.endTask(id, outcome),
  ),
  "tasks/finish": action(nothing, ({ simulator }) => simulator.world.finishTasks()),
  "time/move": action(z.strictObject({ ms: z.int().min(1).max(longestMoveMs) }), ({ simulator }, { ms }) =>
    simulator.moveTime(ms),
  ),
  "switches/set": action(
    z.strictObject({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
    // The schema refuses names and answers that do not exist.
    ({ simulator }, { name, value }) =>
      simulator.setSwitches(switchesSchema.parse({ ...simulator.switches, [name]: value })),
  ),
  "switches/reset": action(nothing, ({ simulator }) => simulator.setSwitches(switchesSchema.parse({}))),
  "faults/call": action(callFault, ({ simulator }, { name, ...match }) => {
    simulator.faults.onCall(withoutUndefined(match), name);
  }),
  "faults/task": action(taskFault, ({ simulator }, { name, ...match }) => {
    simulator.faults.onTask(withoutUndefined(match), name);
  }),
  "faults/schedule": action(
    z.strictObject({ profile: z.enum(profileNames as [ProfileName, ...ProfileName[]]), seed: z.int() }),
    ({ simulator }, { profile, seed }) => simulator.faults.schedule({ rates: profile, seed }),
  ),
  "faults/stop": action(nothing, ({ simulator }) => simulator.faults.stop()),
  "faults/remove": action(task, ({ simulator }, { id }) => {
    if (!simulator.faults.remove(id)) throw new Error(`no fault ${id} is queued`);
  }),
  "faults/clear": action(nothing, ({ simulator }) => simulator.faults.clear()),
  "access/validate": action(credential.extend({ nichandle: z.string() }), (parts, { credentialId, nichandle }) =>
    parts.simulator.desk.validate(consumerKeyOf(parts, credentialId), nichandle),
  ),
  "access/refuse": action(credential, (parts, { credentialId }) =>
    parts.simulator.desk.refuse(consumerKeyOf(parts, credentialId)),
  ),
  "access/revoke": action(credential, ({ simulator }, { credentialId }) => simulator.desk.revoke(credentialId)),
  "access/expire": action(credential, ({ simulator }, { credentialId }) => simulator.desk.expire(credentialId)),
  "access/expireTokens": action(nothing, ({ simulator }) => simulator.expireTokens()),
  "world/reset": action(nothing, ({ simulator }) => simulator.reset()),
};

/** The page knows credentials by their ids: it is not given their keys. */
function consumerKeyOf({ simulator }: ConsoleParts, credentialId: number): string {
  const found = simulator.desk.list().find((one) => one.credentialId === credentialId);
  if (found === undefined) throw new Error(`there is no credential ${credentialId}`);
  return found.consumerKey;
}

type Defined<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function withoutUndefined<Fields extends object>(fields: Fields): Defined<Fields> {
  const defined = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as Defined<Fields>; // the same names and values
}
