/** What the program declares, as far as it can be known. */

import type { Kind } from "../../sdk/resource.js";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { projectDirectory } from "../shared/project.js";
import { readStateText } from "../shared/read-state.js";
import { visible } from "../shared/safe-text.js";
import { resourcesInPreview, resourcesInState, type StateResource } from "../shared/state-resources.js";
import type { DoctorOptions } from "./options.js";
import { ALL_KINDS, type Needs } from "./routes-by-kind.js";
import { doctorTexts } from "./texts.js";

export interface Program extends Needs {
  readonly resources: readonly StateResource[];
}

/** Everything that this package can do. */
const UNKNOWN: Program = { kinds: ALL_KINDS, orders: false, resources: [] };

export async function readProgram(context: Context, { state, preview, stack }: DoctorOptions): Promise<Program> {
  const t = doctorTexts[context.language];
  if (preview !== undefined) {
    const found = resourcesInPreview(await readStateText(context, { file: preview }, t));
    if (found === undefined) throw new ExpectedError(t.noPreview(nameOf(preview, "pulumi preview --json")));
    return programOf(found);
  }
  if (state === undefined && stack === undefined) return ofCurrentStack(context);
  const source = { ...(state === undefined ? {} : { file: state }), ...(stack === undefined ? {} : { stack }) };
  const found = resourcesInState(await readStateText(context, source, t));
  if (found === undefined) throw new ExpectedError(t.noState(nameOf(state ?? "-", "pulumi stack export")));
  return programOf(found);
}

function nameOf(file: string, source: string): string {
  return file === "-" ? source : visible(file);
}

/** Nobody asked for it: where there is no stack yet, any program is looked at. */
async function ofCurrentStack(context: Context): Promise<Program> {
  if (projectDirectory(context) === undefined) return UNKNOWN;
  try {
    return programOf(resourcesInState(await readStateText(context, {}, doctorTexts[context.language])) ?? []);
  } catch (error) {
    if (error instanceof ExpectedError) return UNKNOWN;
    throw error;
  }
}

function programOf(resources: readonly StateResource[]): Program {
  const kinds = ALL_KINDS.filter((kind: Kind) => resources.some((one) => one.kind === kind));
  // A stack that is still empty will have some.
  if (kinds.length === 0) return UNKNOWN;
  return { kinds, resources, orders: resources.some(({ inputs }) => inputs.orderWhenNoneFree !== undefined) };
}
