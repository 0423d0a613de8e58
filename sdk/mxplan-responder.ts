import type * as pulumi from "@pulumi/pulumi";
import { MailResource } from "./resource.js";

export interface MxPlanResponderArgs {
  /**
   * The mailbox that answers, in a domain of the legacy MX Plan: declared in this program, in whatever place, or existing.
   * Kept in lower case. Another mailbox is another responder: a replacement.
   */
  emailAddress: pulumi.Input<string>;
  /** The text of the answer; not empty. Line ends at its end are left out. Updated in place. */
  content: pulumi.Input<string>;
  /**
   * Whether mail that is answered is kept: in the mailbox or, with `copyTo`, there. **With false it is lost.**
   *
   * OVHcloud cannot change this: the responder is removed and made again, within one update. For a moment there is none,
   * and mail that comes then is delivered without an answer.
   * @default true
   */
  keepCopy?: pulumi.Input<boolean>;
  /**
   * The address that gets the mail instead of the mailbox; needs `keepCopy`. A change removes the responder and makes it
   * again, as for `keepCopy`.
   * @default the mailbox itself
   */
  copyTo?: pulumi.Input<string>;
  /**
   * When it starts: a date with a time and a time zone, such as `2026-07-01T00:00:00+02:00`. Kept in whole seconds of UTC;
   * the same instant in another time zone is no change. Updated in place; left out after it was declared, the responder is
   * removed and made again without it.
   * @default at once
   */
  from?: pulumi.Input<string>;
  /**
   * When it ends, after `from` and written like it. The responder stays declared after that day. Updated as `from` is.
   * @default never
   */
  to?: pulumi.Input<string>;
  /**
   * Takes over the responder that the mailbox has: only the differences are written. Without it, an existing one is an error.
   * @default false
   */
  adopt?: pulumi.Input<boolean>;
  /**
   * The credentials are those of somebody to whom this one mailbox was delegated. OVHcloud's guide says that such a delegate
   * may not manage responders; its API and its control panel offer it. Where OVHcloud refuses, that is the error. Tasks
   * cannot be watched by a delegate: a change counts as done when it is shown, and fails after some minutes without that.
   * It waits for the `Delegation` on the mailbox, where the program declares that too. Changed in place, without a call. Leave it out for the owner, and for those to whom the whole domain was delegated.
   * @default false
   */
  asDelegate?: pulumi.Input<boolean>;
}

/**
 * The automatic answer ("responder", « répondeur ») of one mailbox of the legacy MX Plan. A mailbox has one at most.
 *
 * On a domain of the new MX Plan it is refused: there, OVHcloud's guide says, whoever uses the mailbox sets the answer in
 * the webmail. OVHcloud also refuses more responders than the offer allows. A responder stands in the way of a migration of
 * its mailbox.
 *
 * `copyTo`, `from` and `to` are left as OVHcloud has them when the program does not declare them.
 *
 * OVHcloud guide: « MX Plan - Déléguer la gestion de vos comptes e-mails à une autre personne ».
 * API: `/email/domain/{domain}/responder`, `/email/domain/delegatedAccount/{email}/responder`.
 */
export class MxPlanResponder extends MailResource {
  /** The mailbox, in lower case and with its domain in ASCII form. */
  declare public readonly emailAddress: pulumi.Output<string>;
  declare public readonly content: pulumi.Output<string>;
  declare public readonly keepCopy: pulumi.Output<boolean>;
  declare public readonly copyTo: pulumi.Output<string | undefined>;
  /** In UTC, such as `2026-06-30T22:00:00+00:00`. */
  declare public readonly from: pulumi.Output<string | undefined>;
  /** In UTC, such as `2026-06-30T22:00:00+00:00`. */
  declare public readonly to: pulumi.Output<string | undefined>;
  declare public readonly asDelegate: pulumi.Output<boolean>;

  /**
   * @param name how Pulumi calls it; unique among the program's responders
   * @param args whose answer, and what it says
   * @param options Pulumi's own options
   */
  constructor(name: string, args: MxPlanResponderArgs, options?: pulumi.CustomResourceOptions) {
    super({
      kind: "MxPlanResponder",
      name,
      props: { ...args },
      options,
      secretOutputs: [],
      mentions: [args.emailAddress],
      ...(args.asDelegate === true ? { needsDelegationOf: args.emailAddress } : {}),
    });
  }
}
