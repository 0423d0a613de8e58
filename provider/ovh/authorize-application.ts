/** Signed calls, with OVHcloud's time. */

import { z } from "zod";
import type { ApplicationCredentials, Authorizer, AuthorizerContext } from "./authorization.js";
import { NotFoundError, ProtocolError } from "./errors.js";
import { type Measurement, ServerTime } from "./server-time.js";
import { sign } from "./signer.js";
import type { HttpRequest, HttpResponse } from "./transport.js";

const SIGNED_BY = Symbol("signed by");

/** Remembers with which time it was signed; nothing of that is sent. */
interface SignedRequest extends HttpRequest {
  readonly [SIGNED_BY]?: Measurement;
}

const refusal = z.object({ errorCode: z.string() });

/**
 * Signs each request with OVHcloud's time, which is asked once for all callers. A signature that comes out of time is
 * stale: the time is measured again, once for all calls that one measurement misled.
 */
export function createApplicationAuthorizer(
  credentials: ApplicationCredentials,
  context: AuthorizerContext,
): Authorizer {
  const time = new ServerTime(context.clock, () => fetchSeconds(context));
  return {
    async authorize(request) {
      const { seconds, by } = await time.now();
      const signed: SignedRequest = { ...sign(request, credentials, seconds), [SIGNED_BY]: by };
      return signed;
    },
    isStale(response, refused) {
      const measurement = (refused as SignedRequest)[SIGNED_BY];
      if (measurement === undefined || !isOutOfTime(response)) return false;
      time.forget(measurement);
      return true;
    },
  };
}

async function fetchSeconds({ endpoint, send }: AuthorizerContext): Promise<number> {
  const url = `${endpoint}/auth/time`;
  const response = await send({ method: "GET", url, headers: { accept: "application/json" } }).catch(
    (error: unknown) => {
      // Passed on as it is, it would say that the mailbox is gone.
      if (error instanceof NotFoundError)
        throw new ProtocolError(`there is no OVHcloud API at ${endpoint}: check the endpoint`);
      throw error;
    },
  );
  const parsed = z.number().int().safeParse(jsonOf(response));
  if (parsed.success) return parsed.data;
  throw new ProtocolError("OVHcloud's answer to GET /auth/time is not a number of seconds");
}

/** Refused before anything is done, which no other status says. */
function isOutOfTime(response: HttpResponse): boolean {
  if (response.status !== 400) return false;
  return refusal.safeParse(jsonOf(response)).data?.errorCode === "QUERY_TIME_OUT";
}

function jsonOf({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
