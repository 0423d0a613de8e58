/** Calls of a service account: its secret buys tokens that live for about an hour. */

import { z } from "zod";
import type { Authorizer, AuthorizerContext, OAuth2Credentials } from "./authorization.js";
import { isLoopback } from "./endpoint.js";
import { ApiError, ProtocolError, UnauthorizedError } from "./errors.js";
import { Secret } from "./secret.js";
import type { HttpRequest, HttpResponse } from "./transport.js";

/** By the API's host: the path may be `/1.0` or `/v1`. */
const TOKEN_URLS: Readonly<Record<string, string>> = {
  "https://eu.api.ovh.com": "https://www.ovh.com/auth/oauth2/token",
  "https://ca.api.ovh.com": "https://ca.ovh.com/auth/oauth2/token",
  "https://api.us.ovhcloud.com": "https://us.ovhcloud.com/auth/oauth2/token",
};
const SIMULATED_TOKEN_PATH = "/auth/oauth2/token";

const RENEWED_EARLY_MS = 60_000;
/** A token that is refused so soon after a forced renewal is not stale: something else is wrong. */
const FORCED_AGAIN_AFTER_MS = 60_000;

const tokenAnswer = z.object({
  // It becomes a header, which takes nothing else.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
});

interface Token {
  readonly value: Secret;
  readonly renewAtMs: number;
}

/** @throws for an endpoint that knows no service accounts */
export function createOAuth2Authorizer(credentials: OAuth2Credentials, context: AuthorizerContext): Authorizer {
  const tokens = new Tokens(credentials, context, tokenUrlOf(context.endpoint));
  return {
    async authorize(request) {
      const { value } = await tokens.current();
      return { ...request, headers: { ...request.headers, Authorization: bearer(value) } };
    },
    isStale: ({ status }, refused) => status === 401 && tokens.giveUp(refused.headers.Authorization),
  };
}

/** One token for all callers, and one call for it at a time. */
class Tokens {
  #token: Token | undefined;
  #fetching: Promise<Token> | undefined;
  #forcedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly credentials: OAuth2Credentials,
    private readonly context: AuthorizerContext,
    private readonly url: string,
  ) {}

  async current(): Promise<Token> {
    if (this.#token !== undefined && this.context.clock.now() < this.#token.renewAtMs) return this.#token;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  /** Whether there is a newer token than the refused one, or will be. */
  giveUp(refused: string | undefined): boolean {
    if (this.#token === undefined || refused !== bearer(this.#token.value)) return true;
    const nowMs = this.context.clock.now();
    if (nowMs - this.#forcedAtMs < FORCED_AGAIN_AFTER_MS) return false;
    this.#forcedAtMs = nowMs;
    this.#token = undefined;
    return true;
  }

  async #fetch(): Promise<Token> {
    // Before the call, so that its duration is on the safe side.
    const askedAtMs = this.context.clock.now();
    const { access_token, expires_in } = parseToken(await this.#send());
    const lifeMs = expires_in * 1000;
    const renewAtMs = askedAtMs + Math.max(lifeMs - RENEWED_EARLY_MS, lifeMs / 2);
    this.#token = { value: new Secret(access_token), renewAtMs };
    return this.#token;
  }

  async #send(): Promise<HttpResponse> {
    const { clientId, clientSecret } = this.credentials;
    const request: HttpRequest = {
      method: "POST",
      url: this.url,
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      body: String(
        new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          client_secret: clientSecret.reveal(),
          scope: "all",
        }),
      ),
    };
    try {
      return await this.context.send(request);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429) throw error;
      throw new RefusedServiceAccount(clientId, this.url, error);
    }
  }
}

/** OVHcloud's own sentence here is that of OAuth2, which tells people nothing. */
class RefusedServiceAccount extends UnauthorizedError {
  constructor(clientId: string, url: string, refusal: ApiError) {
    super(refusal);
    this.cause = refusal;
    this.message =
      `OVHcloud gave the service account ${clientId} no token (HTTP ${refusal.status} from ${new URL(url).host}): ` +
      "check its clientId, its clientSecret, and that it belongs to the region of the endpoint";
  }
}

function bearer(token: Secret): string {
  return `Bearer ${token.reveal()}`;
}

function tokenUrlOf(endpoint: string): string {
  const { origin } = new URL(endpoint);
  const known = TOKEN_URLS[origin];
  if (known !== undefined) return known;
  if (isLoopback(endpoint)) return `${origin}${SIMULATED_TOKEN_PATH}`;
  throw new Error(
    `the endpoint ${origin} knows no service accounts (clientId and clientSecret): ovh-eu, ovh-ca and ovh-us do. ` +
      "Use an applicationKey, an applicationSecret and a consumerKey there",
  );
}

/** Names the field and never shows what was in it. */
function parseToken(response: HttpResponse): z.infer<typeof tokenAnswer> {
  let value: unknown;
  try {
    value = JSON.parse(response.body);
  } catch {
    throw new ProtocolError("OVHcloud's answer to the call for a token is not JSON");
  }
  const parsed = tokenAnswer.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".");
  throw new ProtocolError(`OVHcloud's answer to the call for a token is unexpected${where ? ` at "${where}"` : ""}`);
}
