/** Routes below one Exchange service that mailboxes, shared mailboxes and mailing lists have in common. */

import { type Route, route } from "./route.js";

export const SERVICE = "/email/exchange/{organizationName}/service/{exchangeService}";

/** A hosted service has one name for both; others may have two. */
export interface ServiceName {
  readonly organizationName: string;
  readonly exchangeService: string;
}

const OWNERS = {
  account: { folder: "account", parameter: "primaryEmailAddress" },
  shared: { folder: "sharedAccount", parameter: "sharedEmailAddress" },
  mailingList: { folder: "mailingList", parameter: "mailingListAddress" },
} as const;

/** Whatever has an address and things hanging on it. */
export interface Owner {
  readonly type: keyof typeof OWNERS;
  readonly emailAddress: string;
}

/** The route of an owner, or of something below it: `/alias/{alias}` and the like. */
export function ownerRoute(
  service: ServiceName,
  { type, emailAddress }: Owner,
  below = "",
  parameters: Readonly<Record<string, string | number>> = {},
): Route {
  const { folder, parameter } = OWNERS[type];
  const template: string = `${SERVICE}/${folder}/{${parameter}}${below}`;
  return route(template, { ...service, [parameter]: emailAddress, ...parameters });
}

/** Two spellings in OVHcloud's schema: "allowed" for fullAccess, "allow" for the two others. */
export function grantBody(right: string, accountId: number): object {
  return right === "fullAccess" ? { allowedAccountId: accountId } : { allowAccountId: accountId };
}
