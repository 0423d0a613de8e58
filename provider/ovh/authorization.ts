/** Who calls: the three ways OVHcloud knows, behind one interface. */

import type { Clock } from "./clock.js";
import type { Secret } from "./secret.js";
import type { HttpRequest, HttpResponse } from "./transport.js";

/** Signed calls. The application key is a public name, the two others are secrets. */
export interface ApplicationCredentials {
  readonly kind: "application";
  readonly applicationKey: string;
  readonly applicationSecret: Secret;
  readonly consumerKey: Secret;
}

/** A service account. */
export interface OAuth2Credentials {
  readonly kind: "oauth2";
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** A token that somebody else keeps fresh. */
export interface AccessTokenCredentials {
  readonly kind: "accessToken";
  readonly accessToken: Secret;
}

export type Credentials = ApplicationCredentials | OAuth2Credentials | AccessTokenCredentials;

export interface Authorizer {
  /** Adds what proves who calls. Asked anew for each try: a signature covers the time, a token may have been renewed. */
  authorize(request: HttpRequest): Promise<HttpRequest>;
  /**
   * Looks at an answer. True when it says that the proof was stale and a new one will be made: the same call is then
   * sent once more. Such a refusal comes before anything is done, so this is safe for writes.
   */
  isStale(response: HttpResponse, refused: HttpRequest): boolean;
}

export interface AuthorizerContext {
  /** The API's base URL, such as `https://eu.api.ovh.com/1.0`. */
  readonly endpoint: string;
  readonly clock: Clock;
  /** Sends without authorization, with the deadlines and retries of a read. Gives successful answers only. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
}
