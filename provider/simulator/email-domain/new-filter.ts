import type { Context } from "../context.js";
import { nextId } from "../tasks.js";
import type { FilterRecord, RuleRecord } from "./model.js";

type Rule = Pick<RuleRecord, "header" | "operand" | "value">;
type Given = Pick<FilterRecord, "name" | "action" | "active" | "priority"> & {
  actionParam?: string | null | undefined;
  rules: readonly Rule[];
};

export function newFilter(context: Context, { rules, ...fields }: Given): FilterRecord {
  return {
    ...fields,
    actionParam: fields.actionParam ?? null,
    id: nextId(context, "hidden"),
    state: "ok",
    rules: rules.map((rule) => newRule(context, rule)),
  };
}

export function newRule(context: Context, rule: Rule): RuleRecord {
  return { ...rule, id: nextId(context, "hidden"), state: "ok" };
}
