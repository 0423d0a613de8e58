/** What all our resource classes share. Nothing is serialised: the provider's code is looked up where it is installed. */

import * as pulumi from "@pulumi/pulumi";
import { type Kind, providerText, typeToken } from "../provider/state-texts.js";
import { isRecord } from "../provider/values.js";
import { bringers, declareAddress, declaredAt, delegations } from "./addresses.js";
import { noteDeclaration } from "./program.js";

export { type Kind, providerText, typeToken } from "../provider/state-texts.js";

export interface Declaration {
  readonly kind: Kind;
  readonly name: string;
  readonly props: pulumi.Inputs;
  readonly options: pulumi.CustomResourceOptions | undefined;
  readonly secretOutputs: string[];
  /** The address that this resource gives life to. */
  readonly declares?: pulumi.Input<string>;
  /** The addresses that must exist before it. */
  readonly mentions?: readonly pulumi.Input<string>[];
  /** The address that this resource moves to Exchange. */
  readonly brings?: pulumi.Input<string>;
  /** The account of MX Plan that this resource delegates. */
  readonly delegates?: pulumi.Input<string>;
  /** The account of MX Plan that this resource manages as somebody's delegate. */
  readonly needsDelegationOf?: pulumi.Input<string>;
}

/** A resource of this package. */
export abstract class MailResource extends pulumi.CustomResource {
  /** @internal */
  protected constructor(declaration: Declaration) {
    const { kind, name, props, options, secretOutputs, declares, brings, delegates } = declaration;
    if (options?.import !== undefined) {
      throw new Error(
        `${kind} "${name}": Pulumi cannot import this kind of resource by an id. ` +
          "Set adopt: true instead: the first pulumi up takes over what exists, and writes nothing but the differences.",
      );
    }
    const own: pulumi.CustomResourceOptions = { additionalSecretOutputs: secretOutputs };
    const awaited = awaitedBy(declaration);
    if (awaited !== undefined) own.dependsOn = awaited;
    const sent = { ...props, ...secretsOf(declaration), __provider: providerText(kind) };
    super(typeToken(kind), name, sent, pulumi.mergeOptions(own, options));
    if (declares !== undefined) declareAddress(declares, this, kind === "MxPlanAccount");
    if (brings !== undefined) bringers.add(brings, this);
    if (delegates !== undefined) delegations.add(delegates, this);
    noteDeclaration({ kind, name, resource: this, props, otherAccount: usesOtherAccount(this, kind, options) });
  }
}

/** The option alone hides what comes back: what the program gives would stand in clear in previews and in the state. */
function secretsOf({ props, secretOutputs }: Declaration): pulumi.Inputs {
  const given = secretOutputs.filter((name) => props[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, pulumi.secret(props[name])]));
}

/** What must be there before it, by address. */
function awaitedBy(declaration: Declaration): Promise<pulumi.Resource[]> | undefined {
  const { kind, props, declares, mentions, needsDelegationOf } = declaration;
  const awaited = [
    ...(mentions === undefined ? [] : [declaredAt(mentions)]),
    ...(mentions !== undefined && isAtExchange(kind, props) ? [bringers.at(mentions)] : []),
    ...(kind === "ExchangeAccount" && declares !== undefined ? [bringers.at([declares])] : []),
    ...(needsDelegationOf === undefined ? [] : [delegations.at([needsDelegationOf])]),
  ];
  return awaited.length === 0 ? undefined : Promise.all(awaited).then((found) => found.flat());
}

/** There, an address that a migration brings is known only when that is over. */
function isAtExchange(kind: Kind, { on }: pulumi.Inputs): boolean {
  return kind === "ContactGroup" || (kind === "Delegation" && isRecord(on) && "service" in on);
}

/** The checks of the whole program use the default credentials: what belongs to another account is left out. */
function usesOtherAccount(
  resource: pulumi.Resource,
  kind: Kind,
  options: pulumi.CustomResourceOptions | undefined,
): boolean {
  return options?.provider !== undefined || resource.getProvider(typeToken(kind)) !== undefined;
}
