import * as pulumi from "@pulumi/pulumi";
import { numbersAt } from "./addresses.js";
import { MailResource } from "./resource.js";

/**
 * People by address. A set: neither order nor repetition means anything. Pulumi keeps it keyed by address, so that a
 * preview says who comes and who goes; the map form is what an import writes.
 */
export type PeopleArgs = pulumi.Input<pulumi.Input<string>[]> | pulumi.Input<{ [emailAddress: string]: true }>;

export interface ContactGroupArgs {
  /**
   * The Exchange service: its name, such as `hosted-ab12345-1`, or `organization/service` where the two differ.
   * Another service would be another group: a replacement.
   */
  service: pulumi.Input<string>;
  /**
   * The address of the group, which nothing else may have. Lower case. Its domain must be one of the service's.
   * A change renames the group in place.
   */
  emailAddress: pulumi.Input<string>;
  /**
   * Other addresses that reach the group, at most 1000; a set. Aliases that are not in it are removed. Stopping to declare
   * it removes those that it named. Updated in place.
   */
  emailAliases?: pulumi.Input<pulumi.Input<string>[]>;
  /** The name that people see, at most 256 characters. Updated in place. */
  displayName?: pulumi.Input<string>;
  /** Company, at most 256 characters. Updated in place. */
  company?: pulumi.Input<string>;
  /**
   * Who may join: `open` anybody by themselves, `moderated` after a manager agreed, `closed` nobody but by a manager.
   * Updated in place.
   * @default "closed"
   */
  joinPolicy?: pulumi.Input<"open" | "moderated" | "closed">;
  /**
   * Who may leave: `open` anybody by themselves, `closed` nobody but by a manager. Updated in place.
   * @default "closed"
   */
  leavePolicy?: pulumi.Input<"open" | "closed">;
  /** The largest message that the group receives, in MB. Left out: as large as OVHcloud allows. Updated in place. */
  maxReceiveSizeMb?: pulumi.Input<number>;
  /** The largest message that is sent as the group, in MB. Left out: as large as OVHcloud allows. Updated in place. */
  maxSendSizeMb?: pulumi.Input<number>;
  /** Whether the address is left out of the service's directory (the Global Address List). Updated in place. */
  hiddenFromDirectory?: pulumi.Input<boolean>;
  /** Whether only users of the service may write to the group. Updated in place. */
  authenticationRequired?: pulumi.Input<boolean>;
  /**
   * Who receives what is sent to the group (« Contacts »): mailboxes of the service and external contacts, at most 10,000.
   * Others are taken out of the group. Left out, nobody is touched. Updated in place, person by person.
   */
  members?: PeopleArgs;
  /**
   * Who manages the group (« Administrateurs »): mailboxes of the service. A manager who is no member receives nothing.
   * Others cease to be managers. Left out, nobody is touched. Updated in place, person by person.
   */
  managers?: PeopleArgs;
  /**
   * Takes over the group that exists at this address: only the differences are written.
   * Without it, an address that is already used is an error.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A contact group: mail to its address reaches its members. What it holds is not mail, so taking it out of the program
 * deletes it without further question.
 *
 * A property that the program does not declare is left as OVHcloud has it; one that it stops declaring is emptied.
 *
 * OVHcloud guide: « Utilisation des groupes (mailing-list) avec un compte Exchange ».
 * API: `/email/exchange/{organizationName}/service/{exchangeService}/mailingList`.
 */
export class ContactGroup extends MailResource {
  /** The service, as in the arguments. */
  declare public readonly service: pulumi.Output<string>;
  /** The address, in lower case and with its domain in ASCII form. */
  declare public readonly emailAddress: pulumi.Output<string>;
  declare public readonly emailAliases: pulumi.Output<string[] | undefined>;
  declare public readonly displayName: pulumi.Output<string | undefined>;
  declare public readonly company: pulumi.Output<string | undefined>;
  declare public readonly joinPolicy: pulumi.Output<"open" | "moderated" | "closed">;
  declare public readonly leavePolicy: pulumi.Output<"open" | "closed">;
  /** MB. */
  declare public readonly maxReceiveSizeMb: pulumi.Output<number | undefined>;
  /** MB. */
  declare public readonly maxSendSizeMb: pulumi.Output<number | undefined>;
  declare public readonly hiddenFromDirectory: pulumi.Output<boolean | undefined>;
  declare public readonly authenticationRequired: pulumi.Output<boolean | undefined>;
  /** Keyed by address. */
  declare public readonly members: pulumi.Output<{ [emailAddress: string]: true } | undefined>;
  /** Keyed by address. */
  declare public readonly managers: pulumi.Output<{ [emailAddress: string]: true } | undefined>;

  /**
   * @param name how Pulumi calls it; unique among the program's contact groups
   * @param args what the group shall be
   * @param options Pulumi's own options
   */
  constructor(name: string, args: ContactGroupArgs, options?: pulumi.CustomResourceOptions) {
    const mentions = [...plainAddresses(args.members), ...plainAddresses(args.managers)];
    super({
      kind: "ContactGroup",
      name,
      props: { ...args, __accounts: numbersAt(mentions), people: undefined },
      options,
      secretOutputs: [],
      declares: args.emailAddress,
      mentions,
    });
  }
}

/** The addresses that the program writes out; Pulumi orders the others already. */
function plainAddresses(people: PeopleArgs | undefined): pulumi.Input<string>[] {
  if (Array.isArray(people)) return people;
  if (typeof people !== "object" || pulumi.Output.isInstance(people) || "then" in people) return [];
  return Object.keys(people);
}
