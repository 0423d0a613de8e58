import { randomUUID } from "node:crypto";
import { type Answer, jsonAnswer } from "../answer.js";
import type { ApiAccount } from "../seed.js";

/** As OVH guide 'authenticate-api-with-service-account' shows it. */
const LIFETIME_SECONDS = 3_599;

export const tokenPath = "/auth/oauth2/token";

interface Issued {
  account: ApiAccount;
  expiresAtMs: number;
}

/** Gives tokens to service accounts, and knows whose they are. They do not outlive the process. */
export class TokenDesk {
  private readonly issued = new Map<string, Issued>();

  constructor(private readonly accounts: readonly ApiAccount[]) {}

  /** The answer to a request for a token; the texts of refusals are ours, their codes are OAuth2's (RFC 6749, 5.2). */
  answer(form: string, nowMs: number): Answer {
    const fields = new URLSearchParams(form);
    if (fields.get("grant_type") !== "client_credentials") return jsonAnswer(400, { error: "unsupported_grant_type" });
    const account = this.accounts.find((one) => isClient(one, fields));
    if (account === undefined) return jsonAnswer(401, { error: "invalid_client" });
    const token = randomUUID();
    this.issued.set(token, { account, expiresAtMs: nowMs + LIFETIME_SECONDS * 1_000 });
    const scope = fields.get("scope") ?? "all";
    return jsonAnswer(200, { access_token: token, token_type: "Bearer", expires_in: LIFETIME_SECONDS, scope });
  }

  /** Undefined for a token that was never given, or has expired. */
  ownerOf(token: string, nowMs: number): ApiAccount | undefined {
    const known = this.issued.get(token);
    return known !== undefined && nowMs < known.expiresAtMs ? known.account : undefined;
  }

  /** All tokens are as if they had expired. */
  forget(): void {
    this.issued.clear();
  }
}

function isClient({ clientId, clientSecret }: ApiAccount, fields: URLSearchParams): boolean {
  return clientId !== undefined && clientId === fields.get("client_id") && clientSecret === fields.get("client_secret");
}
