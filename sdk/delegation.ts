import type * as pulumi from "@pulumi/pulumi";
import { ExchangeAccount } from "./exchange-account.js";
import { MailResource } from "./resource.js";
import { SharedMailbox } from "./shared-mailbox.js";

/**
 * What a delegate may do:
 * - `fullAccess` (« Droit d'accès »): open the mailbox and read it;
 * - `sendAs` (« Droit d'envoi »): send as the mailbox; nobody sees who wrote;
 * - `sendOnBehalf` (« Droit d'envoyer de la part »): send for the mailbox; both names are seen.
 *
 * `sendAs` and `sendOnBehalf` exclude each other for one delegate.
 */
export type Right = "fullAccess" | "sendAs" | "sendOnBehalf";

/** A mailbox by its address. */
export interface MailboxReference {
  /** The Exchange service: its name, or `organization/service` where the two differ. */
  service: pulumi.Input<string>;
  /** The address of a mailbox or of a shared mailbox. */
  emailAddress: pulumi.Input<string>;
}

export interface DelegationArgs {
  /**
   * The mailbox: one of this program, or one by its service and address. Pointed at another mailbox, the rights that
   * were given on the former one are taken back. Another service replaces the resource.
   */
  on: ExchangeAccount | SharedMailbox | MailboxReference;
  /**
   * The rights, by the address of the delegate, which must be a mailbox of the same service: declared in this program, in
   * whatever place, or existing. Updated in place, right by right.
   */
  grants: pulumi.Input<{ [delegate: string]: pulumi.Input<pulumi.Input<Right>[]> }>;
  /**
   * `exclusive`: these rights and no others; what somebody else gave on this mailbox is taken back.
   * `additive`: what this resource did not give is never touched.
   * @default "exclusive"
   */
  mode?: pulumi.Input<"exclusive" | "additive">;
}

/**
 * Who may do what on one mailbox: all its delegates. A mailbox has one of these; two would undo each other's work.
 * Taking it out of the program takes its rights back. They are effective within minutes.
 *
 * OVHcloud guides: « Créer et utiliser un compte partagé », « Envoyer en tant que depuis un compte Exchange (Send As) ».
 * API: `fullAccess`, `sendAs` and `sendOnBehalfTo` below an account and a shared account.
 */
export class Delegation extends MailResource {
  /** The service and the address of the mailbox. */
  declare public readonly on: pulumi.Output<{ service: string; emailAddress: string }>;
  /** The rights by delegate, addresses in lower case. */
  declare public readonly grants: pulumi.Output<{ [delegate: string]: Right[] }>;
  declare public readonly mode: pulumi.Output<"exclusive" | "additive">;

  /**
   * @param name how Pulumi calls it; unique among the program's delegations
   * @param args on what, to whom, which rights
   * @param options Pulumi's own options
   */
  constructor(name: string, args: DelegationArgs, options?: pulumi.CustomResourceOptions) {
    const { service, emailAddress } = args.on;
    super({
      kind: "Delegation",
      name,
      props: {
        ...args,
        on: isMailResource(args.on) ? { service, emailAddress } : args.on,
        targetType: undefined,
        targetId: undefined,
        delegateIds: undefined,
      },
      options,
      secretOutputs: [],
      mentions: mentioned(args),
    });
  }
}

function isMailResource(on: DelegationArgs["on"]): boolean {
  return on instanceof ExchangeAccount || on instanceof SharedMailbox;
}

/** The mailbox and the delegates, as far as the program names them by their addresses. */
function mentioned({ on, grants }: DelegationArgs): pulumi.Input<string>[] {
  const delegates =
    typeof grants === "object" && !("apply" in grants) && !("then" in grants) ? Object.keys(grants) : [];
  return [on.emailAddress, ...delegates];
}
