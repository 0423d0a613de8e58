import type * as pulumi from "@pulumi/pulumi";
import type { PasswordFromArgs } from "./mailbox-password.js";
import { MailResource } from "./resource.js";

export interface ForwardingArgs {
  /** The address that mail is sent on to. */
  to: pulumi.Input<string>;
  /**
   * Whether the mailbox keeps a copy.
   * @default true
   */
  keepCopy?: pulumi.Input<boolean>;
}

/** Viruses are always deleted: OVHcloud refuses anything else. */
export interface SpamAndVirusArgs {
  /**
   * Whether mail is looked at for spam and viruses at all.
   * @default true
   */
  enabled?: pulumi.Input<boolean>;
  /** @default false */
  checkDkim?: pulumi.Input<boolean>;
  /** @default false */
  checkSpf?: pulumi.Input<boolean>;
  /** Overrides `putInJunk`. @default false */
  deleteSpam?: pulumi.Input<boolean>;
  /** @default false */
  putInJunk?: pulumi.Input<boolean>;
  /** Marks the subject. @default false */
  tagSpam?: pulumi.Input<boolean>;
  /** Marks the subject. @default false */
  tagVirus?: pulumi.Input<boolean>;
}

export interface ProtocolsArgs {
  /** @default true */
  imap?: pulumi.Input<boolean>;
  /** @default true */
  pop?: pulumi.Input<boolean>;
  /** @default true */
  activeSync?: pulumi.Input<boolean>;
  /** @default true */
  webMail?: pulumi.Input<boolean>;
}

/** What is ordered, and how it is paid, when a new mailbox finds no free account. */
export interface OrderWhenNoneFreeArgs {
  /** For how long the account is ordered. OVHcloud renews it by itself; see `renewPeriod` and `deleteAtExpiration`. */
  duration: pulumi.Input<"monthly" | "yearly">;
  /** @default the mailbox's own `license`, or `standard` */
  license?: pulumi.Input<"basic" | "standard" | "enterprise">;
  /** GB. @default 50, by OVHcloud */
  storageQuotaGb?: pulumi.Input<50 | 300>;
  /**
   * OVHcloud's number of the payment method that pays the order, as `GET /me/payment/method` lists them. Left out, the run
   * waits until somebody has paid, and says where.
   */
  paymentMethodId?: pulumi.Input<number>;
}

export interface ExchangeAccountArgs {
  /**
   * The Exchange service: its name, such as `hosted-ab12345-1`, or `organization/service` where the two differ.
   * Another service would be another, empty mailbox: refused unless `deletionProtection` is off, and then a replacement.
   */
  service: pulumi.Input<string>;
  /**
   * The address of the mailbox. Lower case. Its domain must be one of the service's.
   * A change renames the mailbox in place; nothing in it is lost.
   */
  emailAddress: pulumi.Input<string>;
  /**
   * Other addresses that reach the mailbox, at most 1000; a set. Aliases that are not in it are removed. Stopping to declare
   * it removes those that it named. Updated in place.
   */
  emailAliases?: pulumi.Input<pulumi.Input<string>[]>;
  /** The name that people see, at most 256 characters. Updated in place. */
  displayName?: pulumi.Input<string>;
  /** First name, at most 256 characters. Updated in place. */
  firstName?: pulumi.Input<string>;
  /** Last name, at most 256 characters. Updated in place. */
  lastName?: pulumi.Input<string>;
  /** Initials, at most 256 characters. Updated in place. */
  initials?: pulumi.Input<string>;
  /** Company, at most 256 characters. Updated in place. */
  company?: pulumi.Input<string>;
  /** Whether the address is left out of the service's directory (the Global Address List). Updated in place. */
  hiddenFromDirectory?: pulumi.Input<boolean>;
  /**
   * The Exchange licence. Updated in place; OVHcloud may bill another price. Left out when the mailbox is made on a
   * service that makes mailboxes at will: `standard`.
   */
  license?: pulumi.Input<"basic" | "standard" | "enterprise">;
  /** GB, where the offer lets one choose it: OVHcloud's panel offers this on `provider` services only. Updated in place. */
  quotaGb?: pulumi.Input<number>;
  /** Sends arriving mail on to another address. Stopping to declare it ends the forwarding. Updated in place. */
  forwarding?: pulumi.Input<ForwardingArgs>;
  /** How arriving mail is filtered. What is left out of it has its default. Updated in place. */
  spamAndVirus?: pulumi.Input<SpamAndVirusArgs>;
  /** By which protocols the mailbox may be opened. What is left out of it is allowed. Updated in place. */
  protocols?: pulumi.Input<ProtocolsArgs>;
  /** Whether an Outlook licence belongs to it. It costs money. Updated in place. */
  outlookLicense?: pulumi.Input<boolean>;
  /** Whether the account ends with the period that is paid for, instead of being renewed. Updated in place. */
  deleteAtExpiration?: pulumi.Input<boolean>;
  /** For how long the account is renewed each time. Updated in place. */
  renewPeriod?: pulumi.Input<"monthly" | "yearly">;
  /**
   * The password, always kept as a secret. Sent when the mailbox is made and whenever it changes in the program, never
   * when a mailbox that was ever used is adopted. Left out, a strong one is generated: see {@link ExchangeAccount.initialPassword}.
   * At most 127 characters, no spaces; the service may ask for more (length, complexity). Not together with `passwordFrom`.
   */
  password?: pulumi.Input<string>;
  /**
   * Reads the password from an environment variable, a file or a command at the moment it is sent, so that it never enters
   * Pulumi's state or engine, not even encrypted; the rules of `password` hold for it. Sent when the mailbox is made, when
   * the program first declares this, and for each new `passwordVersion`; never when a mailbox that was ever used is
   * adopted, nor because another source is named. A preview does not read it. Where it cannot be read, the error names
   * `passwordFrom.env`, `.file` or `.command`, and nothing was changed.
   */
  passwordFrom?: pulumi.Input<PasswordFromArgs>;
  /**
   * Another number or text (at most 256 characters) than before reads `passwordFrom` again and sends what it holds by then;
   * a change to no version sends nothing. It stands in the state in clear: do not derive it from the password.
   */
  passwordVersion?: pulumi.Input<string | number>;
  /**
   * Refuses to delete or to replace the mailbox, whose mail would be lost.
   * @default true
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * Takes over the mailbox that exists at this address: the differences are written, and no password. One that was
   * never used (no password, no logon, no mail), as a run that was killed may leave it, gets the declared one.
   * Without it, an address that is already used is an error.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
  /**
   * Orders an account when the mailbox is to be made and none is free. It costs money: left out, nothing is ever ordered,
   * and too few free accounts are an error of the preview. The preview warns how many will be ordered and at what price.
   * Mailboxes that need one at the same time, on the same terms, share one order; an order for the service that is not
   * delivered yet is waited for before another one is made, and paid only if this resource or one of the same run made it.
   *
   * What is ordered comes some minutes after it is paid. Where that takes longer than `ovhmail:taskTimeoutSeconds`, the error says
   * where to pay; the resource stays in the state, without `accountId`, and the next `pulumi up` goes on with the same order.
   * Taking such a resource out of the program does not cancel its order. Needs the rights `GET /me/order*` and, to pay,
   * `POST /me/order/*`. Without effect on services that make mailboxes at will (dedicated): the preview says so. A change of
   * it changes nothing by itself.
   *
   * API: `POST /order/email/exchange/{organizationName}/service/{exchangeService}/account/{duration}`,
   * `POST /me/order/{orderId}/pay`.
   */
  orderWhenNoneFree?: pulumi.Input<OrderWhenNoneFreeArgs>;
}

/**
 * A mailbox of an Exchange service. On services whose accounts are ordered (hosted, and provider after Exchange 2010) it
 * takes one of the free accounts (`@configureme.me`) and sets it up; deleting it resets the account, which stays yours and
 * free again. On the others (dedicated) it is made and removed. Either way deleting it loses its mail.
 *
 * A property that the program does not declare is left as OVHcloud has it; one that it stops declaring is emptied.
 *
 * API: `/email/exchange/{organizationName}/service/{exchangeService}/account`.
 */
export class ExchangeAccount extends MailResource {
  /** The service, as in the arguments. */
  declare public readonly service: pulumi.Output<string>;
  /** The address, in lower case and with its domain in ASCII form. */
  declare public readonly emailAddress: pulumi.Output<string>;
  declare public readonly displayName: pulumi.Output<string | undefined>;
  declare public readonly firstName: pulumi.Output<string | undefined>;
  declare public readonly lastName: pulumi.Output<string | undefined>;
  declare public readonly initials: pulumi.Output<string | undefined>;
  declare public readonly company: pulumi.Output<string | undefined>;
  declare public readonly hiddenFromDirectory: pulumi.Output<boolean | undefined>;
  declare public readonly emailAliases: pulumi.Output<string[] | undefined>;
  declare public readonly license: pulumi.Output<"basic" | "standard" | "enterprise" | undefined>;
  /** GB. */
  declare public readonly quotaGb: pulumi.Output<number | undefined>;
  declare public readonly forwarding: pulumi.Output<{ to: string; keepCopy: boolean } | undefined>;
  declare public readonly spamAndVirus: pulumi.Output<Required<pulumi.Unwrap<SpamAndVirusArgs>> | undefined>;
  declare public readonly protocols: pulumi.Output<Required<pulumi.Unwrap<ProtocolsArgs>> | undefined>;
  declare public readonly outlookLicense: pulumi.Output<boolean | undefined>;
  declare public readonly deleteAtExpiration: pulumi.Output<boolean | undefined>;
  declare public readonly renewPeriod: pulumi.Output<"monthly" | "yearly" | undefined>;
  /** OVHcloud's number of the account, to which rights are given. It outlives a renaming. */
  declare public readonly accountId: pulumi.Output<number>;
  /** The password that was generated when the mailbox was made without one. A secret. Gone once the program declares one. */
  declare public readonly initialPassword: pulumi.Output<string | undefined>;

  /**
   * @param name how Pulumi calls it; unique among the program's Exchange accounts
   * @param args what the mailbox shall be
   * @param options Pulumi's own options
   */
  constructor(name: string, args: ExchangeAccountArgs, options?: pulumi.CustomResourceOptions) {
    super({
      kind: "ExchangeAccount",
      name,
      props: {
        ...args,
        accountId: undefined,
        initialPassword: undefined,
      },
      options,
      secretOutputs: ["password", "initialPassword"],
      declares: args.emailAddress,
    });
  }
}
