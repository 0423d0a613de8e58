import type { AccessTokenCredentials, Authorizer } from "./authorization.js";

/** A ready token. Nobody here can renew it, so a refusal is final. */
export function createTokenAuthorizer({ accessToken }: AccessTokenCredentials): Authorizer {
  return {
    authorize: async (request) => ({
      ...request,
      headers: { ...request.headers, Authorization: `Bearer ${accessToken.reveal()}` },
    }),
    isStale: () => false,
  };
}
