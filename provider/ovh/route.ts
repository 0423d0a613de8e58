/** Routes in OVHcloud's own notation, so that each can be compared with its published schema and shown in an error. */

type ParameterOf<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

export interface Route {
  /** For example `/email/exchange/{organizationName}/service/{exchangeService}`. */
  readonly template: string;
  /** The template with every parameter encoded and filled in. */
  readonly path: string;
}

/** Fills a template. Each value becomes exactly one path segment, whatever it holds. */
export function route<Template extends string>(
  template: Template,
  parameters: Readonly<Record<ParameterOf<Template>, string | number>>,
): Route {
  const values: Readonly<Record<string, string | number>> = parameters;
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => segment(name, values[name]));
  return { template, path };
}

function segment(name: string, value: string | number | undefined): string {
  const text = String(value ?? "");
  if (text === "" || text === "." || text === "..") {
    throw new Error(`cannot build an OVHcloud address: ${name} is ${JSON.stringify(text)}`);
  }
  return encodeURIComponent(text);
}
