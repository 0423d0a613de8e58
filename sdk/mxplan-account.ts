import type * as pulumi from "@pulumi/pulumi";
import type { PasswordFromArgs } from "./mailbox-password.js";
import { MailResource } from "./resource.js";

export interface MxPlanAccountArgs {
  /**
   * The address of the mailbox. Lower case. Its domain must be one that has MX Plan.
   *
   * Legacy MX Plan: OVHcloud cannot rename a mailbox, so another address would be a new, empty one. It is refused unless
   * `replaceOnRename` is true, and then it is a replacement. New MX Plan: renamed in place, nothing in it is lost; the new
   * domain must be one of the same service.
   */
  emailAddress: pulumi.Input<string>;
  /**
   * The password, always kept as a secret. Sent when the mailbox is made and whenever it changes in the program, never
   * when a mailbox that was ever used is adopted. Left out, a strong one is generated: see {@link MxPlanAccount.initialPassword}.
   * Not together with `passwordFrom`. No spaces.
   *
   * Legacy MX Plan: 9 to 30 characters, no accented letter, checked before anything is changed; OVHcloud does not tell
   * whether it has set the password in the end. New MX Plan: at most 127 characters, and what the service asks for
   * (length, complexity): its refusal names `password`.
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
   * How much the mailbox may hold, in bytes: one of the sizes that OVHcloud allows for the domain, checked before anything
   * is changed. Left out when the mailbox is made: OVHcloud's own default, 5000000000. Legacy MX Plan only; the new one
   * has `quotaGb`. Updated in place.
   */
  sizeBytes?: pulumi.Input<number>;
  /**
   * A note about the mailbox, at most 32 characters as OVHcloud's panel counts them (in punycode, so fewer with letters that
   * are not in ASCII), without `:`, `§` and `⁼`. Legacy MX Plan only; the new one has `displayName`. Updated in place.
   */
  description?: pulumi.Input<string>;
  /** The name that people see, at most 256 characters. New MX Plan only. Updated in place. */
  displayName?: pulumi.Input<string>;
  /** First name, at most 256 characters. New MX Plan only. Updated in place. */
  firstName?: pulumi.Input<string>;
  /** Last name, at most 256 characters. New MX Plan only. Updated in place. */
  lastName?: pulumi.Input<string>;
  /** Initials, at most 256 characters. New MX Plan only. Updated in place. */
  initials?: pulumi.Input<string>;
  /** Whether the address is left out of the service's directory. New MX Plan only. Updated in place. */
  hiddenFromDirectory?: pulumi.Input<boolean>;
  /**
   * How much the mailbox may hold, in GB (OVHcloud states no unit; its panel computes with this one): one of the sizes that
   * OVHcloud allows for the account, checked before anything is changed. New MX Plan only; the legacy one has `sizeBytes`.
   * Updated in place.
   */
  quotaGb?: pulumi.Input<number>;
  /**
   * Other addresses that reach the mailbox, at most 1000; a set. Aliases that are not in it are removed. Stopping to declare
   * it removes those that it named. New MX Plan only; with the legacy one an `MxPlanRedirection` does the same. A service
   * that runs on Zimbra may refuse aliases. Updated in place.
   */
  emailAliases?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Refuses to delete or to replace the mailbox, whose mail would be lost. Without meaning for a delegated mailbox, which
   * stays whatever becomes of its resource.
   * @default true
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * Takes over the mailbox that exists at this address: the differences are written, and no password. One that was
   * never used (no password, no logon, no mail), as a run that was killed may leave it, gets the declared one.
   * Without it, an address that is already used is an error, and nothing is changed.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
  /**
   * Legacy MX Plan: lets another `emailAddress` make a new, empty mailbox and delete this one with its mail;
   * `deletionProtection` must be off as well. Without meaning in the new MX Plan, which renames in place.
   * @default false
   */
  replaceOnRename?: pulumi.Input<boolean>;
  /**
   * The mailbox is somebody else's, who delegated it to the customer of these credentials: the right `manage`, given with a
   * `Delegation` on `{ mxPlanAccount }`. Only the password, `sizeBytes` and `description` can be declared then. Nothing is
   * ever made or deleted: creating the resource takes over the mailbox as `adopt` does, and deleting it makes no call. Its
   * tasks cannot be watched, so a password counts as set when OVHcloud has accepted it. It waits for the `Delegation` on the
   * mailbox, where the program declares that too (with the owner's credentials, by an `ovhmail.Provider`). It cannot change
   * afterwards: take the resource out of the state with `pulumi state delete` and declare another.
   * @default false
   */
  asDelegate?: pulumi.Input<boolean>;
}

/**
 * A mailbox of an MX Plan, of whichever generation: OVHcloud says which one a domain has, and {@link generation} tells.
 *
 * Legacy MX Plan: the mailbox is made and removed. New MX Plan: it takes one of the free accounts (`@configureme.me`) and
 * sets it up; deleting it resets the account, which stays yours and free again. Either way deleting it loses its mail.
 * A property that only the other generation has is refused before anything is changed, with what to use instead.
 *
 * When OVHcloud has moved the domain to the new MX Plan since the last run, changes are refused until `pulumi refresh` has
 * found the mailbox in its new place. The resource's id stays as it was made.
 *
 * OVHcloud gives legacy mailboxes neither a number nor a date: one that somebody deletes, and makes again under the same
 * name, passes for the same, though its mail is gone and its password is another.
 *
 * A property that the program does not declare is left as OVHcloud has it; one that it stops declaring is emptied, sizes
 * apart. Changes take some minutes at OVHcloud; they are waited for.
 *
 * OVHcloud guides: « MX Plan - Déléguer la gestion de vos comptes e-mails à une autre personne », « Migrer une adresse e-mail MX Plan
 * vers un compte Exchange ». API: `/email/domain/{domain}/account`, `/email/mxplan/{service}/account`,
 * `/email/domain/delegatedAccount/{email}`.
 */
export class MxPlanAccount extends MailResource {
  /** The address, in lower case and with its domain in ASCII form. */
  declare public readonly emailAddress: pulumi.Output<string>;
  /** Bytes. Legacy MX Plan only. */
  declare public readonly sizeBytes: pulumi.Output<number | undefined>;
  declare public readonly description: pulumi.Output<string | undefined>;
  declare public readonly displayName: pulumi.Output<string | undefined>;
  declare public readonly firstName: pulumi.Output<string | undefined>;
  declare public readonly lastName: pulumi.Output<string | undefined>;
  declare public readonly initials: pulumi.Output<string | undefined>;
  declare public readonly hiddenFromDirectory: pulumi.Output<boolean | undefined>;
  /** GB. New MX Plan only. */
  declare public readonly quotaGb: pulumi.Output<number | undefined>;
  declare public readonly emailAliases: pulumi.Output<string[] | undefined>;
  /** Which MX Plan holds the mailbox. */
  declare public readonly generation: pulumi.Output<"legacy" | "new">;
  /** The service of the new MX Plan, such as `mxplan-ab12345-1`; undefined in the legacy one. */
  declare public readonly mxPlanService: pulumi.Output<string | undefined>;
  /**
   * OVHcloud's number of the account in the new MX Plan, to which rights are given; it outlives a renaming. Undefined in the
   * legacy one.
   */
  declare public readonly accountId: pulumi.Output<number | undefined>;
  /** The password that was generated when the mailbox was made without one. A secret. Gone once the program declares one. */
  declare public readonly initialPassword: pulumi.Output<string | undefined>;

  /**
   * @param name how Pulumi calls it; unique among the program's MX Plan accounts
   * @param args what the mailbox shall be
   * @param options Pulumi's own options
   */
  constructor(name: string, args: MxPlanAccountArgs, options?: pulumi.CustomResourceOptions) {
    const { emailAddress } = args;
    super({
      kind: "MxPlanAccount",
      name,
      props: {
        ...args,
        generation: undefined,
        mxPlanService: undefined,
        accountId: undefined,
        initialPassword: undefined,
      },
      options,
      secretOutputs: ["password", "initialPassword"],
      // A delegate's resource gives life to nothing: the mailbox is its owner's, and so is the delegation that it needs.
      ...(args.asDelegate === true ? { needsDelegationOf: emailAddress } : { declares: emailAddress }),
    });
  }
}
