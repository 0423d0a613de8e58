import { addFreeAccounts } from "./build-world.js";
import { type Context, now } from "./context.js";
import { dropGrant, putGrant, removeMailbox, resetAccount, setPassword } from "./effects.js";
import { addressOf, sameAddress } from "./mailboxes.js";
import type {
  AccountReadOnly,
  AccountRecord,
  AccountView,
  AccountWritable,
  Mailbox,
  Right,
  ServiceRecord,
  SharedAccountReadOnly,
  SharedAccountRecord,
  SharedAccountView,
  SharedAccountWritable,
  TaskStatus,
} from "./model.js";
import { blankSharedAccount, nextId, placeholderDomain } from "./new-mailbox.js";
import { hashPassword, passwordMatches } from "./passwords.js";
import { advanceTasks, taskStatus } from "./tasks.js";
import { accountView, sharedAccountView } from "./views.js";

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
  services(): ServiceRecord[];
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
  /** Ends every task under way now, as if its time had come. */
  finishTasks(): void;
}

export class SimulatedWorld implements World {
  constructor(
    private readonly context: Context,
    private readonly save: () => void,
  ) {}

  services(): ServiceRecord[] {
    return structuredClone(this.context.state.services);
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
    const tasks = this.context.state.tasks.filter((task) => service === undefined || task.service === service);
    return tasks.map((task) => {
      const mailbox = this.context.state.mailboxes.find((one) => one.fields.id === task.mailboxId);
      const { id, function: functionName, service: name, subject } = task;
      const at = mailbox === undefined ? undefined : addressOf(mailbox);
      return {
        id,
        function: functionName,
        service: name,
        status: taskStatus(this.context, task),
        mailbox: at,
        subject,
      };
    });
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

  finishTasks(): void {
    this.edit(() => {
      const atMs = this.context.nowMs();
      for (const task of this.context.state.tasks) {
        if (task.ended) continue;
        task.endsAtMs = Math.min(task.endsAtMs, atMs);
        task.doingAtMs = Math.min(task.doingAtMs, atMs);
      }
      advanceTasks(this.context);
    });
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
    const found = this.context.state.services.find((service) => service.name === name);
    if (found === undefined) throw new Error(`the simulated world has no service ${name}`);
    return found;
  }
}
