/** What a path of OVHcloud's API is about. */

export type ObjectType =
  | "account"
  | "sharedAccount"
  | "mailingList"
  | "externalContact"
  | "mxplan"
  | "legacy"
  | "redirection"
  | "responder";

export interface Subject {
  readonly type: ObjectType;
  /** The service or the domain. */
  readonly service: string;
  /** The address or the id; undefined for a whole list. */
  readonly key: string | undefined;
  /** What follows: `changePassword`, `sendAs/2100001`; empty for the object itself. */
  readonly rest: string;
}

const EXCHANGE =
  /^\/email\/exchange\/[^/]+\/service\/([^/]+)\/(account|sharedAccount|mailingList|externalContact)(?:\/([^/]+))?(?:\/(.*))?$/;
const MXPLAN = /^\/email\/mxplan\/([^/]+)\/account(?:\/([^/]+))?(?:\/(.*))?$/;
const DOMAIN = /^\/email\/domain\/([^/]+)\/(account|redirection|responder)(?:\/([^/]+))?(?:\/(.*))?$/;

export function subjectOf(path: string): Subject | undefined {
  const exchange = EXCHANGE.exec(path);
  if (exchange !== null) {
    const [, service = "", type = "", key, rest = ""] = exchange;
    return { type: type as ObjectType, service, key: key?.toLowerCase(), rest };
  }
  const mxplan = MXPLAN.exec(path);
  if (mxplan !== null) {
    const [, service = "", key, rest = ""] = mxplan;
    return { type: "mxplan", service, key: key?.toLowerCase(), rest };
  }
  const domain = DOMAIN.exec(path);
  if (domain === null) return undefined;
  const [, service = "", type = "", key, rest = ""] = domain;
  const isMailbox = type === "account";
  const name = isMailbox && key !== undefined ? `${key}@${service}` : key;
  return { type: isMailbox ? "legacy" : (type as ObjectType), service, key: name?.toLowerCase(), rest };
}

/** What a resource with an address stands for there. */
export function typeOf(kind: string, address: string): ObjectType | undefined {
  if (kind === "MxPlanAccount") return address.endsWith("@example.net") ? "mxplan" : "legacy";
  const types: Readonly<Record<string, ObjectType>> = {
    ExchangeAccount: "account",
    SharedMailbox: "sharedAccount",
    ContactGroup: "mailingList",
    ExternalContact: "externalContact",
  };
  return types[kind];
}
