import { postDelegatedAccountResponder } from "../api/domain.js";
import { accountDelegated } from "../api/domain-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import { like } from "../like.js";
import { type Call, type Route, route } from "../route.js";
import { readUpdate } from "../update.js";
import { addressAt, delegatedAccountOf, delegatedAccounts, forbidden, type Place } from "./access.js";
import { changePassword, measure, updateAccount } from "./account.js";
import { createResponder, deleteResponder, responderAt, updateResponder } from "./responder.js";
import { delegatedAccountView, responderView } from "./views.js";

const all = "/email/domain/delegatedAccount";
const one = `${all}/{email}`;
const responder = `${one}/responder`;

/** What somebody to whom one account is delegated may do; the filters of it are with those of the owner. */
export const delegatedRoutes: readonly Route[] = [
  route("GET", all, listDelegated),
  route("GET", one, (call) => delegatedAccountView(delegatedAccountOf(call))),
  route("PUT", one, updateDelegated),
  route("POST", `${one}/changePassword`, (call) => changePassword(call, delegatedAccountOf(call))),
  // OVH API schema: here this is a POST, for the owner a GET.
  route("POST", `${one}/usage`, (call) => delegatedAccountOf(call).account.usage),
  route("POST", `${one}/updateUsage`, (call) => measure(call.context, delegatedAccountOf(call))),
  route("GET", responder, (call) => {
    const { domain, account } = answeringAccountOf(call);
    return responderView(responderAt(call.context, domain, account.accountName));
  }),
  route("POST", responder, (call) => {
    const { domain, account } = answeringAccountOf(call);
    const body = readBody(call, postDelegatedAccountResponder, "creation");
    return createResponder(call, domain, account.accountName, body);
  }),
  route("PUT", responder, (call) => {
    const { domain, account } = answeringAccountOf(call);
    return updateResponder(call, domain, account.accountName);
  }),
  route("DELETE", responder, (call) => {
    const { domain, account } = answeringAccountOf(call);
    return deleteResponder(call, domain, account.accountName);
  }),
];

function listDelegated(call: Call): string[] {
  const { context, query } = call;
  const fits = (value: string, wanted: string | null) => wanted === null || like(value, wanted, context.switches);
  return delegatedAccounts(call)
    .filter(({ account }) => fits(account.accountName, query.get("accountName")))
    .filter(({ domain }) => fits(domain.domain, query.get("domain")))
    .map(addressAt);
}

function updateDelegated(call: Call): null {
  const place = delegatedAccountOf(call);
  return updateAccount(call, place, readUpdate(call, writable(accountDelegated), delegatedAccountView(place)));
}

/** For the responder, about which OVH's guide and its API disagree. */
function answeringAccountOf(call: Call): Place {
  const place = delegatedAccountOf(call);
  if (call.context.switches.delegateResponder === "refused") throw forbidden();
  return place;
}
