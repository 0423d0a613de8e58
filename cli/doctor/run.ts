import { ApiError, UnavailableError } from "../../provider/ovh/errors.js";
import { type Connection, connect } from "../shared/connect.js";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { type ExitCode, exitCodes } from "../shared/exit-codes.js";
import { withProgress } from "../shared/progress.js";
import { stackConfiguration } from "../shared/project.js";
import { visible } from "../shared/safe-text.js";
import { readServicesSeen, type ServicesSeen } from "../shared/services-seen.js";
import { minimalRules, type PlaceNames } from "./access-rules.js";
import { type CredentialsSeen, checkCredentials, judgeRules } from "./check-credentials.js";
import { checkPasswords } from "./check-passwords.js";
import { checkClock, checkEndpoint } from "./check-reach.js";
import { checkServices } from "./check-services.js";
import { checkTools } from "./check-tools.js";
import { type Finding, isProblem } from "./finding.js";
import { type Program, readProgram } from "./needs.js";
import { type DoctorOptions, type DoctorRequest, readDoctorRequest } from "./options.js";
import { requestKey } from "./request-key.js";
import { ROUTES_OF_COMMANDS, routesNeeded } from "./routes-by-kind.js";
import { showFindings, showKey, showRules } from "./show.js";
import { doctorTexts } from "./texts.js";

export async function runDoctor(context: Context, options: DoctorOptions): Promise<ExitCode> {
  const t = doctorTexts[context.language];
  const request = readDoctorRequest(options, t);
  const program = await readProgram(context, options);
  if (request.does === "look") return look(context, options, { request, program });
  const needed = [...new Set([...ROUTES_OF_COMMANDS, ...routesNeeded(program)])].sort();
  const routes = needed.filter((route) => options.readOnly !== true || route.startsWith("GET "));
  const rules = minimalRules(routes);
  if (request.does === "rules") {
    showRules(context, { rules, routes, kinds: program.kinds }, options.json === true);
    return exitCodes.fine;
  }
  const config = await stackConfiguration(context, options.stack);
  const key = await requestKey(context, config, rules, t);
  showKey(context, key, options.json === true);
  return exitCodes.fine;
}

interface Asked {
  readonly request: DoctorRequest;
  readonly program: Program;
}

async function look(context: Context, options: DoctorOptions, { request, program }: Asked): Promise<ExitCode> {
  const t = doctorTexts[context.language];
  const findings = await withProgress(context, t.checking, async () => {
    const [live, passwords, tools] = await Promise.all([
      lookAtOvhcloud(context, options, { request, program }),
      checkPasswords(context, program.resources, t),
      checkTools(context, t),
    ]);
    return [...live, ...passwords, ...tools];
  });
  showFindings(context, { findings, kinds: program.kinds }, options.json === true);
  return findings.some(isProblem) ? exitCodes.differences : exitCodes.fine;
}

/** Where OVHcloud cannot be asked, that is a finding, and the rest is looked at all the same. */
async function lookAtOvhcloud(context: Context, options: DoctorOptions, asked: Asked): Promise<Finding[]> {
  const t = doctorTexts[context.language];
  let connection: Connection;
  try {
    connection = await connect(context, options.stack === undefined ? {} : { stack: options.stack });
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return [{ area: "credentials", severity: "error", what: t.noCredentials, remedy: visible(error.message) }];
  }
  const endpoint = checkEndpoint(connection.settings.endpoint, t);
  try {
    return [endpoint, ...(await lookWith(context, connection, asked))];
  } catch (error) {
    // Whatever it was, what else is wrong is worth knowing.
    if (!(error instanceof UnavailableError || error instanceof ApiError)) throw error;
    const what = t.unreachable(visible(error.message));
    return [endpoint, { area: "endpoint", severity: "error", what, remedy: t.unreachableRemedy }];
  }
}

async function lookWith(context: Context, connection: Connection, { request, program }: Asked): Promise<Finding[]> {
  const t = doctorTexts[context.language];
  const { api, session, settings } = connection;
  const clock = await checkClock(api, t);
  const credentials = await checkCredentials({ api, settings, nowMs: session.clock.now(), t });
  if (!credentials.areAccepted) return [clock, ...credentials.findings];
  const seen = await readServicesSeen(session, { services: [], domains: [] });
  const services = await checkServices({ session, stuckAfterMs: request.stuckAfterMs, t }, seen);
  return [clock, ...credentials.findings, ...rightsOf(context, credentials, program, seen), ...services];
}

function rightsOf(context: Context, { rules }: CredentialsSeen, program: Program, seen: ServicesSeen): Finding[] {
  if (rules === undefined) return [];
  return judgeRules(rules, routesNeeded(program), placesOf(seen), doctorTexts[context.language]);
}

function placesOf({ exchange, mxPlan }: ServicesSeen): PlaceNames {
  const news = mxPlan.flatMap(({ generation }) => (generation.name === "new" ? [generation.service.name] : []));
  return {
    services: exchange.map(({ service }) => service),
    domains: mxPlan.map(({ domain }) => domain),
    mxPlanServices: [...new Set(news)],
  };
}
