/** A mailbox of the new MX Plan: a free account that was claimed, renamed in place, and given back when it is removed. */

import { declaredFields } from "../fields.js";
import { ifPresent } from "../if-present.js";
import type { MxPlanService } from "../mxplan-session.js";
import type { MxPlanAccount } from "../ovh/mxplan-models.js";
import { type AliasCalls, type AliasStep, concernsAliases, performAlias, readAliases } from "./aliases.js";
import { addressesOf, arrive, rememberAddress, sendChange } from "./change-in-place.js";
import { claimSeat } from "./claim.js";
import { foundAtRest } from "./earlier-work.js";
import { findAccount, findOwn, formerSeat } from "./find-account.js";
import {
  askedChange,
  askedPassword,
  type ChangeStep,
  type LiveMxPlanAccount,
  type MxPlanAccountPlace,
  type MxPlanAccountStep,
  type MxPlanAccountWork,
  type MxPlanHome,
  obtainFor,
  sendsPassword,
} from "./mxplan-account-home.js";
import { mxPlanAccountFields as fields, type NewView, toNewChange } from "./mxplan-account-view.js";
import { explainRefusal, refusalExplained } from "./refusal.js";
import { type PasswordCalls, sendPassword } from "./send-password.js";
import { takenAddress } from "./taken-address.js";

export function newAccountId(service: string, accountId: number): string {
  return `${service}/account/${accountId}`;
}

export class NewHome implements MxPlanHome {
  readonly generation = "new";
  readonly mxPlanService: string;
  readonly title: string;

  constructor(private readonly service: MxPlanService) {
    this.mxPlanService = service.name;
    this.title = `the new MX Plan (${service.name})`;
  }

  async find(place: MxPlanAccountPlace): Promise<LiveMxPlanAccount | undefined> {
    const { mxPlanService, accountId } = place.recorded?.facts ?? {};
    // Numbers are those of one service; after a move the address tells.
    const knownId = mxPlanService === this.mxPlanService ? accountId : undefined;
    const isContinued = place.recorded?.memory.unfinished === true;
    // What OVHcloud still does for a run before this one must end before anything is done again.
    if (isContinued) await this.#quiet(addressesOf(place), knownId);
    const look = () => findOwn(this.service, place, knownId);
    const found = await look();
    const title = `mailbox ${place.inputs.emailAddress}`;
    const account = place.purpose === "refresh" ? await foundAtRest(this.service.tasks, { title, look }, found) : found;
    if (account === undefined) return undefined;
    const live = { place: "new", service: this.service.name, account } as const;
    if (place.purpose === "removal" || !concernsAliases(place.inputs, place.recorded)) return live;
    return { ...live, emailAliases: await readAliases(this.#aliases, account.primaryEmailAddress) };
  }

  async check(steps: readonly MxPlanAccountStep[], work: MxPlanAccountWork): Promise<void> {
    if (sendsPassword(steps)) await obtainFor(work);
    const change = steps.find((step) => step.do === "change");
    if (change?.view.quotaGb !== undefined) await this.#checkQuota(change.from, change.view.quotaGb);
  }

  perform(step: MxPlanAccountStep, work: MxPlanAccountWork): Promise<void> {
    switch (step.do) {
      case "make":
        return this.#claim(work);
      case "change":
        return this.#change(step, work);
      case "arrive":
        return arrive(step, work, () => this.service.api.getAccount(work.inputs.emailAddress));
      case "setPassword":
        return this.#setPassword(step, work);
      case "addAlias":
      case "removeAlias":
        return this.#changeAlias(step, work);
      case "delete":
        return this.#giveBack(step.emailAddress, work);
    }
  }

  get #aliases(): AliasCalls<string> {
    const { api } = this.service;
    return {
      list: (address) => api.listAliases(address),
      add: (address, alias) => api.addAlias(address, alias),
      remove: (address, alias) => api.removeAlias(address, alias),
    };
  }

  async #quiet(addresses: readonly string[], knownId: number | undefined): Promise<void> {
    const { api, directory, tasks } = this.service;
    const account =
      (await findAccount(this.service, addresses, knownId)) ??
      // A seat that was claimed shows its old address until that is done.
      (knownId === undefined ? undefined : await directory.accountWith(knownId));
    if (account === undefined) return;
    const ids = await api.listTasksOf(account.primaryEmailAddress);
    const doing = `its work on mailbox ${addresses[0]}`;
    await Promise.all(ids.map((id) => tasks.wait(id, doing, { readable: true })));
  }

  /** API schema: "List of allowed quotas (no constraint if null)". */
  async #checkQuota(address: string, quotaGb: number): Promise<void> {
    const { quotas } = await this.service.api.getCapabilities(address);
    if (quotas == null || quotas.includes(quotaGb)) return;
    throw new Error(
      `quotaGb: OVHcloud does not allow ${quotaGb} GB in ${this.service.name}; it allows ${quotas.join(", ")}`,
    );
  }

  async #claim(work: MxPlanAccountWork): Promise<void> {
    const { emailAddress } = work.inputs;
    const { api, seats, directory, name } = this.service;
    // Aliases need a mailbox that is there.
    const { emailAliases: _, ...declared } = declaredFields(fields, work.inputs);
    const view = declared as Partial<NewView>; // no property of the legacy MX Plan: that was checked before
    const doing = `the creation of mailbox ${emailAddress}`;
    const seat = await claimSeat(work.session.clock, {
      service: name,
      seats,
      former: () => formerSeat(this.service, work.facts.accountId, emailAddress),
      unsure: (seat) => this.#claimed(seat, work),
      write: async ({ primaryEmailAddress }) => {
        if (view.quotaGb !== undefined) await this.#checkQuota(primaryEmailAddress, view.quotaGb);
        return api.changeAccount(primaryEmailAddress, toNewChange(view));
      },
      readSeat: ({ primaryEmailAddress }) => api.getAccount(primaryEmailAddress),
      read: () => api.getAccount(emailAddress),
      directory,
      explain: (error) =>
        explainRefusal(error, { emailAddress, adopts: work.inputs.adopt, properties: Object.keys(view), doing }),
      taken: (cause) => takenAddress({ emailAddress, adopts: work.inputs.adopt }, cause),
    });
    this.#claimed(seat, work);
    return this.#setPassword({ formerUpdate: seat.passwordLastUpdate }, work);
  }

  #claimed(seat: MxPlanAccount, work: MxPlanAccountWork): void {
    const { emailAddress } = work.inputs;
    this.service.directory.forget(emailAddress);
    this.service.seats.mean(seat, emailAddress);
    this.#accepted(work, seat.id);
    work.remember({ passwordPending: true });
    rememberAddress(work);
  }

  async #change({ from, accountId, view }: ChangeStep, work: MxPlanAccountWork): Promise<void> {
    const { api, directory } = this.service;
    const send = () => api.changeAccount(from, toNewChange(view));
    await sendChange(work, () => refusalExplained(askedChange(view, work), send));
    if (accountId !== undefined) this.#accepted(work, accountId);
    directory.forget(from);
    directory.forget(work.inputs.emailAddress);
  }

  #accepted(work: MxPlanAccountWork, accountId: number): void {
    const { name: mxPlanService } = this.service;
    work.accepted(newAccountId(mxPlanService, accountId), { generation: "new", mxPlanService, accountId });
  }

  #setPassword({ formerUpdate }: Pick<PasswordCalls, "formerUpdate">, work: MxPlanAccountWork): Promise<void> {
    const { emailAddress } = work.inputs;
    const { api } = this.service;
    return refusalExplained(askedPassword(work), () =>
      sendPassword(work, () => obtainFor(work), {
        emailAddress,
        formerUpdate,
        send: (password) => api.changePassword(emailAddress, password),
        readUpdate: async () => (await api.getAccount(emailAddress)).passwordLastUpdate,
      }),
    );
  }

  #changeAlias(step: AliasStep<string>, work: MxPlanAccountWork): Promise<void> {
    const { owner, alias, do: verb } = step;
    const doing = `${verb === "addAlias" ? "adding" : "removing"} the alias ${alias}`;
    const asked = { emailAddress: owner, properties: ["emailAliases"], doing };
    return refusalExplained(asked, () =>
      performAlias(this.#aliases, step, work, (address) => this.service.api.listTasksOf(address)),
    );
  }

  async #giveBack(emailAddress: string, work: MxPlanAccountWork): Promise<void> {
    const task = await ifPresent(this.service.api.deleteAccount(emailAddress));
    this.service.directory.forget(emailAddress);
    if (task !== undefined) work.task(task.id, `the removal of mailbox ${emailAddress}`);
  }
}
