/** What a delegation may be declared with. */

import { z } from "zod";
import type { Failure, FieldTable } from "../fields.js";
import type { TargetType as ExchangeTargetType } from "../ovh/exchange.js";
import { emailAddress, normalAddress, serviceName, splitAddress } from "../schemas.js";
import { containsUnknown, isRecord, type Values } from "../values.js";
import { declaredNumbers, type Numbers } from "./people.js";
import { CUSTOMER_RIGHTS, type Grants, MAILBOX_RIGHTS, RIGHTS, type Right, sortedRights } from "./rights.js";
import type { DelegationTarget } from "./rights-place.js";

export interface DelegationInputs {
  readonly on: DelegationTarget;
  readonly grants: Grants;
  readonly mode: "exclusive" | "additive";
  /**
   * The numbers of those whom the program declares as resources: when one of them is made anew, Pulumi sees a change,
   * and the rights are given again. Hidden in previews by its name.
   */
  readonly __accounts?: Numbers;
  /** What the target is at Exchange, where the program declares it too. Spares a call, and is never relied upon. */
  readonly __targetType?: ExchangeTargetType;
}

const domainName = z.string({ error: 'expected a domain, such as "example.com"' }).transform((value, context) => {
  const address = normalAddress(`x@${value.trim()}`);
  if (address !== undefined) return splitAddress(address).domain;
  context.addIssue({ code: "custom", message: `${JSON.stringify(value)} is not a domain such as example.com` });
  return z.NEVER;
});

const ON_EXCHANGE = z.object({ service: serviceName, emailAddress }).strict();
const ON_DOMAIN = z.object({ mxPlanDomain: domainName }).strict();
const ON_ACCOUNT = z.object({ mxPlanAccount: emailAddress }).strict();

const target = z
  .looseObject(
    {},
    {
      error:
        "expected a mailbox of this program, { service, emailAddress }, { mxPlanAccount } or, for all accounts of a " +
        "domain, { mxPlanDomain }",
    },
  )
  .transform((given, context): DelegationTarget => {
    const parsed = shapeOf(given).safeParse(given);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });

function shapeOf(given: Values): z.ZodType<DelegationTarget> {
  if (given.mxPlanDomain !== undefined) return ON_DOMAIN;
  return given.mxPlanAccount === undefined ? ON_EXCHANGE : ON_ACCOUNT;
}

const rightsOfOne = z
  .array(
    z.enum(RIGHTS, {
      error: (issue) => `${JSON.stringify(issue.input)} is not a right; there are ${RIGHTS.join(", ")}`,
    }),
    {
      error: `expected a list of rights (${RIGHTS.join(", ")})`,
    },
  )
  .transform((rights) => sortedRights(rights));

/** OVHcloud's panel. */
const NICHANDLE = /^\w{1,10}\d{0,8}(-ovh){1}$/i;

/** An address or a nichandle, in lower case: OVHcloud's own spelling of a nichandle may differ. */
function normalDelegate(delegate: string): string | undefined {
  const text = delegate.trim();
  return NICHANDLE.test(text) ? text.toLowerCase() : normalAddress(text);
}

const grants = z
  .record(z.string(), rightsOfOne, {
    error: 'expected rights by delegate, such as { "anna@example.com": ["fullAccess"] }',
  })
  .transform((given, context) => {
    const normal: Record<string, Right[]> = {};
    for (const [delegate, rights] of Object.entries(given)) {
      const name = normalDelegate(delegate);
      if (name === undefined) {
        context.addIssue({
          code: "custom",
          path: [delegate],
          message:
            `${JSON.stringify(delegate)} is not an e-mail address nor, for the legacy MX Plan, ` +
            "the identifier of an OVHcloud customer such as ab12345-ovh",
        });
      } else if (normal[name] !== undefined) {
        context.addIssue({ code: "custom", path: [delegate], message: `${name} is listed twice` });
      } else if (rights.length > 0) {
        normal[name] = rights;
      }
    }
    return normal;
  });

export const fields = {
  on: { schema: target, change: "update" },
  grants: { schema: grants, change: "update" },
  mode: {
    schema: z.enum(["exclusive", "additive"], { error: 'expected "exclusive" or "additive"' }).default("exclusive"),
    change: "update",
  },
  __accounts: declaredNumbers,
  __targetType: {
    schema: z.enum(["shared", "account", "mailingList"]).optional().catch(undefined),
    change: "local",
    same: () => true,
  },
} as const satisfies FieldTable<DelegationInputs>;

export function rules(inputs: Values): Failure[] {
  const { grants: given, on } = inputs;
  if (!isRecord(given) || containsUnknown(given)) return [];
  const target = isRecord(on) && !containsUnknown(on) ? on : {};
  return Object.entries(given as Grants).flatMap(([delegate, rights]) => {
    const reason = mistakeOf(delegate, rights, target);
    return reason === undefined ? [] : [{ property: `grants[${JSON.stringify(delegate)}]`, reason }];
  });
}

/** @param on empty while it is not known */
function mistakeOf(delegate: string, rights: readonly Right[], on: Values): string | undefined {
  const isCustomer = !delegate.includes("@");
  if (rights.includes("manage") !== isCustomer || (isCustomer && rights.length > 1))
    return pairing(delegate, isCustomer);
  if (isCustomer && "service" in on) {
    return `Exchange knows no delegation to customers of OVHcloud: give ${MAILBOX_RIGHTS.join(", ")} to mailboxes of the service`;
  }
  if (!isCustomer && "mxPlanDomain" in on) {
    return (
      'all accounts of a domain can only be delegated to another customer of OVHcloud, such as { "ab12345-ovh": ["manage"] }: ' +
      "for rights between accounts, use on: { mxPlanAccount }"
    );
  }
  // What OVHcloud's guide says of the two ways of sending: never both for the same person.
  if (rights.includes("sendAs") && rights.includes("sendOnBehalf")) {
    return "sendAs and sendOnBehalf exclude each other: keep one of them";
  }
  return delegate === (on.emailAddress ?? on.mxPlanAccount) ? "a mailbox needs no right on itself" : undefined;
}

function pairing(delegate: string, isCustomer: boolean): string {
  return isCustomer
    ? `${delegate} is a customer of OVHcloud, to whom only ${CUSTOMER_RIGHTS.join()} can be given`
    : 'manage is given to a customer of OVHcloud, not to an address: write the identifier, such as { "ab12345-ovh": ["manage"] }';
}
