import type * as pulumi from "@pulumi/pulumi";
import type { CopySummary, Phase } from "../provider/resources/migration/inputs.js";
import type { PasswordFromArgs } from "./mailbox-password.js";
import { MxPlanAccount } from "./mxplan-account.js";
import { MailResource } from "./resource.js";

export type {
  CopySummary as MigrationCopyReport,
  Phase as MigrationPhase,
} from "../provider/resources/migration/inputs.js";

export interface MigrationDestinationArgs {
  /** The Exchange service: its name, or `organization/service` where the two differ. */
  service: pulumi.Input<string>;
  /**
   * The free account to use, such as `3x7k2a@configureme.me`.
   * @default any free account of the service
   */
  freeAccount?: pulumi.Input<string>;
}

export interface ImapCopyArgs {
  /**
   * The server of the source.
   * @default "imap.mail.ovh.net", that of MX Plan in Europe; in America and Asia it is `imap.mail.ovh.ca`
   */
  sourceHost?: pulumi.Input<string>;
  /** @default 993 */
  sourcePort?: pulumi.Input<number>;
  /**
   * The server of the destination.
   * @default the one that OVHcloud names for the domain of the Exchange service, such as `ex5.mail.ovh.net`
   */
  destinationHost?: pulumi.Input<string>;
  /** @default 993 */
  destinationPort?: pulumi.Input<number>;
  /**
   * Connections to each of the two servers, 1 to 8.
   * @default 3
   */
  connections?: pulumi.Input<number>;
}

export interface AccountMigrationArgs {
  /** The mailbox that moves: one of this program, or its address. Another one is another migration. */
  source: MxPlanAccount | pulumi.Input<string>;
  /** Where it moves to. Another one is another migration; refused while this one is under way. */
  destination: pulumi.Input<MigrationDestinationArgs>;
  /**
   * Needed for the legacy MX Plan, whose migration cannot be stopped or undone: the old mailbox is no longer reachable from
   * its beginning on and is deleted within 15 days; filters, responders and mailing lists do not come along.
   * @default false
   */
  confirmIrreversible?: pulumi.Input<boolean>;
  /**
   * Legacy: the present password of the mailbox, which the new one keeps. New generation: the password that the new mailbox
   * gets; left out, a strong one is generated: see {@link AccountMigration.initialPassword}. A secret, sent once.
   */
  password?: pulumi.Input<string>;
  /** Where the password is read when it is needed, instead of `password`: it never comes into the state. */
  passwordFrom?: pulumi.Input<PasswordFromArgs>;
  /**
   * New generation: the address that the source is renamed to before the new mailbox takes its own. In the source's domain.
   * @default the part before the @ with `.mxplan` behind it, such as `anna.durand.mxplan@example.com`
   */
  provisionalAddress?: pulumi.Input<string>;
  /**
   * New generation: how the mail comes to the new mailbox. `{ imap: {} }`: this provider copies all folders over IMAP, and
   * checks both sides. `"external"`: you copy it, with OVH Mail Migrator or by hand; until `copyDone` is true the migration
   * waits, and `pulumi up` succeeds.
   * @default "external"
   */
  copy?: pulumi.Input<"external" | { imap: pulumi.Input<ImapCopyArgs> }>;
  /**
   * Says that the copy by others is complete.
   * @default false
   */
  copyDone?: pulumi.Input<boolean>;
  /** New generation, copy over IMAP: the password of the source. A secret. */
  sourcePassword?: pulumi.Input<string>;
  /** New generation, copy over IMAP: where the password of the source is read, instead of `sourcePassword`. */
  sourcePasswordFrom?: pulumi.Input<PasswordFromArgs>;
  /**
   * New generation: what becomes of the source. `"reset"` loses the mail in it and frees the account; it is done only after
   * the copy was checked, or declared done.
   * @default "keep"
   */
  sourceAfterwards?: pulumi.Input<"keep" | "reset">;
}

/** A record of the destination's domain. */
export interface MigrationDnsRecord {
  readonly record: string;
  readonly valid: boolean;
  readonly found: string[];
  readonly expected: string[];
  /** What to do; empty when it is valid. */
  readonly fix: string;
}

export interface MigrationDns {
  readonly ok: boolean;
  readonly records: MigrationDnsRecord[];
  readonly note: string;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: string;
}

export interface MigrationClientSettings {
  readonly userName: string;
  readonly imap: MailServer;
  readonly smtp: MailServer;
  readonly webmail: string;
  readonly note: string;
}

/**
 * Moves a mailbox from MX Plan to Exchange, in the two ways of OVHcloud's guide. What has begun is never begun again: a run
 * that was stopped, a time-out and a failed task are continued by the next `pulumi up`.
 *
 * - Legacy MX Plan: OVHcloud moves address and mail by itself, in minutes or hours. Nothing takes it back.
 * - New MX Plan: the source is renamed to a provisional address, a free account of Exchange takes the address, the mail is
 *   copied, and the source is kept or reset.
 *
 * All prerequisites are looked at first and told at once, by the preview already: contacts, a free account, the domain,
 * redirections, responders, mailing lists. The preview also says what does not come along and who does what. Taking the
 * resource out of the program undoes nothing.
 *
 * The new mailbox may be declared as an `ExchangeAccount` with `adopt: true` in the same program: it waits for the migration
 * and takes the mailbox over without a change of its password. The `MxPlanAccount` of the source may then leave the program:
 * nothing that was moved is deleted by that.
 *
 * API: `/email/domain/{domain}/account/{accountName}/migrate/…` (legacy); `/email/mxplan/{service}/account` and
 * `/email/exchange/…/account` (new).
 */
export class AccountMigration extends MailResource {
  /** The address that moves. */
  declare public readonly source: pulumi.Output<string>;
  /** `legacy` or `new`: the generation of the source's MX Plan. */
  declare public readonly generation: pulumi.Output<"legacy" | "new">;
  /** How far it is. */
  declare public readonly phase: pulumi.Output<Phase>;
  /** What is for you to do now; empty when nothing is. */
  declare public readonly nextStep: pulumi.Output<string>;
  /** What does not come along. */
  declare public readonly warnings: pulumi.Output<string[]>;
  /** OVHcloud's number of the new mailbox. */
  declare public readonly destinationAccountId: pulumi.Output<number | undefined>;
  /** The password that was generated for the new mailbox. A secret. */
  declare public readonly initialPassword: pulumi.Output<string | undefined>;
  /** What both sides hold after a copy over IMAP. */
  declare public readonly copyReport: pulumi.Output<CopySummary | undefined>;
  /** The records of the domain, and what is to be changed in them. */
  declare public readonly dns: pulumi.Output<MigrationDns | undefined>;
  /** What mail programs must be told. */
  declare public readonly clientSettings: pulumi.Output<MigrationClientSettings | undefined>;

  /**
   * @param name how Pulumi calls it; unique among the program's migrations
   * @param args what moves, and where
   * @param options Pulumi's own options
   */
  constructor(name: string, args: AccountMigrationArgs, options?: pulumi.CustomResourceOptions) {
    const source = args.source instanceof MxPlanAccount ? args.source.emailAddress : args.source;
    super({
      kind: "AccountMigration",
      name,
      props: {
        ...args,
        source,
        generation: undefined,
        phase: undefined,
        nextStep: undefined,
        warnings: undefined,
        destinationAccountId: undefined,
        sourceAccountId: undefined,
        initialPassword: undefined,
        copyReport: undefined,
        dns: undefined,
        clientSettings: undefined,
      },
      options,
      secretOutputs: ["password", "sourcePassword", "initialPassword"],
      brings: source,
    });
  }
}
