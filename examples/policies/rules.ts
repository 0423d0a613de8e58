// The rules themselves: pure, from what is declared to what is wrong with it. What is not known breaks no rule; the next
// `pulumi up` knows it, and is judged too.
import { type Declared, grantsOf, namesIn, targetOf, text, UNKNOWN } from "./program";

export interface Violation {
  readonly message: string;
  readonly urn: string;
}

export type Rule<Config> = (program: readonly Declared[], config: Config) => Violation[];

export const noOutsiders: Rule<{ domains?: string[]; except?: string[] }> = (program, { domains, except = [] }) => {
  const own = new Set(domains?.map((domain) => domain.toLowerCase()) ?? declaredDomains(program));
  const welcome = new Set(except.map((one) => one.toLowerCase()));
  const isOutside = (who: string) => !welcome.has(who) && !own.has(domainOf(who));
  return program.flatMap((declared) =>
    reaching(declared)
      .filter(({ who }) => isOutside(who))
      .map(({ who, what }) => ({ urn: declared.urn, message: `${who} is not of the organisation, and ${what}` })),
  );
};

export const twoPeople: Rule<{ minimum?: number }> = (program, { minimum = 2 }) =>
  program
    .filter(({ kind }) => kind === "SharedMailbox")
    .flatMap(({ props, urn }) => {
      const address = text(props.emailAddress);
      if (address === undefined || isUncertain(program, address)) return [];
      const readers = delegationsOn(program, address).flatMap(readersOf);
      if (readers.length >= minimum) return [];
      const now = readers.length === 0 ? "nobody" : `only ${readers.join(", ")}`;
      return [{ urn, message: `${address} can be read by ${now}: give fullAccess to at least ${minimum} people` }];
    });

export const fewReaders: Rule<{ maximum?: number }> = (program, { maximum = 5 }) =>
  program.filter(isDelegation).flatMap((delegation) => {
    const readers = readersOf(delegation);
    if (readers.length <= maximum) return [];
    const who = `${readers.length} people (${readers.join(", ")})`;
    const address = targetOf(delegation) ?? "a mailbox";
    return [
      { urn: delegation.urn, message: `${address} can be read by ${who}: at most ${maximum} may have fullAccess` },
    ];
  });

export const closedGroups: Rule<{ except?: string[] }> = (program, { except = [] }) => {
  const open = new Set(except.map((one) => one.toLowerCase()));
  return program
    .filter(({ kind, props }) => kind === "ContactGroup" && text(props.joinPolicy) === "open")
    .filter(({ props }) => !open.has(text(props.emailAddress) ?? ""))
    .map(({ props, urn }) => ({
      urn,
      message: `everybody can join ${text(props.emailAddress) ?? "a group"}: leave joinPolicy out, or make it "moderated"`,
    }));
};

const HOLDERS = ["ExchangeAccount", "SharedMailbox", "ContactGroup", "MxPlanAccount"];

/** Where the organisation has its own mailboxes and groups. */
function declaredDomains(program: readonly Declared[]): string[] {
  return program
    .filter(({ kind }) => HOLDERS.includes(kind))
    .flatMap(({ props }) => text(props.emailAddress) ?? [])
    .map(domainOf);
}

/** Of an address; the identifier of an OVHcloud customer has none, so that it is in no domain of anybody's. */
function domainOf(who: string): string {
  return who.split("@")[1] ?? "";
}

/** Everybody whom a resource lets at some mail, and how. */
function reaching(declared: Declared): { who: string; what: string }[] {
  const { kind, props } = declared;
  const address = text(props.emailAddress) ?? "a group";
  if (isDelegation(declared)) {
    const target = targetOf(declared) ?? "a mailbox";
    return grantsOf(declared).map(([who]) => ({ who, what: `gets rights on ${target}: take the grant out` }));
  }
  if (kind === "ContactGroup") {
    const people = [...namesIn(props.members), ...namesIn(props.managers)];
    return [...new Set(people)].map((who) => ({ who, what: `gets the mail of ${address}: take the member out` }));
  }
  if (kind === "MxPlanRedirection") {
    const from = text(props.from) ?? "an address";
    return namesIn([props.to]).map((who) => ({ who, what: `gets the mail of ${from}: take the redirection out` }));
  }
  return [];
}

function isDelegation({ kind }: Declared): boolean {
  return kind === "Delegation";
}

function delegationsOn(program: readonly Declared[], address: string): Declared[] {
  return program.filter((declared) => isDelegation(declared) && targetOf(declared) === address);
}

/** Whether more people may read it than the preview knows. */
function isUncertain(program: readonly Declared[], address: string): boolean {
  const delegations = program.filter(isDelegation);
  const somewhere = delegations.some((one) => targetOf(one) === undefined);
  const unknown = ({ props, ...rest }: Declared) =>
    props.grants === UNKNOWN ||
    grantsOf({ props, ...rest }).some(([, rights]) => rights === UNKNOWN || rights.includes(UNKNOWN));
  return somewhere || delegationsOn(program, address).some(unknown);
}

function readersOf(delegation: Declared): string[] {
  return grantsOf(delegation).flatMap(([delegate, rights]) =>
    rights !== UNKNOWN && rights.includes("fullAccess") ? [delegate] : [],
  );
}
