/**
 * A mailbox of the legacy MX Plan. Its tasks have no state: they have ended when their list does not name them any more,
 * and what came of them shows in the mailbox alone.
 */

import { isAsDeclared } from "../fields.js";
import { ifPresent } from "../if-present.js";
import type { MxPlanDomain } from "../mxplan-session.js";
import type { DomainAccount, DomainService } from "../ovh/domain-models.js";
import { splitAddress } from "../schemas.js";
import { sendChange } from "./change-in-place.js";
import { sendCreationAt } from "./creation.js";
import {
  askedChange,
  askedPassword,
  type ChangeStep,
  impossible,
  type LiveMxPlanAccount,
  type MxPlanAccountFacts,
  type MxPlanAccountPlace,
  type MxPlanAccountStep,
  type MxPlanAccountWork,
  type MxPlanHome,
  obtainFor,
  passwordProperty,
  sendsPassword,
  writtenSize,
} from "./mxplan-account-home.js";
import { mxPlanAccountFields as fields, legacyView, toLegacyChange } from "./mxplan-account-view.js";
import { checkLegacyPassword, checkSize } from "./mxplan-legacy-rules.js";
import { explainRefusal, refusalExplained } from "./refusal.js";
import { sendPassword } from "./send-password.js";

const FACTS = { generation: "legacy" } as const satisfies MxPlanAccountFacts;

export function legacyAccountId(emailAddress: string): string {
  const { login, domain } = splitAddress(emailAddress);
  return `${domain}/account/${login}`;
}

export class LegacyHome implements MxPlanHome {
  readonly generation = "legacy";
  readonly title: string;

  constructor(
    private readonly domain: MxPlanDomain,
    private readonly service: DomainService,
  ) {
    this.title = `the legacy MX Plan (${domain.name})`;
  }

  async find({ inputs, recorded }: MxPlanAccountPlace): Promise<LiveMxPlanAccount | undefined> {
    const { emailAddress } = recorded?.inputs ?? inputs;
    // What OVHcloud still does for a run before this one must end before anything is done again.
    if (recorded?.memory.unfinished === true) await this.#quiet(emailAddress);
    const account = await ifPresent(this.#get(emailAddress));
    const findTask = async () => (await this.#tasksOf(emailAddress))[0];
    return account && { place: "legacy", account, findTask };
  }

  async check(steps: readonly MxPlanAccountStep[], work: MxPlanAccountWork): Promise<void> {
    const sizeBytes = writtenSize(steps, work.inputs);
    if (sizeBytes !== undefined) checkSize(sizeBytes, this.service.allowedAccountSize);
    if (!sendsPassword(steps)) return;
    const { password } = await obtainFor(work);
    checkLegacyPassword(password.reveal(), work.inputs);
  }

  perform(step: MxPlanAccountStep, work: MxPlanAccountWork): Promise<void> {
    switch (step.do) {
      case "make":
        return this.#make(work);
      case "change":
        return this.#change(step, work);
      case "setPassword":
        return this.#setPassword(work);
      case "delete":
        return this.#delete(step.emailAddress, work);
      default:
        throw impossible(step, this);
    }
  }

  #get(emailAddress: string): Promise<DomainAccount> {
    return this.domain.api.getAccount(splitAddress(emailAddress).login);
  }

  #tasksOf(emailAddress: string): Promise<number[]> {
    return this.domain.api.tasks.listOfAccounts({ name: splitAddress(emailAddress).login });
  }

  async #quiet(emailAddress: string): Promise<void> {
    const tasks = await this.domain.accountTasks();
    const doing = `its work on mailbox ${emailAddress}`;
    const ids = await this.#tasksOf(emailAddress);
    await Promise.all(ids.map((id) => tasks.wait(id, doing, { readable: true })));
  }

  /** The password goes with the creation. */
  async #make(work: MxPlanAccountWork): Promise<void> {
    const { inputs } = work;
    const { emailAddress, sizeBytes, description, adopt: adopts } = inputs;
    const { password, initialPassword } = await obtainFor(work);
    const given = {
      ...(sizeBytes === undefined ? {} : { sizeBytes }),
      ...(description === undefined ? {} : { description }),
    };
    // Before it is sent: its answer may be lost, and it may be made all the same.
    work.learn({ ...FACTS, ...(initialPassword === undefined ? {} : { initialPassword }) });
    const doing = `the creation of mailbox ${emailAddress}`;
    const properties = ["emailAddress", passwordProperty(inputs), ...Object.keys(given)];
    await sendCreationAt(
      work,
      {
        id: legacyAccountId(emailAddress),
        doing,
        send: () => {
          const accountName = splitAddress(emailAddress).login;
          return this.domain.api.createAccount({ accountName, password, ...toLegacyChange(given) });
        },
        read: () => this.#get(emailAddress),
        isAsAsked: (account) => isLegacyAsDeclared(account, inputs),
        factsOf: () => FACTS,
      },
      {
        listTasks: () => this.#tasksOf(emailAddress),
        explain: (error) => explainRefusal(error, { emailAddress, adopts, properties, doing }),
        wasAbsent: true,
      },
    );
  }

  /** The answer names no task: whatever is at work then is waited for before the next write, or when it is read again. */
  async #change({ view, isLast }: ChangeStep, work: MxPlanAccountWork): Promise<void> {
    const { emailAddress } = work.inputs;
    const asked = askedChange(view, work);
    const { login } = splitAddress(emailAddress);
    const send = () => this.domain.api.changeAccount(login, toLegacyChange(view));
    await sendChange(work, () => refusalExplained(asked, send));
    work.accepted(legacyAccountId(emailAddress), FACTS);
    if (isLast) return;
    for (const id of await this.#tasksOf(emailAddress)) work.task(id, asked.doing);
  }

  #setPassword(work: MxPlanAccountWork): Promise<void> {
    const { emailAddress } = work.inputs;
    const { login } = splitAddress(emailAddress);
    return refusalExplained(askedPassword(work), () =>
      sendPassword(work, () => obtainFor(work), {
        emailAddress,
        send: (password) => this.domain.api.changePassword(login, password),
      }),
    );
  }

  async #delete(emailAddress: string, work: MxPlanAccountWork): Promise<void> {
    const task = await ifPresent(this.domain.api.deleteAccount(splitAddress(emailAddress).login));
    if (task !== undefined) work.task(task.id, `the removal of mailbox ${emailAddress}`);
  }
}

export function isLegacyAsDeclared(account: DomainAccount, inputs: MxPlanAccountWork["inputs"]): boolean {
  return isAsDeclared(fields, inputs, legacyView(account, { ...inputs }));
}
