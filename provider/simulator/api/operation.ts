import type { z } from "zod";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** One route of OVHcloud's API, as its description has it. */
export interface Operation {
  method: Method;
  /** After the version. */
  template: string;
  query?: z.ZodRawShape;
  /** The parameters of the body by their names, or the model that is the body of a PUT. */
  body?: z.ZodObject;
  /** True when the body is a whole model. */
  bodyIsModel?: boolean;
  returns: z.ZodType;
}

type Parts = Pick<Operation, "query" | "body" | "bodyIsModel">;

/** `operation("GET ~/account", list(string), { query: { id: optional(long) } })`; `~` stands for one Exchange service. */
export function operation(route: string, returns: z.ZodType, parts: Parts = {}): Operation {
  const [method = "", short = ""] = route.split(" ");
  return { method: method as Method, template: fullTemplate(short), returns, ...parts }; // written by us, below this folder
}

const exchangeServicePath = "/email/exchange/{organizationName}/service/{exchangeService}";

export function fullTemplate(short: string): string {
  return short.replace("~", exchangeServicePath);
}
