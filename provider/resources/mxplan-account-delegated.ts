/**
 * A mailbox of somebody else that was delegated to the caller. Nothing is ever made or removed. Its tasks cannot be watched:
 * OVHcloud has no route to them, so what is read tells, and an accepted password counts as set.
 */

import { ifPresent } from "../if-present.js";
import type { DelegatedAccount } from "../ovh/domain-models.js";
import type { Session } from "../session.js";
import { sendChange } from "./change-in-place.js";
import {
  askedChange,
  askedPassword,
  type ChangeStep,
  impossible,
  type LiveMxPlanAccount,
  type MxPlanAccountPlace,
  type MxPlanAccountStep,
  type MxPlanAccountWork,
  type MxPlanHome,
  obtainFor,
  sendsPassword,
  writtenSize,
} from "./mxplan-account-home.js";
import { toLegacyChange } from "./mxplan-account-view.js";
import { checkLegacyPassword, checkSize } from "./mxplan-legacy-rules.js";
import { refusalExplained } from "./refusal.js";
import { sendPassword } from "./send-password.js";

export function delegatedAccountId(emailAddress: string): string {
  return `delegated/${emailAddress}`;
}

export class DelegatedHome implements MxPlanHome {
  readonly generation = "legacy";
  readonly title = "the delegated accounts";

  constructor(private readonly session: Session) {}

  async find({ inputs, recorded, purpose }: MxPlanAccountPlace): Promise<LiveMxPlanAccount | undefined> {
    if (purpose === "removal") return undefined;
    const { emailAddress } = recorded?.inputs ?? inputs;
    const account = await this.#get(emailAddress);
    if (account !== undefined) return { place: "delegated", account };
    if (purpose === "refresh") return undefined;
    throw new Error(
      `emailAddress: ${emailAddress} is not delegated to these credentials, which lack the right manage on it. ` +
        `Its owner gives it with a Delegation on { mxPlanAccount: "${emailAddress}" }; for a mailbox of your own, ` +
        "leave asDelegate out",
    );
  }

  async check(steps: readonly MxPlanAccountStep[], work: MxPlanAccountWork): Promise<void> {
    const sizeBytes = writtenSize(steps, work.inputs);
    if (sizeBytes !== undefined) checkSize(sizeBytes, (await this.#get(work.inputs.emailAddress))?.allowedAccountSize);
    if (!sendsPassword(steps)) return;
    const { password } = await obtainFor(work);
    checkLegacyPassword(password.reveal(), work.inputs);
  }

  perform(step: MxPlanAccountStep, work: MxPlanAccountWork): Promise<void> {
    switch (step.do) {
      case "change":
        return this.#change(step, work);
      case "setPassword":
        return this.#setPassword(work);
      default:
        throw impossible(step, this);
    }
  }

  #get(emailAddress: string): Promise<DelegatedAccount | undefined> {
    return ifPresent(this.session.delegatedAccounts.get(emailAddress));
  }

  async #change({ view }: ChangeStep, work: MxPlanAccountWork): Promise<void> {
    const { emailAddress } = work.inputs;
    const send = () => this.session.delegatedAccounts.change(emailAddress, toLegacyChange(view));
    await sendChange(work, () => refusalExplained(askedChange(view, work), send));
    this.#accepted(work);
  }

  #accepted(work: MxPlanAccountWork): void {
    work.accepted(delegatedAccountId(work.inputs.emailAddress), { generation: "legacy" });
  }

  #setPassword(work: MxPlanAccountWork): Promise<void> {
    const { emailAddress } = work.inputs;
    const send = async (password: Parameters<Session["delegatedAccounts"]["changePassword"]>[1]) => {
      await this.session.delegatedAccounts.changePassword(emailAddress, password);
      return undefined;
    };
    const calls = { emailAddress: work.inputs.emailAddress, send };
    return refusalExplained(askedPassword(work), () => sendPassword(work, () => obtainFor(work), calls));
  }
}
