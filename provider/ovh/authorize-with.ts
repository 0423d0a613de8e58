import type { Authorizer, AuthorizerContext, Credentials } from "./authorization.js";
import { createApplicationAuthorizer } from "./authorize-application.js";
import { createOAuth2Authorizer } from "./authorize-oauth2.js";
import { createTokenAuthorizer } from "./authorize-token.js";

type Kind = Credentials["kind"];
type Create<Given extends Credentials> = (credentials: Given, context: AuthorizerContext) => Authorizer;

const CREATE = {
  application: createApplicationAuthorizer,
  oauth2: createOAuth2Authorizer,
  accessToken: createTokenAuthorizer,
} satisfies { readonly [K in Kind]: Create<Extract<Credentials, { kind: K }>> };

/** @throws when the endpoint does not know this way of proving who calls */
export function authorizerFor(credentials: Credentials, context: AuthorizerContext): Authorizer {
  // The kind chose the function, and TypeScript cannot see that it fits.
  const create = CREATE[credentials.kind] as Create<Credentials>;
  return create(credentials, context);
}
