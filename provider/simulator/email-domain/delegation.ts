import { postAccountDelegation, postAcl } from "../api/domain.js";
import { readBody } from "../body.js";
import { badRequest, notFound, ruleRefused } from "../errors.js";
import { sameAddress } from "../mailbox/mailboxes.js";
import { type Call, param, type Route, route } from "../route.js";
import { accountOf, aclDomainOf, checkIsLegacy, checkNotEnding, managedAccountOf } from "./access.js";
import { nichandlePattern } from "./nichandles.js";

const acl = "/email/domain/{domain}/acl";
const delegation = "/email/domain/{domain}/account/{accountName}/delegation";

/** Both are done at once: their models have neither a task nor a state (OVH API schema). */
export const delegationRoutes: readonly Route[] = [
  route("GET", acl, (call) => aclDomainOf(call).aclHolders),
  route("POST", acl, addAclHolder),
  route("GET", `${acl}/{accountId}`, (call) => ({ accountId: holderIn(call, aclDomainOf(call).aclHolders) })),
  route("DELETE", `${acl}/{accountId}`, removeAclHolder),
  route("GET", delegation, (call) => accountOf(call).account.delegates),
  route("POST", delegation, addDelegate),
  route("GET", `${delegation}/{accountId}`, (call) => ({
    accountId: holderIn(call, accountOf(call).account.delegates),
  })),
  route("DELETE", `${delegation}/{accountId}`, removeDelegate),
];

function addAclHolder(call: Call) {
  const domain = aclDomainOf(call);
  const { accountId } = readBody(call, postAcl, "creation");
  checkIsLegacy(call.context, domain);
  return { accountId: addHolder(call, domain.aclHolders, accountId) };
}

function removeAclHolder(call: Call): null {
  const domain = aclDomainOf(call);
  const gone = holderIn(call, domain.aclHolders);
  domain.aclHolders = domain.aclHolders.filter((holder) => holder !== gone);
  return null;
}

/** OVH API schema: a text is answered, and what it says is not documented. Here it is the nichandle. */
function addDelegate(call: Call): string {
  const place = managedAccountOf(call);
  const { accountId } = readBody(call, postAccountDelegation, "creation");
  checkNotEnding(call.context, place);
  if (!nichandlePattern.test(accountId)) {
    throw badRequest("The input provided isn't valid: 'accountId': is not an OVH customer identifier");
  }
  return addHolder(call, place.account.delegates, accountId);
}

function removeDelegate(call: Call): string {
  const place = managedAccountOf(call);
  checkNotEnding(call.context, place);
  const gone = holderIn(call, place.account.delegates);
  place.account.delegates = place.account.delegates.filter((holder) => holder !== gone);
  return gone;
}

function addHolder({ context, nichandle, desk }: Call, holders: string[], accountId: string): string {
  const { ownNichandle, unknownNichandle, secondGrant } = context.switches;
  if (ownNichandle === "refused" && sameAddress(accountId, nichandle)) {
    throw ruleRefused(context.switches, "Nobody can delegate to themselves");
  }
  if (unknownNichandle === "refused" && !desk.accounts.some((one) => sameAddress(one.nichandle, accountId))) {
    throw ruleRefused(context.switches, "There is no such OVH customer");
  }
  const present = holders.find((holder) => sameAddress(holder, accountId));
  if (present !== undefined && secondGrant === "refused") {
    throw ruleRefused(context.switches, "This customer has this delegation already");
  }
  if (present === undefined) holders.push(accountId);
  return present ?? accountId;
}

/** The one that the path names, as it was written when it was added. */
function holderIn(call: Call, holders: readonly string[]): string {
  const wanted = param(call, "accountId");
  const found = holders.find((holder) => sameAddress(holder, wanted));
  if (found === undefined) throw notFound("This delegation does not exist");
  return found;
}
