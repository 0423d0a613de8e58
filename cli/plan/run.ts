import { resolve } from "node:path";
import { z } from "zod";
import { messageOf } from "../../provider/values.js";
import type { CommonOptions } from "../shared/command-line.js";
import { connect } from "../shared/connect.js";
import type { Context } from "../shared/context.js";
import { ExpectedError, UsageError } from "../shared/errors.js";
import { type ExitCode, exitCodes } from "../shared/exit-codes.js";
import { refuseOutput, writeOutput } from "../shared/output-file.js";
import { withProgress } from "../shared/progress.js";
import { jsonText, visible } from "../shared/safe-text.js";
import { boxesIn } from "./boxes.js";
import { getPreview } from "./get-preview.js";
import { type LiveView, readLiveView } from "./live-access.js";
import { type Condition, conditions, type Plan, planSchema } from "./model.js";
import type { Preview } from "./read-preview.js";
import { renderMarkdown } from "./render-markdown.js";
import { renderTerminal } from "./render-terminal.js";
import { makePlan } from "./rights-change.js";
import { planTexts } from "./texts.js";

export interface PlanCommandOptions {
  readonly file?: string;
  readonly stack?: string;
  readonly offline?: true;
  readonly markdown?: true;
  readonly marker: string;
  readonly output?: string;
  readonly html?: string;
  readonly force?: true;
  readonly failOn?: string;
  readonly detailedExitcode?: true;
  readonly domain?: readonly string[];
  readonly outsideDomain?: readonly string[];
  readonly customer?: readonly string[];
  readonly schema?: true;
}

type Options = PlanCommandOptions & CommonOptions;

export async function runPlan(context: Context, options: Options): Promise<ExitCode> {
  if (options.schema === true) {
    context.stdout.write(`${planSchemaText()}\n`);
    return exitCodes.fine;
  }
  const failOn = readConditions(options.failOn, context);
  refuseWrongUse(options, context);
  // Before the work, so that it is not done for nothing.
  for (const path of [options.output, options.html]) {
    if (path !== undefined) await refuseOutput(context, { path, force: options.force === true });
  }
  const preview = await getPreview(context, options);
  const plan = await planOf(context, preview, options);
  await writeForms(context, plan, options);
  const isFound = failOn.some((condition) => plan.conditions[condition].length > 0);
  return isFound || (options.detailedExitcode === true && plan.changes) ? exitCodes.differences : exitCodes.fine;
}

/** Published with the package as `plan.schema.json`. */
export function planSchemaText(): string {
  return jsonText(z.toJSONSchema(planSchema));
}

function readConditions(value: string | undefined, { language }: Context): Condition[] {
  if (value === undefined) return [];
  return value.split(",").map((name) => {
    const found = conditions.find((condition) => condition === name.trim());
    if (found !== undefined) return found;
    throw new UsageError(planTexts[language].notCondition(visible(name), conditions.join(", ")));
  });
}

const DOMAIN = /^[^\s@/]+\.[^\s@/]+$/;

function refuseWrongUse(options: Options, { language, workingDirectory }: Context): void {
  const t = planTexts[language];
  const { output, html } = options;
  if (
    output !== undefined &&
    html !== undefined &&
    resolve(workingDirectory, output) === resolve(workingDirectory, html)
  ) {
    throw new UsageError(t.oneFile);
  }
  if (options.json === true && options.markdown === true) throw new UsageError(t.twoForms);
  if (!/^[\w-]+$/.test(options.marker)) throw new UsageError(t.notMarker(visible(options.marker)));
  const named = [
    ...(options.domain ?? []).map((value) => ["--domain", value] as const),
    ...(options.outsideDomain ?? []).map((value) => ["--outside-domain", value] as const),
  ];
  for (const [option, value] of named) {
    if (!DOMAIN.test(value)) throw new UsageError(t.notDomain(option, visible(value)));
  }
}

const NOTHING_LIVE: LiveView = { rights: new Map(), kinds: new Map(), domains: [], customer: undefined };

async function planOf(context: Context, preview: Preview, options: Options): Promise<Plan> {
  const isLive = options.offline !== true;
  const live = isLive ? await readLive(context, preview, options.stack) : NOTHING_LIVE;
  return makePlan({
    preview,
    live: live.rights,
    kinds: live.kinds,
    isLive,
    organisation: {
      domains: [...live.domains, ...(options.domain ?? [])],
      outside: options.outsideDomain ?? [],
      customers: [...(live.customer === undefined ? [] : [live.customer]), ...(options.customer ?? [])],
    },
    language: context.language,
  });
}

async function readLive(context: Context, preview: Preview, stack: string | undefined): Promise<LiveView> {
  const t = planTexts[context.language];
  // Nothing of ours, nothing to ask.
  if (preview.resources.every(({ isSame }) => isSame)) return NOTHING_LIVE;
  const { session } = await connect(context, stack === undefined ? {} : { stack }).catch((error: unknown) => {
    throw error instanceof ExpectedError ? new ExpectedError(t.withoutCredentials(error.message)) : error;
  });
  try {
    return await withProgress(context, t.reading, () => readLiveView(session, preview, boxesIn(preview)));
  } catch (error) {
    throw new ExpectedError(t.liveFailed(ended(messageOf(error))));
  }
}

/** A sentence follows. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

async function writeForms(context: Context, plan: Plan, options: Options): Promise<void> {
  const force = options.force === true;
  const text = textOf(context, plan, options);
  if (options.html !== undefined) {
    const { renderHtml } = await import("./html/page.js");
    await writeOutput(context, { path: options.html, force }, renderHtml(plan, context.language));
  }
  if (options.output === undefined) context.stdout.write(text);
  else await writeOutput(context, { path: options.output, force }, text);
}

function textOf({ stdout, language }: Context, plan: Plan, { json, markdown, marker, output }: Options): string {
  if (json === true) return `${jsonText(plan)}\n`;
  if (markdown === true) return renderMarkdown(plan, { language, marker });
  // A file shows no colours.
  return renderTerminal(plan, output === undefined ? stdout : { ...stdout, hasColors: false }, language);
}
