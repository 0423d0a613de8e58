import type * as pulumi from "@pulumi/pulumi";
import { MailResource } from "./resource.js";

export interface MxPlanRedirectionArgs {
  /**
   * The address whose mail goes on, such as `info@example.com`, in a domain of MX Plan of either generation. There need
   * not be a mailbox. Kept in lower case. Another address is another redirection: a replacement.
   */
  from: pulumi.Input<string>;
  /**
   * The address that the mail goes to, wherever it is; not `from` itself. Kept in lower case. Updated in place. For several
   * targets, declare a redirection for each.
   */
  to: pulumi.Input<string>;
  /**
   * Whether the mailbox at `from` keeps a copy of what goes on.
   *
   * OVHcloud can neither show nor change this. A change removes the redirection and makes it again, within one update:
   * **until it is made again, which may take minutes, there is none**: mail that comes then stays in the mailbox or, without
   * one, goes back to its sender. Should the update fail in between, the next one makes the redirection. What somebody
   * changes in OVHcloud's control panel is not seen.
   * @default false
   */
  keepCopy?: pulumi.Input<boolean>;
  /**
   * Takes over the redirection that exists between these two addresses. Nothing is written: whether it keeps a copy cannot
   * be seen, so that `keepCopy` is believed as declared. Without it, a redirection that exists is an error: in the preview
   * for the first ten new ones of a domain, and for any before it is made.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * Sends the mail for one address of an MX Plan domain on to another address. An address may have several, and several
 * addresses may lead to one. Works for the legacy and for the new MX Plan; OVHcloud calls these routes "alpha".
 *
 * OVHcloud refuses more redirections than the offer allows, a target that is none, and a second redirection between the
 * same two addresses. One whose target was changed elsewhere is found by OVHcloud's id, as long as it keeps that.
 *
 * Credentials of somebody to whom the whole domain was delegated will do; those of a delegate of one mailbox will not.
 *
 * API: `/email/domain/{domain}/redirection`, `/email/domain/{domain}/redirection/{id}/changeRedirection`.
 */
export class MxPlanRedirection extends MailResource {
  /** The address whose mail goes on, in lower case and with its domain in ASCII form. */
  declare public readonly from: pulumi.Output<string>;
  /** The address that it goes to, in lower case and with its domain in ASCII form. */
  declare public readonly to: pulumi.Output<string>;
  declare public readonly keepCopy: pulumi.Output<boolean>;
  /** OVHcloud's id of the redirection. It may change with `to`. */
  declare public readonly redirectionId: pulumi.Output<string>;

  /**
   * @param name how Pulumi calls it; unique among the program's redirections
   * @param args from where to where
   * @param options Pulumi's own options
   */
  constructor(name: string, args: MxPlanRedirectionArgs, options?: pulumi.CustomResourceOptions) {
    super({
      kind: "MxPlanRedirection",
      name,
      props: { ...args, redirectionId: undefined },
      options,
      secretOutputs: [],
      mentions: [args.from, args.to],
    });
  }
}
