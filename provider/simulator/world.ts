import { type Context, now } from "./context.js";
import { createDomainWorld, type DomainWorld } from "./email-domain/world.js";
import { addFreeAccounts } from "./exchange/build.js";
import { domainNames } from "./exchange/common.js";
import type { Offer, ServiceRecord } from "./exchange/model.js";
import { accountView, sharedAccountView } from "./exchange/views.js";
import { dropGrant, putGrant, removeMailbox, resetAccount, setPassword } from "./mailbox/effects.js";
import { addressOf, sameAddress } from "./mailbox/mailboxes.js";
import type {
  AccountReadOnly,
  AccountRecord,
  AccountView,
  AccountWritable,
  Mailbox,
  Right,
  SharedAccountReadOnly,
  SharedAccountRecord,
  SharedAccountView,
  SharedAccountWritable,
} from "./mailbox/model.js";
import { blankSharedAccount, placeholderDomain } from "./mailbox/new-mailbox.js";
import { hashPassword, passwordMatches } from "./mailbox/passwords.js";
import { createMxplanWorld, type MxplanWorld } from "./mxplan/world.js";
import { advanceTasks, endTaskNow } from "./task-clock.js";
import type { TaskOutcome, TaskRecord, TaskStatus } from "./task-model.js";
import { nextId, taskStatus } from "./tasks.js";
import type { WorldAccess } from "./world-access.js";

/** A right on a mailbox, with addresses instead of ids. */
export interface GrantSummary {
  right: Right;
  /** Address of the account that holds the right. */
  to: string;
  toId: number;
  /** False until the task that grants it is done. */
  inForce: boolean;
}

export interface TaskSummary {
  id: number;
  function: string;
  service: string;
  status: TaskStatus;
  /** Address of the mailbox it works on, undefined when that is gone. */
  mailbox: string | undefined;
  /** Empty for the mailbox itself, else what of it: `sendAs/2100001`, `alias/info@example.com`. */
  subject: string;
}

export interface ServiceSummary {
  name: string;
  organization: string;
  offer: Offer;
  domains: string[];
}

/** A right on `on` for `to`, both by address. */
export interface GrantOrder {
  on: string;
  to: string;
  right: Right;
}

/**
 * The simulated OVHcloud, for tests: what is really there, whatever the API shows. What is returned is a copy. The
 * edits act at once, without a task and without the API's rules, as a colleague's work in the panel that has ended.
 * Those that name an address throw when nothing is there.
 */
export interface World {
  /** Legacy MX Plans. */
  readonly emailDomain: DomainWorld;
  /** New MX Plans. */
  readonly mxplan: MxplanWorld;
  services(): ServiceSummary[];
  /** All accounts, free ones included, of one service or of all. */
  accounts(service?: string): AccountView[];
  account(address: string): AccountView | undefined;
  /** Addresses of the accounts that nobody has configured yet. */
  freeAccounts(service?: string): string[];
  sharedAccounts(service?: string): SharedAccountView[];
  sharedAccount(address: string): SharedAccountView | undefined;
  aliases(address: string): string[];
  grants(on: string): GrantSummary[];
  /** Tasks, ended ones included, oldest first. */
  tasks(service?: string): TaskSummary[];
  /** True when this is the password of the account. There is no way to read it. */
  passwordMatches(address: string, password: string): boolean;

  editAccount(address: string, changes: Partial<AccountWritable & AccountReadOnly>): void;
  editSharedAccount(address: string, changes: Partial<SharedAccountWritable & SharedAccountReadOnly>): void;
  setPassword(address: string, password: string): void;
  addSharedAccount(
    service: string,
    fields: Partial<SharedAccountWritable> & Pick<SharedAccountWritable, "sharedEmailAddress" | "quota">,
  ): void;
  /** Delivers an order of accounts; returns their addresses. */
  addFreeAccounts(service: string, howMany: number): string[];
  /** Makes a free account of a configured one, emptying it. */
  resetAccount(address: string): void;
  /** Removes an account or a shared account, with the rights on it and of it. */
  remove(address: string): void;
  grant(order: GrantOrder): void;
  revoke(order: GrantOrder): void;
  /** A task that was `todo` is `doing` from now on. */
  startTask(id: number): void;
  /** Ends a task that is under way, whatever its time. @default "done" */
  endTask(id: number, outcome?: TaskOutcome): void;
  /** Ends every task under way now, as if its time had come. */
  finishTasks(): void;
}

export class SimulatedWorld implements World {
  readonly emailDomain: DomainWorld;
  readonly mxplan: MxplanWorld;

  constructor(
    private readonly context: Context,
    private readonly save: () => void,
  ) {
    const access: WorldAccess = {
      context,
      advance: () => advanceTasks(context),
      edit: (change) => this.edit(change),
    };
    this.emailDomain = createDomainWorld(access);
    this.mxplan = createMxplanWorld(access);
  }

  services(): ServiceSummary[] {
    return this.context.state.exchangeServices.map((service) => ({
      name: service.name,
      organization: service.organization,
      offer: service.fields.offer,
      domains: domainNames(service),
    }));
  }

  accounts(service?: string): AccountView[] {
    return this.accountRecords(service).map((account) => structuredClone(accountView(this.context, account)));
  }

  account(address: string): AccountView | undefined {
    return this.accounts().find((account) => sameAddress(account.primaryEmailAddress, address));
  }

  freeAccounts(service?: string): string[] {
    const free = this.accountRecords(service).filter((account) => !account.fields.configured);
    return free.map(addressOf).filter((address) => address.toLowerCase().endsWith(`@${placeholderDomain}`));
  }

  sharedAccounts(service?: string): SharedAccountView[] {
    const shared = this.mailboxes(service).filter((mailbox) => mailbox.kind === "sharedAccount");
    return shared.map((mailbox) => structuredClone(sharedAccountView(this.context, mailbox)));
  }

  sharedAccount(address: string): SharedAccountView | undefined {
    return this.sharedAccounts().find((shared) => sameAddress(shared.sharedEmailAddress, address));
  }

  aliases(address: string): string[] {
    return this.mailbox(address).aliases.map((alias) => alias.alias);
  }

  grants(on: string): GrantSummary[] {
    return this.mailbox(on).grants.map(({ right, delegateId, inForce }) => {
      const delegate = this.mailboxes().find((mailbox) => mailbox.fields.id === delegateId);
      return { right, to: delegate === undefined ? "" : addressOf(delegate), toId: delegateId, inForce };
    });
  }

  tasks(service?: string): TaskSummary[] {
    advanceTasks(this.context);
    const { endedTasks, tasks } = this.context.state;
    const all = [...endedTasks, ...tasks].sort((left, right) => left.id - right.id);
    return all.filter((task) => service === undefined || task.service === service).map((task) => this.summary(task));
  }

  private summary(task: TaskRecord): TaskSummary {
    const mailbox = this.context.state.mailboxes.find((one) => one.fields.id === task.targetId);
    return {
      id: task.id,
      function: task.function,
      service: task.service,
      status: taskStatus(this.context, task),
      mailbox: mailbox === undefined ? undefined : addressOf(mailbox),
      subject: task.subject,
    };
  }

  passwordMatches(address: string, password: string): boolean {
    const { passwordHash } = this.accountRecord(address);
    return passwordHash !== null && passwordMatches(passwordHash, password);
  }

  editAccount(address: string, changes: Partial<AccountWritable & AccountReadOnly>): void {
    this.edit(() => Object.assign(this.accountRecord(address).fields, changes));
  }

  editSharedAccount(address: string, changes: Partial<SharedAccountWritable & SharedAccountReadOnly>): void {
    this.edit(() => Object.assign(this.sharedAccountRecord(address).fields, changes));
  }

  setPassword(address: string, password: string): void {
    this.edit(() => setPassword(this.accountRecord(address), hashPassword(password), this.context.nowMs()));
  }

  addSharedAccount(
    service: string,
    fields: Partial<SharedAccountWritable> & Pick<SharedAccountWritable, "sharedEmailAddress" | "quota">,
  ): void {
    this.edit(() => {
      const at = { service: this.service(service).name, id: nextId(this.context, "sharedAccount") };
      this.context.state.mailboxes.push(blankSharedAccount(this.context, at, fields));
    });
  }

  addFreeAccounts(service: string, howMany: number): string[] {
    return this.edit(() => addFreeAccounts(this.context, this.service(service).name, howMany));
  }

  resetAccount(address: string): void {
    this.edit(() => resetAccount(this.context, this.accountRecord(address)));
  }

  remove(address: string): void {
    this.edit(() => removeMailbox(this.context, this.mailbox(address)));
  }

  grant({ on, to, right }: GrantOrder): void {
    this.edit(() => {
      const delegateId = this.accountRecord(to).fields.id;
      putGrant(this.context, this.mailbox(on), {
        right,
        delegateId,
        creationDate: now(this.context),
        inForce: true,
      });
    });
  }

  revoke({ on, to, right }: GrantOrder): void {
    this.edit(() => {
      const mailbox = this.mailbox(on);
      const found = this.grants(on).find((grant) => grant.right === right && sameAddress(grant.to, to));
      if (found === undefined) throw new Error(`${to} does not have ${right} on ${on}`);
      dropGrant(mailbox, right, found.toId);
    });
  }

  startTask(id: number): void {
    this.edit(() => {
      this.task(id).doingAtMs = this.context.nowMs();
    });
  }

  endTask(id: number, outcome: TaskOutcome = "done"): void {
    this.edit(() => endTaskNow(this.context, this.task(id), outcome));
  }

  finishTasks(): void {
    this.edit(() => {
      for (const task of [...this.context.state.tasks]) endTaskNow(this.context, task);
    });
  }

  private task(id: number): TaskRecord {
    const found = this.context.state.tasks.find((task) => task.id === id);
    if (found === undefined) throw new Error(`no task ${id} is under way`);
    return found;
  }

  private edit<Result>(change: () => Result): Result {
    advanceTasks(this.context);
    const result = change();
    this.save();
    return result;
  }

  private mailboxes(service?: string): Mailbox[] {
    advanceTasks(this.context);
    return this.context.state.mailboxes.filter((mailbox) => service === undefined || mailbox.service === service);
  }

  private accountRecords(service?: string): AccountRecord[] {
    return this.mailboxes(service).filter((mailbox) => mailbox.kind === "account");
  }

  private mailbox(address: string): Mailbox {
    const found = this.mailboxes().find((mailbox) => sameAddress(addressOf(mailbox), address));
    if (found === undefined) throw new Error(`the simulated world has no mailbox at ${address}`);
    return found;
  }

  private accountRecord(address: string): AccountRecord {
    const found = this.mailbox(address);
    if (found.kind !== "account") throw new Error(`${address} is a shared account`);
    return found;
  }

  private sharedAccountRecord(address: string): SharedAccountRecord {
    const found = this.mailbox(address);
    if (found.kind !== "sharedAccount") throw new Error(`${address} is an account, not a shared one`);
    return found;
  }

  private service(name: string): ServiceRecord {
    const found = this.context.state.exchangeServices.find((service) => service.name === name);
    if (found === undefined) throw new Error(`the simulated world has no service ${name}`);
    return found;
  }
}
