import type * as pulumi from "@pulumi/pulumi";
import { MailResource } from "./resource.js";

export interface ExternalContactArgs {
  /**
   * The Exchange service: its name, such as `hosted-ab12345-1`, or `organization/service` where the two differ.
   * Another service would be another contact: a replacement.
   */
  service: pulumi.Input<string>;
  /** The person's address, elsewhere. Kept in lower case. Updated in place. */
  emailAddress: pulumi.Input<string>;
  /** The name that people see, at most 256 characters. Updated in place. */
  displayName?: pulumi.Input<string>;
  /** First name, at most 256 characters. Updated in place. */
  firstName?: pulumi.Input<string>;
  /** Last name, at most 256 characters. Updated in place. */
  lastName?: pulumi.Input<string>;
  /** Initials, at most 256 characters. Updated in place. */
  initials?: pulumi.Input<string>;
  /** Whether the person is left out of the service's directory (the Global Address List). Updated in place. */
  hiddenFromDirectory?: pulumi.Input<boolean>;
  /**
   * Takes over the contact that exists with this address: only the differences are written.
   * Without it, an address that is already used is an error.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A person outside the service who stands in its directory and may be a member of its groups.
 *
 * A property that the program does not declare is left as OVHcloud has it; one that it stops declaring is emptied.
 *
 * API: `/email/exchange/{organizationName}/service/{exchangeService}/externalContact`.
 */
export class ExternalContact extends MailResource {
  /** The service, as in the arguments. */
  declare public readonly service: pulumi.Output<string>;
  /** The address, in lower case and with its domain in ASCII form. */
  declare public readonly emailAddress: pulumi.Output<string>;
  declare public readonly displayName: pulumi.Output<string | undefined>;
  declare public readonly firstName: pulumi.Output<string | undefined>;
  declare public readonly lastName: pulumi.Output<string | undefined>;
  declare public readonly initials: pulumi.Output<string | undefined>;
  declare public readonly hiddenFromDirectory: pulumi.Output<boolean | undefined>;
  /** OVHcloud's number of the contact. It outlives a change of the address. */
  declare public readonly contactId: pulumi.Output<number>;

  /**
   * @param name how Pulumi calls it; unique among the program's external contacts
   * @param args who it is
   * @param options Pulumi's own options
   */
  constructor(name: string, args: ExternalContactArgs, options?: pulumi.CustomResourceOptions) {
    super({
      kind: "ExternalContact",
      name,
      props: { ...args, contactId: undefined },
      options,
      secretOutputs: [],
      declares: args.emailAddress,
    });
  }
}
