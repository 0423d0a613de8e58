import { fullTemplate, type Method } from "./api/operation.js";
import type { Caller } from "./auth/authenticate.js";
import type { CredentialDesk } from "./auth/credential-desk.js";
import type { Context } from "./context.js";

/** A call that was let in, with its path taken apart. */
export interface Call {
  context: Context;
  /** What stands for each `{name}` of the template, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The body's text, empty when there is none. */
  bodyText: string;
  nichandle: string;
  /** Who signed it; undefined on routes that need no signature. */
  caller: Caller | undefined;
  desk: CredentialDesk;
  /** A request header, whatever the case of its name. */
  header(name: string): string | null;
}

/** One route of OVHcloud's API. Its handler is synchronous: a call changes the world at once, or not at all. */
export interface Route {
  method: Method;
  /** As OVH's API schema writes it, after the version. */
  template: string;
  /** True for routes that need no signature. */
  anonymous?: boolean;
  /** The JSON value to answer with, or a thrown `Refusal`. */
  handle(call: Call): unknown;
}

export function route(method: Route["method"], short: string, handle: Route["handle"]): Route {
  return { method, template: fullTemplate(short), handle };
}

/** The template and the router agree on the names, so a missing parameter is a bug. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`the route has no parameter ${name}`);
  return value;
}
