/** Who may do what on one mailbox: all its delegates in one resource. */

import { z } from "zod";
import type { Definition, Intent, Work } from "../definition.js";
import type { Failure, FieldTable } from "../fields.js";
import type { TargetType } from "../ovh/exchange.js";
import { emailAddress, normalAddress, serviceName } from "../schemas.js";
import { containsUnknown, isRecord, type Values } from "../values.js";
import { type LiveRights, readDelegation } from "./delegation-read.js";
import { grant, revoke } from "./delegation-write.js";
import { declaredNumbers, type Numbers } from "./people.js";
import { type Grants, RIGHTS, type Right, rightsOn, sortedRights } from "./rights.js";

export interface DelegationInputs {
  readonly on: { readonly service: string; readonly emailAddress: string };
  readonly grants: Grants;
  readonly mode: "exclusive" | "additive";
  /**
   * The numbers of those whom the program declares as resources: when one of them is made anew, Pulumi sees a change,
   * and the rights are given again. Hidden in previews by its name.
   */
  readonly __accounts?: Numbers;
}

export interface DelegationFacts {
  readonly targetType: TargetType;
  /** The number of the mailbox, which outlives its renaming; the first address of a group. */
  readonly targetId: number | string;
  /** The numbers of the delegates, by address. */
  readonly delegateIds: Readonly<Record<string, number>>;
}

const target = z
  .object(
    { service: serviceName, emailAddress },
    { error: "expected a mailbox of this program, or { service, emailAddress }" },
  )
  .strict();

const rightsOfOne = z
  .array(
    z.enum(RIGHTS, {
      error: (issue) => `${JSON.stringify(issue.input)} is not a right; there are ${RIGHTS.join(", ")}`,
    }),
    {
      error: `expected a list of rights (${RIGHTS.join(", ")})`,
    },
  )
  .transform((rights) => sortedRights(rights));

const grants = z
  .record(z.string(), rightsOfOne, {
    error: 'expected rights by delegate, such as { "anna@example.com": ["fullAccess"] }',
  })
  .transform((given, context) => {
    const normal: Record<string, Right[]> = {};
    for (const [delegate, rights] of Object.entries(given)) {
      const address = normalAddress(delegate);
      if (address === undefined) {
        context.addIssue({
          code: "custom",
          path: [delegate],
          message: `${JSON.stringify(delegate)} is not an e-mail address`,
        });
      } else if (normal[address] !== undefined) {
        context.addIssue({ code: "custom", path: [delegate], message: `${address} is listed twice` });
      } else if (rights.length > 0) {
        normal[address] = rights;
      }
    }
    return normal;
  });

const fields = {
  on: { schema: target, change: "update" },
  grants: { schema: grants, change: "update" },
  mode: {
    schema: z.enum(["exclusive", "additive"], { error: 'expected "exclusive" or "additive"' }).default("exclusive"),
    change: "update",
  },
  __accounts: declaredNumbers,
} as const satisfies FieldTable<DelegationInputs>;

export type DelegationStep =
  | {
      readonly do: "grant";
      readonly on: LiveRights["target"];
      readonly delegate: string;
      readonly id: number;
      readonly right: Right;
    }
  | {
      readonly do: "revoke";
      readonly on: LiveRights["target"];
      readonly delegate: string;
      readonly id: number;
      readonly right: Right;
    };

export type DelegationWork = Work<DelegationInputs, DelegationFacts>;
type DelegationIntent = Intent<DelegationInputs, DelegationFacts, LiveRights>;

export const delegation: Definition<DelegationInputs, DelegationFacts, LiveRights, DelegationStep> = {
  kind: "Delegation",
  title: ({ on }) => `the delegation on ${on.emailAddress}`,
  tasks: (session, { on }) => session.exchange(on.service).tasks,
  fields,
  rules,
  secretOutputs: [],
  holdsMail: false,
  adopts: () => true,
  read: readDelegation,
  plan,
  perform: (step, work) => (step.do === "grant" ? grant(step, work) : revoke(step, work)),
  pendingTask: () => undefined,
  id: ({ on }, { target }) => `${on.service}/${target.type}/${target.id}/delegation`,
  inputsFrom: (live, { inputs }) => ({
    ...inputs,
    on: { ...inputs.on, emailAddress: live.target.emailAddress },
    grants: inputs.mode === "exclusive" ? grantsFrom(live) : stillHeld(inputs.grants, live),
  }),
  factsFrom: (live, _, inputs) => ({
    targetType: live.target.type,
    targetId: live.target.id,
    delegateIds: onlyOf(Object.keys(inputs.grants), live.idByAddress),
  }),
};

/** What OVHcloud's guide says of the two ways of sending: never both for the same person. */
function rules(inputs: Values): Failure[] {
  const { grants: given, on } = inputs;
  if (!isRecord(given) || containsUnknown(given)) return [];
  const failures: Failure[] = [];
  for (const [delegate, rights] of Object.entries(given as Grants)) {
    const property = `grants[${JSON.stringify(delegate)}]`;
    if (rights.includes("sendAs") && rights.includes("sendOnBehalf")) {
      failures.push({ property, reason: "sendAs and sendOnBehalf exclude each other: keep one of them" });
    }
    if (isRecord(on) && on.emailAddress === delegate) {
      failures.push({ property, reason: "a mailbox needs no right on itself" });
    }
  }
  return failures;
}

/** All that must go goes before anything is added: OVHcloud refuses one way of sending while the other is there. */
function plan({ desired, actual, recorded }: DelegationIntent): DelegationStep[][] {
  if (actual === undefined) return [];
  if (desired !== undefined) refuseOpenedGroup(desired, actual);
  const wanted = desired === undefined ? new Map<number, Wanted>() : wantedById(desired.grants, actual);
  const revokes = [...revocations(wanted, { desired, actual, recorded }), ...leftBehind(actual)];
  const additions: DelegationStep[] = [];
  for (const [id, { delegate, rights }] of wanted) {
    const held = actual.rightsById.get(id) ?? [];
    for (const right of rights) {
      if (!held.includes(right)) additions.push({ do: "grant", on: actual.target, delegate, id, right });
    }
  }
  return [revokes, additions].filter((stage) => stage.length > 0);
}

function refuseOpenedGroup({ grants: given, on }: DelegationInputs, { target: { type } }: LiveRights): void {
  const possible = rightsOn(type);
  const impossible = Object.entries(given).filter(([, rights]) => rights.some((right) => !possible.includes(right)));
  if (impossible.length === 0) return;
  throw new Error(
    `grants: fullAccess cannot be given on ${on.emailAddress} (to ${impossible.map(([delegate]) => delegate).join(", ")}): ` +
      "it is a group, which holds no mail. Make them members of it instead",
  );
}

interface Wanted {
  readonly delegate: string;
  readonly rights: readonly Right[];
}

function wantedById(grants: Grants, actual: LiveRights): Map<number, Wanted> {
  const wanted = new Map<number, Wanted>();
  const missing: string[] = [];
  for (const [delegate, rights] of Object.entries(grants)) {
    const id = actual.idByAddress[delegate];
    if (id === undefined) missing.push(delegate);
    else wanted.set(id, { delegate, rights });
  }
  if (missing.length > 0) throw new Error(missing.map(missingDelegate).join("; "));
  return wanted;
}

function missingDelegate(delegate: string): string {
  return (
    `grants[${JSON.stringify(delegate)}]: the service has no mailbox with this address. ` +
    "Declare it as an ExchangeAccount, or correct the address"
  );
}

/** Exclusive: whatever is not wanted. Additive, and when the resource goes: only what was declared or given by us. */
function revocations(wanted: ReadonlyMap<number, Wanted>, intent: DelegationIntent): DelegationStep[] {
  const { desired, actual, recorded } = intent;
  if (actual === undefined) return [];
  const steps: DelegationStep[] = [];
  for (const [id, held] of actual.rightsById) {
    const delegate = actual.addressById.get(id) ?? `account ${id}`;
    const kept = wanted.get(id)?.rights ?? [];
    const unwanted = held.filter((right) => !kept.includes(right));
    const touchable =
      desired?.mode === "exclusive" ? unwanted : unwanted.filter((right) => isOurs(delegate, right, recorded));
    steps.push(...touchable.map((right): DelegationStep => ({ do: "revoke", on: actual.target, delegate, id, right })));
  }
  return steps;
}

function isOurs(delegate: string, right: Right, recorded: DelegationIntent["recorded"]): boolean {
  if (recorded === undefined) return false;
  const ours = recorded.inputs.mode === "exclusive" ? recorded.inputs.grants : (recorded.memory.granted ?? {});
  return ours[delegate]?.includes(right) ?? false;
}

/** The resource was pointed at another mailbox: what it gave on the former one goes. */
function leftBehind({ former }: LiveRights): DelegationStep[] {
  if (former === undefined) return [];
  return former.grants.map((given) => ({ do: "revoke", on: former.target, ...given }));
}

function grantsFrom(live: LiveRights): Grants {
  const found: Record<string, Right[]> = {};
  for (const [id, rights] of live.rightsById) found[live.addressById.get(id) ?? `account ${id}`] = sortedRights(rights);
  return found;
}

/** Additive: of the rights that the program declares, those that are there. */
function stillHeld(declared: Grants, live: LiveRights): Grants {
  const all = grantsFrom(live);
  const held: Record<string, Right[]> = {};
  for (const [delegate, rights] of Object.entries(declared)) {
    const still = rights.filter((right) => all[delegate]?.includes(right));
    if (still.length > 0) held[delegate] = still;
  }
  return held;
}

function onlyOf<T>(names: readonly string[], values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
}
