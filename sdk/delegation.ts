import * as pulumi from "@pulumi/pulumi";
import { numbersAt } from "./addresses.js";
import { ContactGroup } from "./contact-group.js";
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

/** The rights of one delegate. */
export interface GrantArgs {
  /** A mailbox of this program, or the address of one of the same service. */
  to: ExchangeAccount | pulumi.Input<string>;
  rights: pulumi.Input<pulumi.Input<Right>[]>;
}

/** A mailbox or a group by its address. */
export interface MailboxReference {
  /** The Exchange service: its name, or `organization/service` where the two differ. */
  service: pulumi.Input<string>;
  /** The address of a mailbox, of a shared mailbox or of a group. */
  emailAddress: pulumi.Input<string>;
}

export interface DelegationArgs {
  /**
   * The mailbox or the group: one of this program, or one by its service and address. Pointed at another one, the rights
   * that were given on the former are taken back. On a group there is no `fullAccess`: it holds no mail.
   */
  on: ExchangeAccount | SharedMailbox | ContactGroup | MailboxReference;
  /**
   * The rights, by the address of the delegate, which must be a mailbox of the same service: declared in this program, in
   * whatever place, or existing. Or a list of delegates with their rights, where a delegate may be a resource.
   * Updated in place, right by right. A delegate that is declared in this program and made anew is given its rights again.
   */
  grants: pulumi.Input<{ [delegate: string]: pulumi.Input<pulumi.Input<Right>[]> }> | GrantArgs[];
  /**
   * `exclusive`: these rights and no others; what somebody else gave on this mailbox is taken back.
   * `additive`: what this resource did not give is never touched.
   * @default "exclusive"
   */
  mode?: pulumi.Input<"exclusive" | "additive">;
}

/**
 * Who may do what on one mailbox or group: all its delegates. A mailbox has one of these; two would undo each other's work.
 * Taking it out of the program takes its rights back. They are effective within minutes.
 *
 * OVHcloud guides: « Créer et utiliser un compte partagé », « Envoyer en tant que depuis un compte Exchange (Send As) ».
 * API: `fullAccess`, `sendAs` and `sendOnBehalfTo` below an account, a shared account and a mailing list.
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
    const mentions = mentioned(args);
    super({
      kind: "Delegation",
      name,
      props: {
        ...args,
        on: isMailResource(args.on) ? { service, emailAddress } : args.on,
        grants: Array.isArray(args.grants) ? byAddress(args.grants) : args.grants,
        __accounts: numbersAt(mentions),
        targetType: undefined,
        targetId: undefined,
        delegateIds: undefined,
      },
      options,
      secretOutputs: [],
      mentions,
    });
  }
}

/** Two entries for one delegate add up. */
function byAddress(grants: readonly GrantArgs[]): pulumi.Output<Record<string, Right[]>> {
  const entries = grants.map(({ to, rights }) => pulumi.all([addressOf(to), rights] as const));
  return pulumi.all(entries).apply((all) => {
    const merged: Record<string, Right[]> = {};
    for (const [address, rights] of all) merged[address] = [...(merged[address] ?? []), ...rights];
    return merged;
  });
}

function addressOf(delegate: GrantArgs["to"]): pulumi.Input<string> {
  return delegate instanceof ExchangeAccount ? delegate.emailAddress : delegate;
}

function isMailResource(on: DelegationArgs["on"]): boolean {
  return on instanceof ExchangeAccount || on instanceof SharedMailbox || on instanceof ContactGroup;
}

/** The target and the delegates, as far as the program names them by their addresses. */
function mentioned({ on, grants }: DelegationArgs): pulumi.Input<string>[] {
  if (Array.isArray(grants)) return [on.emailAddress, ...grants.map(({ to }) => addressOf(to))];
  const delegates = pulumi.Output.isInstance(grants) || "then" in grants ? [] : Object.keys(grants);
  return [on.emailAddress, ...delegates];
}
