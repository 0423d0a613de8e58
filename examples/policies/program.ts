// What a program declares, as plain data. A preview does not know everything yet: what it does not know is UNKNOWN.
import type { PolicyResource } from "@pulumi/policy";

export const UNKNOWN = Symbol("not known before pulumi up");

export interface Declared {
  /** "SharedMailbox" and the like. */
  readonly kind: string;
  readonly urn: string;
  readonly props: { readonly [property: string]: unknown };
}

const TYPE = /^pulumi-nodejs:dynamic\/ovhmail:(\w+)$/;

export function readProgram(resources: readonly Pick<PolicyResource, "type" | "urn" | "props">[]): Declared[] {
  return resources.flatMap(({ type, urn, props }) => {
    const kind = TYPE.exec(type)?.[1];
    return kind === undefined ? [] : [{ kind, urn, props: plain(props) as Declared["props"] }];
  });
}

/** Pulumi throws when somebody looks at a value that it does not know, and would skip the whole rule. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const holder = value as Record<string, unknown>;
  const entries = Object.keys(holder).map((key) => [key, plainAt(holder, key)] as const);
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

function plainAt(holder: Record<string, unknown>, key: string): unknown {
  let value: unknown;
  try {
    value = holder[key];
  } catch {
    return UNKNOWN;
  }
  return plain(value);
}

/** An address or a name, in lower case; undefined where it is not known, or not there. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value.toLowerCase() : undefined;
}

/** The people of a group, who are a map by address once the provider has checked them; as far as they are known. */
export function namesIn(people: unknown): string[] {
  const isMap = typeof people === "object" && people !== null && !Array.isArray(people);
  return (isMap ? Object.keys(people) : list(people)).flatMap((one) => text(one) ?? []);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Who has which rights, as far as it is known. */
export function grantsOf({ props }: Declared): [delegate: string, rights: readonly unknown[] | typeof UNKNOWN][] {
  const { grants } = props;
  if (typeof grants !== "object" || grants === null) return [];
  return Object.entries(grants).map(([delegate, rights]) => [
    delegate.toLowerCase(),
    rights === UNKNOWN ? UNKNOWN : list(rights),
  ]);
}

/** What a delegation is on, for people; undefined where it is not known. */
export function targetOf({ props: { on } }: Declared): string | undefined {
  if (typeof on !== "object" || on === null) return undefined;
  const { emailAddress, mxPlanAccount, mxPlanDomain } = on as Record<string, unknown>;
  return text(emailAddress ?? mxPlanAccount ?? mxPlanDomain);
}
