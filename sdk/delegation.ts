import * as pulumi from "@pulumi/pulumi";
import { declaredAt, numbersAt } from "./addresses.js";
import { ContactGroup } from "./contact-group.js";
import { ExchangeAccount } from "./exchange-account.js";
import { MxPlanAccount } from "./mxplan-account.js";
import { MailResource } from "./resource.js";
import { SharedMailbox } from "./shared-mailbox.js";

/**
 * What a delegate may do. Of one mailbox on another, on Exchange and on the new MX Plan:
 * - `fullAccess` (« Droit d'accès »): open the mailbox and read it;
 * - `sendAs` (« Droit d'envoi »): send as the mailbox; nobody sees who wrote;
 * - `sendOnBehalf` (« Droit d'envoyer de la part »): send for the mailbox; both names are seen.
 *
 * `sendAs` and `sendOnBehalf` exclude each other for one delegate.
 *
 * Of another customer of OVHcloud, on the legacy MX Plan:
 * - `manage` (« Délégation »): manage accounts in the OVHcloud control panel and by its API; see {@link Delegation}.
 */
export type Right = "fullAccess" | "sendAs" | "sendOnBehalf" | "manage";

/** The rights of one delegate. */
export interface GrantArgs {
  /**
   * A mailbox of this program, or the address of one of the same service. On the legacy MX Plan the identifier of an
   * OVHcloud customer (nichandle), such as `ab12345-ovh`.
   */
  to: ExchangeAccount | MxPlanAccount | pulumi.Input<string>;
  rights: pulumi.Input<pulumi.Input<Right>[]>;
}

/** A mailbox or a group by its address. */
export interface MailboxReference {
  /** The Exchange service: its name, or `organization/service` where the two differ. */
  service: pulumi.Input<string>;
  /** The address of a mailbox, of a shared mailbox or of a group. */
  emailAddress: pulumi.Input<string>;
}

/** All accounts of a domain of the legacy MX Plan. */
export interface MxPlanDomainReference {
  /** The domain, such as `example.com`. */
  mxPlanDomain: pulumi.Input<string>;
}

/** One account of an MX Plan, of whichever generation. */
export interface MxPlanAccountReference {
  /** The address of the account. */
  mxPlanAccount: pulumi.Input<string>;
}

export interface DelegationArgs {
  /**
   * On what: a mailbox or a group of this program, or one by its service and address; an account of an MX Plan; all
   * accounts of a domain of the legacy MX Plan. Updated in place: pointed at another target, of whatever kind, the rights
   * that were given on the former one are taken back first. On a group there is no `fullAccess`: it holds no mail.
   */
  on:
    | ExchangeAccount
    | SharedMailbox
    | ContactGroup
    | MxPlanAccount
    | MailboxReference
    | MxPlanAccountReference
    | MxPlanDomainReference;
  /**
   * The rights, by delegate. Updated in place, right by right.
   *
   * Exchange and the new MX Plan: by the address of the delegate, which must be a mailbox of the same service: declared in
   * this program, in whatever place, or existing. A delegate that is declared in this program and made anew is given its
   * rights again.
   *
   * Legacy MX Plan: by the identifier (nichandle) of another OVHcloud customer, such as `ab12345-ovh`, in any case; the
   * right is `manage`. Nobody can delegate to themselves.
   *
   * Or a list of delegates with their rights, where a delegate may be a resource.
   */
  grants: pulumi.Input<{ [delegate: string]: pulumi.Input<pulumi.Input<Right>[]> }> | GrantArgs[];
  /**
   * `exclusive`: these rights and no others; what somebody else gave there is taken back.
   * `additive`: what this resource did not give is never touched.
   * @default "exclusive"
   */
  mode?: pulumi.Input<"exclusive" | "additive">;
}

/**
 * Who may do what on one mailbox or group, on one account of an MX Plan, or on all accounts of a domain of the legacy MX Plan:
 * all its delegates. A target has one of these; two would undo each other's work. Taking it out of the program takes its rights
 * back. They are effective within minutes.
 *
 * What `manage` lets another customer do on the legacy MX Plan:
 *
 * | | all accounts (`mxPlanDomain`) | one account (`mxPlanAccount`) |
 * |---|---|---|
 * | change passwords | yes | yes |
 * | manage filters | yes | yes |
 * | manage responders | yes | OVHcloud's guide says no, its API and panel say yes |
 * | manage redirections and aliases | yes | no |
 * | manage mailing lists | yes | no |
 * | change size and description | not said | yes, by the API |
 * | delete accounts | not said | no |
 * | import mail | not said | no |
 * | delegate further | not said | no |
 *
 * `manage` is effective at once. All accounts of a domain can be delegated by its administrative and its technical contact.
 * On the new MX Plan nothing is delegated to other customers, since users manage their account themselves in the webmail: there,
 * `manage` and `mxPlanDomain` are refused before anything is changed, and so are the rights between mailboxes on the legacy one.
 * Where the new MX Plan runs on Zimbra, OVHcloud may refuse rights.
 *
 * Errors name the grant that OVHcloud refused; the others are made, and the next `pulumi up` goes on.
 *
 * OVHcloud guides: « Créer et utiliser un compte partagé », « Envoyer en tant que depuis un compte Exchange (Send As) »,
 * « MX Plan - Déléguer la gestion de vos comptes e-mails à une autre personne ».
 * API: `fullAccess`, `sendAs` and `sendOnBehalfTo` below an account, a shared account and a mailing list;
 * `/email/domain/{domain}/acl`, `/email/domain/{domain}/account/{accountName}/delegation`; below `/email/mxplan/{service}/account`
 * the three rights.
 */
export class Delegation extends MailResource {
  /** What the rights are on: the service and the address, or what names the target on an MX Plan. */
  declare public readonly on: pulumi.Output<
    { service: string; emailAddress: string } | { mxPlanAccount: string } | { mxPlanDomain: string }
  >;
  /** The rights by delegate, addresses and identifiers in lower case. */
  declare public readonly grants: pulumi.Output<{ [delegate: string]: Right[] }>;
  declare public readonly mode: pulumi.Output<"exclusive" | "additive">;

  /**
   * @param name how Pulumi calls it; unique among the program's delegations
   * @param args on what, to whom, which rights
   * @param options Pulumi's own options
   */
  constructor(name: string, args: DelegationArgs, options?: pulumi.CustomResourceOptions) {
    const mentions = mentioned(args);
    const delegates = accountOf(args.on);
    super({
      kind: "Delegation",
      name,
      props: {
        ...args,
        on: referenceTo(args.on),
        grants: Array.isArray(args.grants) ? byAddress(args.grants) : args.grants,
        __accounts: numbersAt(mentions),
        __targetType: likelyType(args.on),
        targetType: undefined,
        targetId: undefined,
        delegateIds: undefined,
      },
      options,
      secretOutputs: [],
      mentions,
      ...(delegates === undefined ? {} : { delegates }),
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
  return delegate instanceof ExchangeAccount || delegate instanceof MxPlanAccount ? delegate.emailAddress : delegate;
}

type Reference = MailboxReference | MxPlanAccountReference | MxPlanDomainReference;

function referenceTo(on: DelegationArgs["on"]): Reference {
  if (on instanceof MxPlanAccount) return { mxPlanAccount: on.emailAddress };
  if (on instanceof ExchangeAccount || on instanceof SharedMailbox || on instanceof ContactGroup) {
    return { service: on.service, emailAddress: on.emailAddress };
  }
  return on;
}

/** The account of MX Plan that it is on, where the program names one. */
function accountOf(on: DelegationArgs["on"]): pulumi.Input<string> | undefined {
  if (on instanceof MxPlanAccount) return on.emailAddress;
  return "mxPlanAccount" in on ? on.mxPlanAccount : undefined;
}

type ExchangeType = "shared" | "account" | "mailingList";

/** What the program knows of an address at Exchange spares OVHcloud the question. */
function likelyType(on: DelegationArgs["on"]): pulumi.Input<ExchangeType | undefined> {
  if (on instanceof pulumi.Resource) return typeOf(on);
  return "emailAddress" in on ? declaredAt([on.emailAddress]).then(([declared]) => typeOf(declared)) : undefined;
}

function typeOf(resource: pulumi.Resource | undefined): ExchangeType | undefined {
  if (resource instanceof SharedMailbox) return "shared";
  if (resource instanceof ExchangeAccount) return "account";
  return resource instanceof ContactGroup ? "mailingList" : undefined;
}

/** The target and the delegates, as far as the program names them by their addresses. */
function mentioned({ on, grants }: DelegationArgs): pulumi.Input<string>[] {
  const target = addressesIn(referenceTo(on));
  if (Array.isArray(grants)) return [...target, ...grants.map(({ to }) => addressOf(to))];
  const delegates = pulumi.Output.isInstance(grants) || "then" in grants ? [] : Object.keys(grants);
  return [...target, ...delegates];
}

function addressesIn(on: Reference): pulumi.Input<string>[] {
  if ("mxPlanDomain" in on) return [];
  return ["mxPlanAccount" in on ? on.mxPlanAccount : on.emailAddress];
}
