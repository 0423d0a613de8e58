/** From an HTTP answer to a value or to the right error. */

import { z } from "zod";
import { ApiError, BusyError, type CallName, NotFoundError, ProtocolError, UnauthorizedError } from "./errors.js";
import type { Route } from "./route.js";
import type { HttpResponse, Method } from "./transport.js";

/** `class` comes from the services, `errorCode` from the gateway in front of them. */
const errorBody = z.object({
  message: z.string().optional().catch(undefined),
  class: z.string().optional().catch(undefined),
  errorCode: z.string().optional().catch(undefined),
});

const QUERY_ID_HEADER = "x-ovh-queryid";
/** Gateway refusals that come as 400 or 403 and concern the credentials. */
const CREDENTIAL_CODES = new Set([
  "NOT_GRANTED_CALL",
  "NOT_CREDENTIAL",
  "INVALID_KEY",
  "INVALID_CREDENTIAL",
  "INVALID_SIGNATURE",
  "FORBIDDEN",
]);
/** The reason phrase `ActionInProgress` does not reach us over every proxy; the sentence does. */
const BUSY_MESSAGE = /already being processed/i;

export function isSuccess(response: HttpResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

export function errorFrom(call: CallName, response: HttpResponse): ApiError {
  const body = parseErrorBody(response.body);
  const details = {
    call,
    status: response.status,
    apiClass: body.errorCode ?? body.class,
    apiMessage: body.message ?? `no JSON, but ${response.body.length} characters of something else`,
    queryId: response.headers[QUERY_ID_HEADER],
  };
  if (response.status === 404) return new NotFoundError(details);
  if (isCredentialProblem(response.status, body.errorCode)) return new UnauthorizedError(details);
  if (response.status === 409 && BUSY_MESSAGE.test(details.apiMessage)) return new BusyError(details);
  return new ApiError(details);
}

function isCredentialProblem(status: number, errorCode: string | undefined): boolean {
  return status === 401 || status === 403 || (errorCode !== undefined && CREDENTIAL_CODES.has(errorCode));
}

function parseErrorBody(text: string): z.infer<typeof errorBody> {
  try {
    return errorBody.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The value, as the caller's schema has it. The message names the place and never the value. */
export function parseAnswer<T>(
  call: { readonly method: Method; readonly route: Route; readonly answer: z.ZodType<T> },
  response: HttpResponse,
): T {
  const name = `${call.method} ${call.route.template}`;
  let value: unknown;
  try {
    value = response.body === "" ? null : JSON.parse(response.body);
  } catch {
    throw new ProtocolError(`OVHcloud's answer to ${name} is not JSON`);
  }
  const parsed = call.answer.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProtocolError(
    `OVHcloud's answer to ${name} is unexpected at "${issue?.path.join(".")}": ${issue?.message}`,
  );
}
