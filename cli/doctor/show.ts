import type { Context } from "../shared/context.js";
import { jsonText } from "../shared/safe-text.js";
import { styled } from "../shared/style.js";
import type { AccessRule } from "./access-rules.js";
import { AREAS, type Finding, isProblem } from "./finding.js";
import { IAM_ACTIONS } from "./iam-actions.js";
import type { KeyAsked } from "./request-key.js";
import { doctorTexts } from "./texts.js";

const COLORS = { error: "red", warning: "yellow", fine: "green" } as const satisfies Record<
  Finding["severity"],
  string
>;
/** The blanks between the columns. */
const INDENT = 4;

interface Found {
  readonly findings: readonly Finding[];
  readonly kinds: readonly string[];
}

export function showFindings({ stdout, stderr, language }: Context, { findings, kinds }: Found, asJson: boolean): void {
  const t = doctorTexts[language];
  const problems = findings.filter(isProblem).length;
  if (asJson) {
    stdout.write(`${jsonText({ problems, kinds, findings: sorted(findings) })}\n`);
    return;
  }
  const labels = sorted(findings).map((one) => [t.severity[one.severity], t.area[one.area]] as const);
  const widths = [0, 1].map((column) => Math.max(...labels.map((label) => label[column]?.length ?? 0)));
  for (const [index, { severity, what, remedy }] of sorted(findings).entries()) {
    const [first = "", second = ""] = (labels[index] ?? []).map((label, column) => label.padEnd(widths[column] ?? 0));
    stdout.write(`${styled(stdout, COLORS[severity], first)}  ${second}  ${what}\n`);
    // A table would be wider than any terminal.
    if (remedy !== "") stdout.write(`${" ".repeat(first.length + second.length + INDENT)}→ ${remedy}\n`);
  }
  stderr.write(`${t.kinds(kinds.join(", "))}\n${problems === 0 ? t.allFine : t.problems(problems)}\n`);
}

function sorted(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((one, other) => AREAS.indexOf(one.area) - AREAS.indexOf(other.area));
}

interface Rules {
  readonly rules: readonly AccessRule[];
  readonly routes: readonly string[];
  readonly kinds: readonly string[];
}

export function showRules(
  { stdout, stderr, language }: Context,
  { rules, routes, kinds }: Rules,
  asJson: boolean,
): void {
  const t = doctorTexts[language];
  const actions = [...new Set(routes.flatMap((route) => IAM_ACTIONS[route] ?? []))].sort();
  const withoutAction = routes.filter((route) => IAM_ACTIONS[route] === undefined);
  if (asJson) {
    stdout.write(`${jsonText({ accessRules: rules, iamActions: actions, withoutIamAction: withoutAction, kinds })}\n`);
    return;
  }
  const title = (text: string) => styled(stdout, "bold", text);
  const lines = [
    title(t.rulesTitle),
    ...rules.map(({ method, path }) => `  ${method.padEnd(6)} ${path}`),
    "",
    title(t.iamTitle),
    ...actions.map((action) => `  ${action}`),
  ];
  stdout.write(`${lines.join("\n")}\n`);
  if (withoutAction.length > 0) stderr.write(`${t.iamRest(withoutAction.join(", "))}\n`);
  stderr.write(`${t.kinds(kinds.join(", "))}\n`);
}

export function showKey(
  { stdout, language }: Context,
  { consumerKey, validationUrl }: KeyAsked,
  asJson: boolean,
): void {
  const t = doctorTexts[language];
  if (asJson) {
    // What was asked for is this key.
    stdout.writeUnguarded(`${jsonText({ validationUrl, consumerKey })}\n`);
    return;
  }
  stdout.write(`${t.asked}\n  ${validationUrl}\n${t.keyIs}\n`);
  stdout.writeUnguarded(`  OVH_CONSUMER_KEY=${jsonText(consumerKey)}\n`);
}
