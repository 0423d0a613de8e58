/** One service or domain as a part of the program. */

import type { Kind } from "../../provider/state-texts.js";
import { isRecord, sameValue, type Values } from "../../provider/values.js";
import { Code, comment, literal, quoted, Remarked } from "./literal.js";
import type { ExportedResource, Section } from "./model.js";
import { Variables } from "./names.js";
import { type ListedKind, SHAPES, type Shape } from "./shapes.js";

/** Fewer than this are written one by one. */
const LIST_MIN = 4;
/** So many with something special are written one by one. */
const SINGLE_MAX = 20;

export interface Rendering {
  /** The sentences for what is to be told of a resource. */
  readonly remarksOn: (resource: ExportedResource) => readonly string[];
  /** People stand in a file, below the name of their section. */
  readonly peopleInFile: boolean;
}

export interface Rendered {
  readonly code: string;
  /** The people of this section, for the file. */
  readonly people: readonly Values[] | undefined;
}

export function renderSection({ place, resources }: Section, rendering: Rendering): Rendered {
  const writer = new SectionWriter(rendering, place.name, place.type === "exchange");
  // Written last: they stand beside what they are about, or in a list of their own.
  const delegations = resources.filter(({ kind }) => kind === "Delegation");
  // The keys of our own table.
  for (const kind of Object.keys(SHAPES) as ListedKind[]) {
    writer.writeKind(
      kind,
      resources.filter((one) => one.kind === kind),
      delegations,
    );
  }
  writer.writeDelegations(delegations);
  return writer.end();
}

class SectionWriter {
  readonly #paragraphs: string[] = [];
  readonly #variables = new Variables();
  readonly #written = new Set<ExportedResource>();
  #people: Values[] | undefined;

  constructor(
    private readonly rendering: Rendering,
    private readonly place: string,
    private readonly hasService: boolean,
  ) {
    if (hasService) this.#paragraphs.push(`const service = ${quoted(place)};`);
  }

  writeKind(kind: ListedKind, resources: readonly ExportedResource[], delegations: readonly ExportedResource[]): void {
    const shape = SHAPES[kind];
    const inFile = shape.isPerson && this.rendering.peopleInFile;
    const { single, listed } = inFile ? { single: [], listed: resources } : split(resources, shape);
    if (listed.length > 0) this.#list(kind, listed, inFile);
    for (const resource of single)
      this.#single(
        resource,
        delegations.find((one) => isOn(one, resource)),
      );
  }

  writeDelegations(all: readonly ExportedResource[]): void {
    const left = all.filter((one) => !this.#written.has(one));
    const simple = left.filter(
      ({ args, notes }) => keyOfTarget(args) !== undefined && !("mode" in args) && notes.length === 0,
    );
    const inMap = simple.length >= LIST_MIN ? simple : [];
    for (const resource of left) if (!inMap.includes(resource)) this.#statement(resource, this.#argsOf(resource));
    if (inMap.length > 0) this.#rightsMap(inMap);
  }

  end(): Rendered {
    return { code: this.#paragraphs.join("\n\n"), people: this.#people };
  }

  #single(resource: ExportedResource, delegation: ExportedResource | undefined): void {
    if (delegation === undefined) {
      this.#statement(resource, this.#argsOf(resource));
      return;
    }
    const variable = this.#variables.of(String(resource.args.emailAddress));
    this.#statement(resource, this.#argsOf(resource), variable);
    this.#written.add(delegation);
    this.#statement(delegation, { ...delegation.args, on: new Code(variable) });
  }

  #statement(resource: ExportedResource, args: Values, variable?: string): void {
    const start = `${variable === undefined ? "" : `const ${variable} = `}new ovhmail.${resource.kind}(`;
    const name = quoted(resource.name);
    const code = `${start}${name}, ${literal(args, "", start.length + name.length + 4)});`;
    this.#paragraphs.push([...this.#remarks(resource).map(comment), code].join("\n"));
  }

  #remarks(resource: ExportedResource): readonly string[] {
    return this.rendering.remarksOn(resource);
  }

  /** With the section's own constant for the service. */
  #argsOf({ args }: Pick<ExportedResource, "args">): Values {
    const { service: _, on, ...others } = args;
    return {
      ...(this.hasService && "service" in args ? { service: new Code("service") } : {}),
      ...(on === undefined
        ? {}
        : { on: this.hasService && isRecord(on) ? { ...on, service: new Code("service") } : on }),
      ...others,
    };
  }

  #list(kind: ListedKind, resources: readonly ExportedResource[], inFile: boolean): void {
    const { list, one, nameCode } = SHAPES[kind];
    const common = inFile ? {} : commonTo(resources, SHAPES[kind]);
    const omitted = [...(this.hasService ? ["service"] : []), ...Object.keys(common)];
    const rows = resources.map(({ args }) => leftOf(args, omitted));
    if (inFile) this.#people = [...(this.#people ?? []), ...rows];
    const type = `(${rowType(kind, omitted)})[]`;
    const value = inFile ? `people[${quoted(this.place)}] ?? []` : this.#rows(resources, rows);
    const args: Values = {
      ...(this.hasService ? { service: new Code("service") } : {}),
      ...common,
      rest: new Code(`...${one}`),
    };
    this.#paragraphs.push(
      [
        `const ${list}: ${type} = ${value};`,
        `for (const ${one} of ${list}) {`,
        `  new ovhmail.${kind}(${nameCode}, ${literal(args, "  ", kind.length + nameCode.length + 18)});`,
        "}",
      ].join("\n"),
    );
  }

  #rows(resources: readonly ExportedResource[], rows: readonly Values[]): string {
    const entries = rows.map((row, index) => {
      const resource = resources[index];
      return new Remarked(resource === undefined ? [] : this.#remarks(resource), row);
    });
    return literal(entries);
  }

  #rightsMap(delegations: readonly ExportedResource[]): void {
    const entries = delegations.map(({ args }) => [keyOfTarget(args) ?? "", args.grants] as const);
    const on = this.hasService ? "{ service, emailAddress }" : "{ mxPlanAccount: emailAddress }";
    this.#paragraphs.push(
      [
        `const rights: Record<string, Record<string, ovhmail.Right[]>> = ${literal(Object.fromEntries(entries))};`,
        "for (const [emailAddress, grants] of Object.entries(rights)) {",
        `  new ovhmail.Delegation(emailAddress, { on: ${on}, grants });`,
        "}",
      ].join("\n"),
    );
  }
}

/** Those that are alike go into a list. */
function split(
  resources: readonly ExportedResource[],
  shape: Shape,
): { single: readonly ExportedResource[]; listed: readonly ExportedResource[] } {
  const isUsual = ({ name, args }: ExportedResource) => name === shape.naming.map((one) => args[one]).join("/");
  const isPlain = ({ args }: ExportedResource) => Object.keys(args).every((name) => shape.plain.includes(name));
  const usual = resources.filter(isUsual);
  const plain = usual.filter(isPlain);
  const listed = usual.length - plain.length > SINGLE_MAX ? usual : plain.length >= LIST_MIN ? plain : [];
  const inList = new Set(listed);
  return { listed, single: resources.filter((one) => !inList.has(one)) };
}

/** The settings that all of them have: written once, in the loop. */
function commonTo(resources: readonly ExportedResource[], { naming }: Shape): Values {
  const [first, ...others] = resources;
  const shared = Object.entries(first?.args ?? {}).filter(
    ([name, value]) =>
      !naming.includes(name) && name !== "service" && others.every(({ args }) => sameValue(args[name], value)),
  );
  return others.length === 0 ? {} : Object.fromEntries(shared);
}

function leftOf(args: Values, omitted: readonly string[]): Values {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !omitted.includes(name)));
}

function rowType(kind: ListedKind, omitted: readonly string[]): string {
  const args = `ovhmail.${kind}Args`;
  const names = omitted.map(quoted).join(" | ");
  const naming = SHAPES[kind].naming.map((name) => `${name}: string`).join("; ");
  return `${names === "" ? args : `Omit<${args}, ${names}>`} & { ${naming} }`;
}

const MAILBOX_KINDS: readonly Kind[] = ["ExchangeAccount", "SharedMailbox", "ContactGroup", "MxPlanAccount"];

function isOn(delegation: ExportedResource, { kind, args }: ExportedResource): boolean {
  return MAILBOX_KINDS.includes(kind) && keyOfTarget(delegation.args) === args.emailAddress;
}

/** The address that a delegation is on; undefined for a whole domain. */
function keyOfTarget({ on }: Values): string | undefined {
  const { emailAddress, mxPlanAccount } = (on ?? {}) as { emailAddress?: string; mxPlanAccount?: string }; // as checked
  return emailAddress ?? mxPlanAccount;
}
