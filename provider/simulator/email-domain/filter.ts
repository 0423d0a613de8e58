import {
  postAccountFilter,
  postAccountFilterChangeActivity,
  postAccountFilterChangePriority,
  postAccountFilterRule,
} from "../api/domain.js";
import { readBody } from "../body.js";
import type { Context } from "../context.js";
import { notFound, ruleRefused } from "../errors.js";
import { idParam } from "../mailbox/routes.js";
import { type Call, param, type Route, route } from "../route.js";
import { accountOf, checkAccountWritable, checkNotDeleting, delegatedAccountOf, type Place } from "./access.js";
import { shown } from "./entries.js";
import type { DomainEffect, Entry, FilterRecord, RuleRecord } from "./model.js";
import { newFilter, newRule } from "./new-filter.js";
import { queueOn } from "./queue.js";
import { filterTaskView } from "./task-views.js";
import { filterView, ruleView } from "./views.js";

/** OVH API schema: both kinds of delegation and the owner have the same routes. There is no PUT. */
export const filterRoutes: readonly Route[] = [
  ...filterRoutesBelow("/email/domain/delegatedAccount/{email}", delegatedAccountOf),
  ...filterRoutesBelow("/email/domain/{domain}/account/{accountName}", accountOf),
];

function filterRoutesBelow(path: string, find: (call: Call) => Place): Route[] {
  const all = `${path}/filter`;
  const one = `${all}/{name}`;
  const rules = `${one}/rule`;
  return [
    route("GET", all, (call) => shown(call.context, find(call).account.filters).map((filter) => filter.name)),
    route("POST", all, (call) => createFilter(call, find(call))),
    route("GET", one, (call) => {
      const place = find(call);
      return filterView(place, filterIn(call, place));
    }),
    route("DELETE", one, (call) => deleteFilter(call, find(call))),
    route("POST", `${one}/changeActivity`, (call) => changeActivity(call, find(call))),
    route("POST", `${one}/changePriority`, (call) => changePriority(call, find(call))),
    route("GET", rules, (call) => shown(call.context, filterIn(call, find(call)).rules).map((rule) => rule.id)),
    route("POST", rules, (call) => createRule(call, find(call))),
    route("GET", `${rules}/{id}`, (call) => ruleView(ruleIn(call, filterIn(call, find(call))))),
    route("DELETE", `${rules}/{id}`, (call) => deleteRule(call, find(call))),
  ];
}

function filterIn(call: Call, { account }: Place): FilterRecord {
  const wanted = param(call, "name");
  const found = shown(call.context, account.filters).find((filter) => filter.name === wanted);
  if (found === undefined) throw notFound("This filter does not exist");
  return found;
}

function ruleIn(call: Call, filter: FilterRecord): RuleRecord {
  const id = idParam(call, "id");
  const found = shown(call.context, filter.rules).find((rule) => rule.id === id);
  if (found === undefined) throw notFound("This rule does not exist");
  return found;
}

function createFilter(call: Call, place: Place) {
  const { context } = call;
  const { header, operand, value, ...fields } = readBody(call, postAccountFilter, "creation");
  checkAccountWritable(context, place);
  if (place.account.filters.some((filter) => filter.name === fields.name)) {
    throw ruleRefused(context.switches, "This account has a filter of this name already");
  }
  const filter = newFilter(context, { ...fields, rules: [{ header, operand, value }] });
  filter.state = "creating";
  place.account.filters.push(filter);
  return queueOnFilter(context, place, filter, { function: "addFilter", effect: { kind: "keepInDomain" } });
}

/** OVH API schema: a list of tasks, as for a rule. */
function deleteFilter(call: Call, place: Place) {
  const { context } = call;
  const filter = writableFilter(call, place);
  const task = { function: "deleteFilter", effect: { kind: "removeFromDomain" } } as const;
  const answer = [queueOnFilter(context, place, filter, task)];
  filter.state = "deleting";
  return answer;
}

function writableFilter(call: Call, place: Place): FilterRecord {
  const filter = filterIn(call, place);
  checkAccountWritable(call.context, place);
  checkNotDeleting(filter, filter.name);
  return filter;
}

function changeActivity(call: Call, place: Place) {
  const filter = writableFilter(call, place);
  const { activity } = readBody(call, postAccountFilterChangeActivity, "changeActivity");
  return queueChange(call.context, place, filter, { active: activity });
}

function changePriority(call: Call, place: Place) {
  const filter = writableFilter(call, place);
  const { priority } = readBody(call, postAccountFilterChangePriority, "changePriority");
  return queueChange(call.context, place, filter, { priority });
}

function queueChange(context: Context, place: Place, filter: FilterRecord, changes: Partial<FilterRecord>) {
  const effect = { kind: "changeInDomain", changes: { ...changes }, before: {} } as const;
  return queueOnFilter(context, place, filter, { function: "changeFilter", effect });
}

function createRule(call: Call, place: Place) {
  const { context } = call;
  const filter = writableFilter(call, place);
  const fields = readBody(call, postAccountFilterRule, "creation");
  const rule = newRule(context, fields);
  rule.state = "creating";
  filter.rules.push(rule);
  return queueOnFilter(context, place, rule, { function: "addRule", effect: { kind: "keepInDomain" } });
}

function deleteRule(call: Call, place: Place) {
  const { context } = call;
  const rule = ruleIn(call, writableFilter(call, place));
  checkNotDeleting(rule, String(rule.id));
  const task = { function: "deleteRule", effect: { kind: "removeFromDomain" } } as const;
  const answer = [queueOnFilter(context, place, rule, task)];
  rule.state = "deleting";
  return answer;
}

function queueOnFilter(
  context: Context,
  { domain, account }: Place,
  entry: Entry,
  task: { function: string; effect: DomainEffect },
) {
  return filterTaskView(queueOn(context, domain, entry, { ...task, list: "filter", account: account.accountName }));
}
