// What a release left in users' states, on the real engine: imported into a stack whose world is as the state says, nothing
// changes, and it can be changed and deleted.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isRecord, type Values } from "../../provider/values.js";
import { inWorldOf, readStates, releases, type Stored, type StoredState } from "../support/stored-states.js";
import { mxPlans, OWNER } from "./mxplan-world.js";
import { type Declared, Project } from "./project.js";

const ROOT = join(__dirname, "../..");
const TIMEOUT_MS = 600_000;

/** Those that can stand in one world; the responder's domain is moved out of the way of the new MX Plan's. */
const TITLES: readonly string[] = [
  "ExchangeAccount",
  "SharedMailbox",
  "Delegation",
  "ContactGroup",
  "Delegation on a group",
  "ExternalContact",
  "MxPlanAccount, legacy",
  "Delegation of a legacy account",
  "Delegation of a legacy domain",
  "MxPlanAccount, new",
  "Delegation on a new MX Plan account",
  "MxPlanRedirection of a new MX Plan",
];
const RESPONDER = "MxPlanResponder";
const RESPONDERS_DOMAIN = "example.fr";

const world = {
  service: { freeAccounts: 3, accounts: [{ emailAddress: "bob@example.com" }] },
  others: mxPlans({
    modern: { accounts: ["nina", "bob"].map((login) => ({ emailAddress: `${login}@example.net` })) },
    more: [{ name: RESPONDERS_DOMAIN, owner: OWNER, accounts: [{ name: "anna" }] }],
  }),
};

interface Kept {
  readonly declared: Declared;
  readonly state: StoredState;
}

function keptBy(release: string): Kept[] {
  return [...TITLES, RESPONDER].flatMap((title): Kept[] => {
    const file = readStates(ROOT, release, title);
    const made = file?.states.find(({ name }) => name === "made");
    if (file === undefined || made === undefined) return [];
    const state = title === RESPONDER ? elsewhere(made) : made;
    const [props = {}] = state.programs;
    // The kind is the sdk's: it stands in the file that a release wrote.
    return [{ declared: { kind: file.kind as Declared["kind"], name: title.replaceAll(/\W+/g, "-"), props }, state }];
  });
}

function elsewhere(state: StoredState): StoredState {
  return JSON.parse(JSON.stringify(state).replaceAll("example.net", RESPONDERS_DOMAIN));
}

interface Exported {
  readonly deployment: { readonly resources: ({ readonly urn: string } & Partial<Stored>)[] };
}

const SECRET = "4dabf18193072939515e22adb298388d";
const isSecret = (value: unknown) => isRecord(value) && SECRET in value;

/** As Pulumi shows a secret in clear. */
function hidden(present: Values, stored: Values): Values {
  const wrapped = Object.entries(stored).map(([key, value]) => {
    const form = present[key];
    return [key, isSecret(form) ? { ...(form as Values), plaintext: JSON.stringify(value) } : value];
  });
  return Object.fromEntries(wrapped);
}

/** The stack as if the older release had made it, with the numbers of this world. */
function asStored({ deployment }: Exported, kept: readonly Kept[]): Exported {
  const resources = deployment.resources.map((resource) => {
    const found = kept.find(({ declared }) => resource.urn.endsWith(`::${declared.name}`));
    const { id = "", inputs = {}, outputs = {} } = resource;
    if (found === undefined) return resource;
    const stored = inWorldOf({ id, inputs, outputs }, found.state);
    return { ...resource, ...stored, inputs: hidden(inputs, stored.inputs), outputs: hidden(outputs, stored.outputs) };
  });
  return { deployment: { ...deployment, resources } };
}

test.each(releases(ROOT))(
  "the states of %s are unchanged, can be changed, and can be destroyed",
  {
    timeout: TIMEOUT_MS,
  },
  async (release) => {
    const kept = keptBy(release);
    expect(kept).toHaveLength(TITLES.length + 1);
    const declared = kept.map((one) => one.declared);
    const project = await Project.open(world);
    project.write(declared);
    await project.up();
    const exported: Exported = JSON.parse(await project.ok("stack", "export", "--show-secrets"));
    const file = join(project.directory, "older.json");
    writeFileSync(file, JSON.stringify({ ...exported, ...asStored(exported, kept) }));
    await project.ok("stack", "import", "--file", file);
    expect(Object.keys(project.state()).toSorted()).toEqual(declared.map(({ name }) => name).toSorted());

    const writes = () => project.simulator.calls.filter(({ method }) => method !== "GET").length;
    const before = writes();
    await project.ok("preview", "--expect-no-changes");
    await project.ok("refresh", "--yes", "--expect-no-changes");
    expect(writes()).toBe(before);

    const mailboxes = ["ExchangeAccount", "SharedMailbox", "MxPlanAccount"];
    const changes = (kind: string) => ({
      ...(mailboxes.includes(kind) && { deletionProtection: false }),
      ...(kind === "ExchangeAccount" && { displayName: "Anna D." }),
    });
    project.write(declared.map((one) => ({ ...one, props: { ...one.props, ...changes(one.kind) } })));
    await project.up();
    expect(project.simulator.world.account("anna@example.com")?.displayName).toBe("Anna D.");
    await project.ok("destroy", "--yes", "--skip-preview");
    const { emailDomain, mxplan, ...exchange } = project.simulator.world;
    expect(exchange.account("anna@example.com")).toBeUndefined();
    expect([exchange.sharedAccounts(), exchange.mailingLists(), exchange.externalContacts()]).toEqual([[], [], []]);
    expect(emailDomain.account("anna@example.org")).toBeUndefined();
    expect(emailDomain.redirections("example.net")).toEqual([]);
    expect(emailDomain.responders(RESPONDERS_DOMAIN)).toEqual([]);
    expect(emailDomain.acl("example.org")).toEqual([]);
    expect(mxplan.account("anna@example.net")).toBeUndefined();
    expect(exchange.grants("nina@example.net")).toEqual([]);
  },
);
