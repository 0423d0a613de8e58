import * as pulumi from "@pulumi/pulumi";
import { MailResource } from "./resource.js";

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
   * The password, always kept as a secret. Sent when the mailbox is made and whenever it changes in the program, never
   * when an existing mailbox is adopted. Left out, a strong one is generated: see {@link ExchangeAccount.initialPassword}.
   * At most 127 characters, no spaces; the service may ask for more (length, complexity).
   */
  password?: pulumi.Input<string>;
  /**
   * Refuses to delete or to replace the mailbox, whose mail would be lost.
   * @default true
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * Takes over the mailbox that exists at this address: the differences are written, and never the password.
   * Without it, an address that is already used is an error.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A mailbox of an Exchange service. On a hosted service it takes one of the free accounts (`@configureme.me`) and sets it
 * up; deleting it resets the account, which stays yours and free again, and its mail is lost.
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
  /** OVHcloud's number of the account, to which rights are given. It outlives a renaming. */
  declare public readonly accountId: pulumi.Output<number>;
  /** The password that was generated when the mailbox was made without one. A secret. */
  declare public readonly initialPassword: pulumi.Output<string | undefined>;

  /**
   * @param name how Pulumi calls it; unique among the program's Exchange accounts
   * @param args what the mailbox shall be
   * @param options Pulumi's own options
   */
  constructor(name: string, args: ExchangeAccountArgs, options?: pulumi.CustomResourceOptions) {
    const { password } = args;
    super({
      kind: "ExchangeAccount",
      name,
      props: {
        ...args,
        password: password === undefined ? undefined : pulumi.secret(password),
        accountId: undefined,
        initialPassword: undefined,
      },
      options,
      secretOutputs: ["password", "initialPassword"],
      declares: args.emailAddress,
    });
  }
}
