import type * as pulumi from "@pulumi/pulumi";
import { MailResource } from "./resource.js";

export interface SharedMailboxArgs {
  /**
   * The Exchange service: its name, such as `hosted-ab12345-1`, or `organization/service` where the two differ.
   * Another service would be another, empty mailbox: refused unless `deletionProtection` is off, and then a replacement.
   */
  service: pulumi.Input<string>;
  /** The address, in use nowhere else at OVHcloud. Lower case. A change renames the mailbox in place. */
  emailAddress: pulumi.Input<string>;
  /**
   * Other addresses that reach the mailbox, at most 1000; a set. Aliases that are not in it are removed. Stopping to declare
   * it removes those that it named. Updated in place.
   */
  emailAliases?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The size, in MB. Together with the service's other shared mailboxes it must fit into the space that the service
   * gives to them. Updated in place.
   */
  quotaMb: pulumi.Input<number>;
  /** The name that people see, at most 256 characters. Updated in place. */
  displayName?: pulumi.Input<string>;
  /** First name, at most 256 characters. Updated in place. */
  firstName?: pulumi.Input<string>;
  /** Last name, at most 256 characters. Updated in place. */
  lastName?: pulumi.Input<string>;
  /** Initials, at most 256 characters. Updated in place. */
  initials?: pulumi.Input<string>;
  /** Whether the address is left out of the service's directory (the Global Address List). Updated in place. */
  hiddenFromDirectory?: pulumi.Input<boolean>;
  /**
   * Refuses to delete or to replace the mailbox, whose mail would be lost.
   * @default true
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * Takes over the shared mailbox that exists at this address, writing nothing but the differences.
   * Without it, an address that is already used is an error.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A mailbox of an Exchange service that several people use. It has no password: who reaches it is said by a
 * {@link Delegation}, and without one nobody does.
 *
 * A property that the program does not declare is left as OVHcloud has it; one that it stops declaring is emptied.
 *
 * OVHcloud guide: « Créer et utiliser un compte partagé ». API: `/email/exchange/{organizationName}/service/{exchangeService}/sharedAccount`.
 */
export class SharedMailbox extends MailResource {
  /** The service, as in the arguments. */
  declare public readonly service: pulumi.Output<string>;
  /** The address, in lower case and with its domain in ASCII form. */
  declare public readonly emailAddress: pulumi.Output<string>;
  declare public readonly emailAliases: pulumi.Output<string[] | undefined>;
  /** MB. */
  declare public readonly quotaMb: pulumi.Output<number>;
  declare public readonly displayName: pulumi.Output<string | undefined>;
  declare public readonly firstName: pulumi.Output<string | undefined>;
  declare public readonly lastName: pulumi.Output<string | undefined>;
  declare public readonly initials: pulumi.Output<string | undefined>;
  declare public readonly hiddenFromDirectory: pulumi.Output<boolean | undefined>;
  /** OVHcloud's number of the shared mailbox. It outlives a renaming. */
  declare public readonly mailboxId: pulumi.Output<number>;

  /**
   * @param name how Pulumi calls it; unique among the program's shared mailboxes
   * @param args what the mailbox shall be
   * @param options Pulumi's own options
   */
  constructor(name: string, args: SharedMailboxArgs, options?: pulumi.CustomResourceOptions) {
    super({
      kind: "SharedMailbox",
      name,
      props: { ...args, mailboxId: undefined },
      options,
      secretOutputs: [],
      declares: args.emailAddress,
    });
  }
}
