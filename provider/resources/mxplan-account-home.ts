/** Where a mailbox of MX Plan can be: what the three places have in common. */

import type { Place, Recorded, Work } from "../definition.js";
import type { DelegatedAccount, DomainAccount } from "../ovh/domain-models.js";
import type { MxPlanAccount } from "../ovh/mxplan-models.js";
import { Secret } from "../ovh/secret.js";
import type { TaskId } from "../ovh/tasks.js";
import { generatePassword } from "../passwords.js";
import { splitAddress } from "../schemas.js";
import type { AliasStep } from "./aliases.js";
import type { ArriveStep } from "./change-in-place.js";
import { type ObtainedPassword, passwordFor } from "./mailbox-password.js";
import type { GenerationName, LegacyView, MxPlanAccountInputs, NewView } from "./mxplan-account-view.js";

export interface MxPlanAccountFacts {
  readonly generation: GenerationName;
  /** Of the new MX Plan, as the number is. */
  readonly mxPlanService?: string;
  readonly accountId?: number;
  /** As of a mailbox of Exchange. */
  readonly passwordLastUpdate?: string | undefined;
  readonly initialPassword?: string | undefined;
  /** A refresh found it renamed: the address that the program last gave it. A migration to Exchange does that. */
  readonly formerAddress?: string | undefined;
}

/** A mailbox as OVHcloud shows it. Aliases are read only where the program speaks of them. */
export type LiveMxPlanAccount =
  | {
      readonly place: "legacy";
      readonly account: DomainAccount;
      /** OVHcloud does not tell it with the mailbox: a call of its own, made only where somebody waits for it. */
      readonly findTask: () => Promise<TaskId | undefined>;
    }
  | { readonly place: "delegated"; readonly account: DelegatedAccount }
  | {
      readonly place: "new";
      readonly service: string;
      readonly account: MxPlanAccount;
      readonly emailAliases?: readonly string[];
    };

export interface ChangeStep {
  readonly do: "change";
  readonly from: string;
  /** In the new MX Plan. */
  readonly accountId?: number;
  readonly view: Partial<LegacyView & NewView>;
  /** Whether no other write follows, which OVHcloud may refuse while it is at work on this one. */
  readonly isLast: boolean;
}

export type MxPlanAccountStep =
  | { readonly do: "make" }
  | ChangeStep
  | { readonly do: "setPassword"; readonly formerUpdate?: string | null | undefined }
  | ArriveStep
  | AliasStep<string>
  | { readonly do: "delete"; readonly emailAddress: string };

export type MxPlanAccountPlace = Place<MxPlanAccountInputs, MxPlanAccountFacts>;
export type MxPlanAccountRecord = Recorded<MxPlanAccountInputs, MxPlanAccountFacts>;
export type MxPlanAccountWork = Work<MxPlanAccountInputs, MxPlanAccountFacts>;

export interface MxPlanHome {
  readonly generation: GenerationName;
  readonly mxPlanService?: string;
  /** "the new MX Plan (mxplan-ab12345-1)" */
  readonly title: string;
  find(place: MxPlanAccountPlace): Promise<LiveMxPlanAccount | undefined>;
  /** @throws where OVHcloud would refuse a step; nothing is written yet. */
  check(steps: readonly MxPlanAccountStep[], work: MxPlanAccountWork): Promise<void>;
  perform(step: MxPlanAccountStep, work: MxPlanAccountWork): Promise<void>;
}

export function sendsPassword(steps: readonly MxPlanAccountStep[]): boolean {
  return steps.some((step) => step.do === "make" || step.do === "setPassword");
}

/** The size that the steps write, if any: one that is there already may be one that OVHcloud allows no more. */
export function writtenSize(
  steps: readonly MxPlanAccountStep[],
  { sizeBytes }: MxPlanAccountInputs,
): number | undefined {
  return steps.some((step) => step.do === "make" || (step.do === "change" && "sizeBytes" in step.view))
    ? sizeBytes
    : undefined;
}

/** The same for all steps of a run, and of those that finish its work: what the state tells was then sent each time. */
export function obtainFor(work: MxPlanAccountWork): Promise<ObtainedPassword> {
  const { emailAddress, displayName = "" } = work.inputs;
  const { initialPassword: before } = work.facts;
  const generated = () => generatePassword(splitAddress(emailAddress).login, displayName);
  return passwordFor(work, () => (before === undefined ? generated() : new Secret(before)));
}

/** What an error about the password names. */
export function passwordProperty({ passwordFrom }: MxPlanAccountInputs): "password" | "passwordFrom" {
  return passwordFrom === undefined ? "password" : "passwordFrom";
}

/** What is refused of a change, named as the program has it. */
export function askedChange(view: ChangeStep["view"], { inputs }: MxPlanAccountWork) {
  const { emailAddress } = inputs;
  return { emailAddress, properties: Object.keys(view), doing: `the change of mailbox ${emailAddress}` };
}

export function askedPassword({ inputs }: MxPlanAccountWork) {
  const { emailAddress } = inputs;
  return { emailAddress, properties: [passwordProperty(inputs)], doing: `this password for ${emailAddress}` };
}

export function impossible(step: MxPlanAccountStep, { title }: MxPlanHome): Error {
  return new Error(`there is no ${step.do} in ${title}`);
}
