import type { z } from "zod";
import type { migrationCheckCode } from "../api/domain-models.js";
import type { Context } from "../context.js";
import { sameAddress } from "../mailbox/mailboxes.js";
import type { Switches } from "../switches.js";
import type { TaskRecord } from "../task-model.js";
import { addressAt, type Place } from "./access.js";
import type { RedirectionRecord } from "./model.js";

type Code = z.output<typeof migrationCheckCode>;

interface Findings {
  errors: Code[];
  warnings: Code[];
}

/** What stands against a migration. The codes for troubles inside OVHcloud (`MAILPROXY_...`) never come up. */
export function migrationFindings(context: Context, place: Place): Findings {
  const doubtful = doubtfulFindings(context.switches, place);
  return {
    errors: [...certainErrors(context, place), ...doubtful.filter(({ is }) => is === "error").map(({ code }) => code)],
    warnings: doubtful.filter(({ is }) => is === "warning").map(({ code }) => code),
  };
}

/** OVH panel: each of these has a text that says why the migration is not possible. */
function certainErrors(context: Context, place: Place): Code[] {
  const { domain, account } = place;
  const forwards = forwardsOf(place);
  const isUnderWay = (list: TaskRecord["list"]) =>
    context.state.tasks.some(
      (task) => task.service === domain.domain && task.list === list && sameAddress(task.target, addressAt(place)),
    );
  const found: [Code, boolean][] = [
    ["UNKNOW", account.removeAtMs !== null], // OVHcloud's spelling; what a migrated account answers is not documented
    ["ACCOUNT_INPROGRESS", isUnderWay("account")],
    ["FORWARD_EXIST", forwards.some(({ localCopy }) => !localCopy)],
    ["FORWARD_LOCAL", forwards.some(({ localCopy }) => localCopy)],
    ["REDIRECTION_INPROGRESS", isUnderWay("redirection")],
    ["RESPONDER_INPROGRESS", isUnderWay("responder")],
    ["MAILINGLIST_EXIST", domain.mailingLists.some(({ name }) => sameAddress(name, account.accountName))],
    ["MAILINGLIST_INPROGRESS", isUnderWay("mailinglist")],
  ];
  return found.filter(([, isThere]) => isThere).map(([code]) => code);
}

/** No source says whether these are errors or warnings. */
function doubtfulFindings(switches: Switches, { domain, account }: Place) {
  const hasResponder = domain.responders.some((responder) => sameAddress(responder.account, account.accountName));
  const found: { code: Code; is: "error" | "warning"; isThere: boolean }[] = [
    { code: "RESPONDER_EXIST", is: switches.responderExist, isThere: hasResponder },
    { code: "DELEGATION_EXIST", is: switches.delegationExist, isThere: account.delegates.length > 0 },
    { code: "FILTER_EXIST", is: switches.filterExist, isThere: account.filters.length > 0 },
  ];
  return found.filter(({ isThere }) => isThere);
}

function forwardsOf(place: Place): RedirectionRecord[] {
  return place.domain.redirections.filter(({ from }) => sameAddress(from, addressAt(place)));
}

/** `details` and the three lists are described by no source: names and addresses that fit their titles are shown. */
export function migrationCheckView(context: Context, place: Place) {
  const { errors, warnings } = migrationFindings(context, place);
  const none = context.switches.noMigrationFinding === "null" ? null : [];
  const results = (codes: Code[]) => (codes.length === 0 ? none : codes.map((code) => ({ code, details: null })));
  return {
    alias: place.domain.redirections.filter(({ to }) => sameAddress(to, addressAt(place))).map(({ from }) => from),
    error: results(errors),
    filter: place.account.filters.map(({ name }) => name),
    forward: forwardsOf(place).map(({ to }) => to),
    warning: results(warnings),
  };
}
