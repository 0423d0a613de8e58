/** Routes in OVHcloud's own notation, so that each can be compared with its published schema and shown in an error. */

type ParameterOf<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

export interface Route {
  /** For example `/email/exchange/{organizationName}/service/{exchangeService}`. */
  readonly template: string;
  /** The template with every parameter encoded and filled in. */
  readonly path: string;
  /** The service that the route belongs to, as a path. What is written below it may change all that is read below it. */
  readonly service: string;
  /** The mailbox, group or contact that the route is about; OVHcloud wants one write to it at a time. */
  readonly mailbox: string | undefined;
}

/** What OVHcloud calls the parameters that name something with an address. */
const MAILBOX_PARAMETERS =
  /\{(?:primaryEmailAddress|sharedEmailAddress|mailingListAddress|externalEmailAddress|accountName|account|email)\}/;
/** `/email/exchange/{organizationName}/service/{exchangeService}`, `/email/domain/{domain}`, `/email/mxplan/{service}`. */
const SERVICE = /^\/email\/(?:exchange\/\{\w+\}\/service|\w+)\/\{\w+\}/;

/** Fills a template. Each value becomes exactly one path segment, whatever it holds. */
export function route<Template extends string>(
  template: Template,
  parameters: Readonly<Record<ParameterOf<Template>, string | number>>,
): Route {
  const values: Readonly<Record<string, string | number>> = parameters;
  const { parts, serviceParts, mailboxName } = takenApart(template);
  const service = fill(serviceParts, values);
  return {
    template,
    path: fill(parts, values),
    service,
    mailbox: mailboxName === undefined ? undefined : `${service}/${segment(mailboxName, values[mailboxName])}`,
  };
}

interface TakenApart {
  /** Text and parameter names in turn. */
  readonly parts: readonly string[];
  readonly serviceParts: readonly string[];
  readonly mailboxName: string | undefined;
}

/** There are some hundred templates, and any number of calls. */
const known = new Map<string, TakenApart>();

function takenApart(template: string): TakenApart {
  const before = known.get(template);
  if (before !== undefined) return before;
  const fresh = {
    parts: template.split(PARAMETER),
    serviceParts: (SERVICE.exec(template)?.[0] ?? template).split(PARAMETER),
    mailboxName: MAILBOX_PARAMETERS.exec(template)?.[0].slice(1, -1),
  };
  known.set(template, fresh);
  return fresh;
}

const PARAMETER = /\{(\w+)\}/;

function fill(parts: readonly string[], values: Readonly<Record<string, string | number>>): string {
  return parts.map((part, index) => (index % 2 === 0 ? part : segment(part, values[part]))).join("");
}

function segment(name: string, value: string | number | undefined): string {
  const text = String(value ?? "");
  // Half of a surrogate pair is a character that no URL can hold.
  if (text === "" || text === "." || text === ".." || !text.isWellFormed()) {
    throw new Error(`cannot build an OVHcloud address: ${name} is ${JSON.stringify(text)}`);
  }
  return encodeURIComponent(text);
}
