import { connect } from "../shared/connect.js";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { type ExitCode, exitCodes } from "../shared/exit-codes.js";
import { refuseOutput, writeOutput } from "../shared/output-file.js";
import { withProgress } from "../shared/progress.js";
import { readStateText } from "../shared/read-state.js";
import { visible } from "../shared/safe-text.js";
import { readServicesSeen } from "../shared/services-seen.js";
import { resourcesInState, type StateResource } from "../shared/state-resources.js";
import { type Filter, isDifference, judge, matches, type Sources } from "./judge.js";
import type { RightsFound } from "./model.js";
import { type RightsOptions, type RightsRequest, readRightsRequest } from "./options.js";
import { rightsPage } from "./page.js";
import { readLiveRights } from "./read-live.js";
import { rightsInState } from "./read-state.js";
import { notesOf, rightsCsv, rightsJson, rightsTable, type Shown } from "./show.js";
import { rightsTexts } from "./texts.js";

export async function runRights(context: Context, options: RightsOptions): Promise<ExitCode> {
  const t = rightsTexts[context.language];
  const request = readRightsRequest(options, t);
  const file = options.output === undefined ? undefined : { path: options.output, force: options.force === true };
  if (file !== undefined) await refuseOutput(context, file);
  const { reads, filter } = request;
  // The state first: where it cannot be read, no call was made for nothing.
  const state = reads.state ? within(await readState(context, options), options) : undefined;
  const live = reads.live ? await readLive(context, options, request) : undefined;
  const shown = shownOf({ live, state, inside: options.inside ?? [] }, filter);
  const text = formed(context, request, shown);
  if (file === undefined) context.stdout.write(text);
  else await writeOutput(context, file, text);
  if (request.form === "table") for (const note of notesOf(shown, t)) context.stderr.write(`${note}\n`);
  return shown.differences === undefined || shown.differences === 0 ? exitCodes.fine : exitCodes.differences;
}

function shownOf(sources: Sources, filter: Filter): Shown {
  const { live, state } = sources;
  const rows = judge(sources).filter(matches(filter));
  const isCompared = live !== undefined && state !== undefined;
  return {
    rows,
    gaps: [...(live?.gaps ?? []), ...(state?.gaps ?? [])],
    differences: isCompared ? rows.filter(isDifference).length : undefined,
  };
}

function formed(context: Context, { form }: RightsRequest, shown: Shown): string {
  const t = rightsTexts[context.language];
  if (form === "csv") return rightsCsv(shown);
  if (form === "json") return `${rightsJson(shown)}\n`;
  if (form === "html") return rightsPage(shown, t, context.language);
  return `${rightsTable(context.stdout, shown, t)}\n`;
}

async function readState(context: Context, options: RightsOptions): Promise<RightsFound> {
  const { state: file, stack } = options;
  const t = rightsTexts[context.language];
  const source = { ...(file === undefined ? {} : { file }), ...(stack === undefined ? {} : { stack }) };
  const resources = resourcesInState(await readStateText(context, source, t));
  if (resources !== undefined) return rightsOf(resources, options);
  throw new ExpectedError(t.noState(file === undefined || file === "-" ? "pulumi stack export" : visible(file)));
}

/** What the credentials of the comparison cannot see would seem to be missing. */
function rightsOf(resources: readonly StateResource[], { compare }: RightsOptions): RightsFound {
  if (!compare) return rightsInState(resources);
  const others = [...new Set(resources.flatMap(({ account }) => account ?? []))];
  const found = rightsInState(resources.filter(({ account }) => account === undefined));
  return { ...found, gaps: others.map((what) => ({ reason: "otherAccount", what })) };
}

async function readLive(context: Context, options: RightsOptions, { filter }: RightsRequest): Promise<RightsFound> {
  const t = rightsTexts[context.language];
  const { session } = await connect(context, options.stack === undefined ? {} : { stack: options.stack });
  const scope = { services: options.service ?? [], domains: options.domain ?? [] };
  const mailbox = filter.mailbox?.trim().toLowerCase();
  const isInScope = scoped(options);
  return withProgress(context, t.reading, async (progress) => {
    const seen = await readServicesSeen(session, scope);
    const there = new Set([
      ...seen.exchange.flatMap(({ domains }) => domains),
      ...seen.mxPlan.map(({ domain }) => domain),
    ]);
    const absent = scope.domains.filter((domain) => !there.has(domain.toLowerCase()));
    if (absent.length > 0) throw new ExpectedError(t.noDomain(visible(absent.join(", "))));
    return readLiveRights(session, seen, {
      isWanted: (address) => (mailbox === undefined || address === mailbox) && isInScope(address),
      onProgress: (done, all) => progress.say(t.readingOf(done, all)),
    });
  });
}

/** With `--domain` alone, of a service that has several, only the mailboxes of that domain. */
function scoped({ service, domain }: RightsOptions): (address: string) => boolean {
  const wanted = new Set(domain?.map((one) => one.toLowerCase()));
  if (wanted.size === 0 || service !== undefined) return () => true;
  return (address) => wanted.has(address.split("@")[1] ?? address);
}

/** The part of a state that the same options would read at OVHcloud. */
function within(found: RightsFound, options: RightsOptions): RightsFound {
  const isInScope = scoped(options);
  const services = options.service === undefined ? undefined : new Set(options.service);
  const rows = found.rows.filter(({ on, place }) => isInScope(on) && (services === undefined || services.has(place)));
  return { ...found, rows };
}
