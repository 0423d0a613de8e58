/** `ovh-mail export`: reads everything, and writes a project when all of it is there. */

import { basename, resolve } from "node:path";
import type { CommonOptions } from "../shared/command-line.js";
import { connect } from "../shared/connect.js";
import type { Context } from "../shared/context.js";
import { ExpectedError, UsageError } from "../shared/errors.js";
import { type ExitCode, exitCodes } from "../shared/exit-codes.js";
import { ourVersion } from "../shared/our-version.js";
import { withProgress } from "../shared/progress.js";
import type { ExportCommandOptions } from "./command.js";
import { NotVisibleError, type Wanted } from "./discover.js";
import { type Exported, exportMail } from "./export-mail.js";
import { linesOf } from "./notes.js";
import { jsonReport, textReport } from "./report.js";
import { type ExportTexts, exportTexts } from "./texts.js";
import { refuseDirectory, writeProject } from "./write-project.js";

export interface ExportRequest extends ExportCommandOptions, CommonOptions {
  readonly directory: string;
}

export async function runExport(context: Context, request: ExportRequest): Promise<ExitCode> {
  const t = exportTexts[context.language];
  const wanted = wantedOf(request, t);
  checkPeopleFile(request.people, t);
  const output = { directory: request.directory, force: request.force === true };
  await refuseDirectory(context, output);
  const exported = await read(context, request, wanted);
  if (exported.sections.length === 0) {
    throw new ExpectedError([t.nothing, ...linesOf(exported.leftOut, t)].join("\n"));
  }
  await writeProject(context, output, exported.files);
  const report = { ...exported, directory: request.directory, adopt: request.adopt === true };
  context.stdout.write(request.json === true ? jsonReport(report, t) : textReport(context.stdout, report, t));
  return exitCodes.fine;
}

const SERVICE = /^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)?$/i;
const DOMAIN = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*\.[\p{L}\p{M}\p{N}-]+$/u;

function wantedOf({ service: services = [], domain: domains = [] }: ExportRequest, t: ExportTexts): Wanted {
  for (const name of services) if (!SERVICE.test(name)) throw new UsageError(t.badService(name));
  for (const name of domains) if (!DOMAIN.test(name)) throw new UsageError(t.badDomain(name));
  return { services, domains };
}

/** A file beside the program, and not one of Pulumi's own. */
function checkPeopleFile(name: string | undefined, t: ExportTexts): void {
  if (name === undefined || (/^[a-z0-9][\w-]*\.ya?ml$/i.test(name) && !/^pulumi\./i.test(name))) return;
  throw new UsageError(t.badPeopleFile(name));
}

async function read(context: Context, request: ExportRequest, wanted: Wanted): Promise<Exported> {
  const t = exportTexts[context.language];
  const { session } = await connect(context);
  const options = {
    ...wanted,
    projectName: projectName(resolve(context.workingDirectory, request.directory)),
    peopleFile: request.people,
    adopt: request.adopt === true,
    version: ourVersion(),
  };
  try {
    return await withProgress(context, t.reading, (progress) =>
      exportMail(
        session,
        {
          ...options,
          onProgress: ({ place, what, done, total }) =>
            progress.say(`${place.name}: ${t.progress[what]} ${done}/${total}`),
        },
        t,
      ),
    );
  } catch (error) {
    if (error instanceof NotVisibleError) throw new ExpectedError(t.notVisible(error.place, error.reason));
    throw error;
  }
}

/** What Pulumi and npm both take. */
function projectName(directory: string): string {
  const name = basename(directory)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-");
  return name.replace(/^-+|-+$/g, "").slice(0, 100) || "mail";
}
