/** A mailbox of MX Plan, of whichever generation, one's own or delegated. */

import type { Definition, Intent } from "../definition.js";
import { declaredPart, differingFields } from "../fields.js";
import { ownOrDelegated } from "../mxplan-session.js";
import { splitAddress } from "../schemas.js";
import type { Session } from "../session.js";
import { UNKNOWN, type Values } from "../values.js";
import { aliasSteps } from "./aliases.js";
import { arrival } from "./change-in-place.js";
import { identityOf, recordOf } from "./find-account.js";
import { mustSetPassword } from "./mailbox-password.js";
import { DelegatedHome, delegatedAccountId } from "./mxplan-account-delegated.js";
import type {
  LiveMxPlanAccount,
  MxPlanAccountFacts,
  MxPlanAccountPlace,
  MxPlanAccountRecord,
  MxPlanAccountStep,
  MxPlanAccountWork,
  MxPlanHome,
} from "./mxplan-account-home.js";
import { isLegacyAsDeclared, LegacyHome, legacyAccountId } from "./mxplan-account-legacy.js";
import { hasMoved, movedExplained, refuseRenamingBack } from "./mxplan-account-moved.js";
import { NewHome, newAccountId } from "./mxplan-account-new.js";
import {
  mxPlanAccountFields as fields,
  foreignProperties,
  legacyView,
  type MxPlanAccountInputs,
  mxPlanAccountRules,
  newView,
} from "./mxplan-account-view.js";

export type { MxPlanAccountFacts } from "./mxplan-account-home.js";
export type { MxPlanAccountInputs } from "./mxplan-account-view.js";

type Account = Definition<MxPlanAccountInputs, MxPlanAccountFacts, LiveMxPlanAccount, MxPlanAccountStep>;
type AccountIntent = Intent<MxPlanAccountInputs, MxPlanAccountFacts, LiveMxPlanAccount>;

/** OVHcloud's panel: what is changed takes effect "in around 5-10 minutes". */
const SETTLE_TIMEOUT_MS = 15 * 60_000;

export const mxPlanAccount: Account = {
  kind: "MxPlanAccount",
  title: ({ emailAddress }) => `mailbox ${emailAddress}`,
  tasks: (session, { emailAddress }) => domainOf(session, emailAddress).accountTasks(),
  fields,
  alsoReplaced,
  rules: mxPlanAccountRules,
  secretOutputs: ["password", "initialPassword"],
  // Of a delegated mailbox nothing is lost when its resource goes.
  holdsMail: ({ asDelegate }) => !asDelegate,
  leftBehind: hasMoved,
  // Legacy accounts have no date of creation: that a mailbox is ours is known only when there was none before.
  adopts: () => true,
  read,
  isAsAsked: (live, { inputs }) => live.place === "legacy" && isLegacyAsDeclared(live.account, inputs),
  unseenSuccessor,
  plan,
  prepare,
  perform: (step, work) =>
    movedExplained(work.session, work.inputs, async () =>
      (await homeOf(work.session, work.inputs)).perform(step, work),
    ),
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  pendingTask: (live) => (live.place === "new" ? live.account.taskPendingId || undefined : taskOf(live)),
  id: ({ emailAddress }, live) => idOf(emailAddress, live),
  inputsFrom: (live, { inputs }) => ({ ...inputs, ...declaredPart(shownBy(live, inputs), inputs) }),
  factsFrom,
};

function domainOf(session: Session, emailAddress: string) {
  return session.mxPlanDomain(splitAddress(emailAddress).domain);
}

async function homeOf(session: Session, inputs: MxPlanAccountInputs): Promise<MxPlanHome> {
  if (inputs.asDelegate) return new DelegatedHome(session);
  const domain = domainOf(session, inputs.emailAddress);
  const generation = await ownOrDelegated(domain.generation());
  return generation.name === "new" ? new NewHome(generation.service) : new LegacyHome(domain, generation.domain);
}

function taskOf(live: LiveMxPlanAccount) {
  return live.place === "legacy" ? live.findTask() : undefined;
}

function idOf(emailAddress: string, live: LiveMxPlanAccount): string {
  switch (live.place) {
    case "legacy":
      return legacyAccountId(emailAddress);
    case "delegated":
      return delegatedAccountId(emailAddress);
    case "new":
      return newAccountId(live.service, live.account.id);
  }
}

function factsFrom(
  live: LiveMxPlanAccount,
  recorded: Partial<MxPlanAccountFacts>,
  { emailAddress, password, passwordFrom }: MxPlanAccountInputs,
): MxPlanAccountFacts {
  const { initialPassword, formerAddress: former } = recorded;
  const isGenerated = initialPassword !== undefined && password === undefined && passwordFrom === undefined;
  const kept = isGenerated ? { initialPassword } : {};
  if (live.place !== "new") return { generation: "legacy", ...kept };
  const isRenamed = live.account.primaryEmailAddress.toLowerCase() !== emailAddress;
  const formerAddress = former ?? (isRenamed ? emailAddress : undefined);
  const { service: mxPlanService, account } = live;
  return {
    generation: "new",
    mxPlanService,
    ...identityOf(account, recorded),
    ...kept,
    ...(formerAddress && { formerAddress }),
  };
}

/** By our names. A legacy address is no property of what is there: it cannot change. */
function shownBy(live: LiveMxPlanAccount, inputs: MxPlanAccountInputs): object {
  if (live.place !== "new") return legacyView(live.account, { ...inputs });
  const { account, emailAliases } = live;
  return { ...newView(account), ...(emailAliases && { emailAliases }) };
}

/** A legacy mailbox has its address for good. */
function alsoReplaced({ inputs, facts }: MxPlanAccountRecord, desired: Values): string[] {
  const { emailAddress, asDelegate, replaceOnRename } = desired;
  if (asDelegate !== inputs.asDelegate && asDelegate !== UNKNOWN) {
    throw new Error(
      `asDelegate: whether mailbox ${inputs.emailAddress} is delegated or one's own cannot change. Take the resource out ` +
        'of the state with "pulumi state delete", which touches no mailbox, and declare it under another name',
    );
  }
  if (emailAddress === inputs.emailAddress || emailAddress === UNKNOWN) return [];
  if (inputs.asDelegate) {
    throw new Error(
      `emailAddress: a delegate cannot rename mailbox ${inputs.emailAddress}. Another mailbox that was delegated to you is ` +
        "another resource, under a name of its own",
    );
  }
  if (facts.generation !== "legacy") return [];
  if (replaceOnRename === true) return ["emailAddress"];
  throw new Error(
    `emailAddress: the legacy MX Plan cannot rename mailbox ${inputs.emailAddress}; ${String(emailAddress)} would be a ` +
      "new, empty mailbox, and the old one would be deleted with its mail. Keep the address and declare an " +
      "MxPlanRedirection from the new one or, if that is what you want, set replaceOnRename to true",
  );
}

function unseenSuccessor(
  { emailAddress, replaceOnRename }: MxPlanAccountInputs,
  { generation }: Partial<MxPlanAccountFacts>,
): string | undefined {
  if (generation !== "legacy" || !replaceOnRename) return undefined;
  return (
    `Mailbox ${emailAddress} was asked for and is not seen, so it is not kept in the state: with replaceOnRename it may take ` +
    'the place of another one, which is never deleted before that is sure. Run "pulumi up" again; should the new mailbox be ' +
    "there by then, set adopt to true to take it over"
  );
}

async function read(session: Session, place: MxPlanAccountPlace): Promise<LiveMxPlanAccount | undefined> {
  const { inputs, recorded, purpose } = place;
  const home = await homeOf(session, recorded?.inputs ?? inputs);
  if (recorded !== undefined && purpose !== "refresh") checkStillThere(recorded, home);
  return home.find(place);
}

/** OVHcloud moves domains to the new MX Plan by itself. */
function checkStillThere({ inputs, facts }: MxPlanAccountRecord, home: MxPlanHome): void {
  if (facts.generation === undefined || isAt(facts, home)) return;
  throw new Error(
    `OVHcloud has moved mailbox ${inputs.emailAddress} to ${home.title} since the last run. Run "pulumi refresh", which ` +
      'finds it there, and look at what it shows before the next "pulumi up"',
  );
}

function isAt({ generation, mxPlanService }: Partial<MxPlanAccountFacts>, home: MxPlanHome): boolean {
  return generation === home.generation && mxPlanService === home.mxPlanService;
}

function plan({ desired, actual, recorded }: AccountIntent): MxPlanAccountStep[][] {
  if (desired === undefined) return actual === undefined || actual.place === "delegated" ? [] : [removal(actual)];
  if (actual !== undefined && recorded === undefined) checkMayAdopt(desired);
  const stages: MxPlanAccountStep[][] =
    actual === undefined
      ? [[{ do: "make" }], aliasSteps(desired.emailAddress, desired, [], undefined)]
      : changes(desired, actual, recorded);
  return stages.filter((stage) => stage.length > 0);
}

function removal({ account }: Exclude<LiveMxPlanAccount, { place: "delegated" }>): MxPlanAccountStep[] {
  const emailAddress = "primaryEmailAddress" in account ? account.primaryEmailAddress : account.email;
  return [{ do: "delete", emailAddress }];
}

function checkMayAdopt({ emailAddress, adopt, asDelegate }: MxPlanAccountInputs): void {
  if (adopt || asDelegate) return;
  throw new Error(
    `emailAddress: ${emailAddress} is already used at OVHcloud, by a mailbox. Set adopt to true to take over what is there ` +
      "(only the differences are written, and no password where it is in use), or choose another address",
  );
}

/** One after the other: the legacy MX Plan refuses a write while another is at work. */
function changes(
  desired: MxPlanAccountInputs,
  live: LiveMxPlanAccount,
  recorded: AccountIntent["recorded"],
): MxPlanAccountStep[][] {
  const { emailAddress } = desired;
  const { emailAliases = [], ...view } = shownBy(live, desired) as Partial<MxPlanAccountInputs>;
  const target =
    live.place === "new"
      ? { from: live.account.primaryEmailAddress, accountId: live.account.id }
      : { from: emailAddress };
  const differing = differingFields(fields, desired, view, recorded?.inputs);
  // A legacy account is made with its password.
  const account = live.place === "new" ? live.account : undefined;
  const mustSend = mustSetPassword(desired, recordOf(account, recorded), account);
  const password: MxPlanAccountStep[] = mustSend
    ? [{ do: "setPassword", formerUpdate: account?.passwordLastUpdate }]
    : [];
  const aliases = account === undefined ? [] : aliasSteps(emailAddress, desired, emailAliases, recorded);
  return [
    Object.keys(differing).length === 0 ? [] : [{ do: "change", ...target, view: differing, isLast: !mustSend }],
    account === undefined
      ? []
      : arrival(emailAddress, account.primaryEmailAddress, account.id, [...password, ...aliases]),
    password,
    aliases,
  ];
}

/** All that can be told before anything is written. */
async function prepare(steps: readonly MxPlanAccountStep[], work: MxPlanAccountWork): Promise<void> {
  const { inputs, facts } = work;
  const home = await homeOf(work.session, inputs);
  const { emailAddress } = inputs;
  if (facts.generation !== undefined && !isAt(facts, home)) {
    throw new Error(
      `emailAddress: the mailbox is in ${facts.mxPlanService}, and ${splitAddress(emailAddress).domain} is in ${home.title}: ` +
        "a mailbox cannot move from one to the other. Keep the domain, or declare another MxPlanAccount and copy the mail",
    );
  }
  const foreign = inputs.asDelegate ? [] : foreignProperties({ ...inputs }, home.generation);
  if (foreign.length > 0) {
    const told = foreign.map(({ property, reason }) => `${property}: there is no ${property}; ${reason}`);
    throw new Error(`mailbox ${emailAddress} is in ${home.title}. ${told.join(". ")}`);
  }
  await refuseRenamingBack(work.session, steps);
  // From here on it bears the address that the program gives it.
  work.learn({ formerAddress: undefined });
  await home.check(steps, work);
}
