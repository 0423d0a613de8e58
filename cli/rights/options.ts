/** What the command line asks for. */

import { UsageError } from "../shared/errors.js";
import type { Filter } from "./judge.js";
import type { RightsTexts } from "./texts.js";

export interface RightsOptions {
  readonly service?: readonly string[];
  readonly domain?: readonly string[];
  readonly from?: "live" | "state";
  readonly state?: string;
  readonly stack?: string;
  readonly compare?: true;
  readonly mailbox?: string;
  readonly person?: string;
  readonly right?: string;
  readonly outside?: true;
  readonly inside?: readonly string[];
  readonly csv?: true;
  readonly html?: true;
  readonly json?: true;
  readonly output?: string;
  readonly force?: true;
}

export interface RightsRequest {
  readonly reads: { readonly live: boolean; readonly state: boolean };
  readonly form: "table" | "csv" | "html" | "json";
  readonly filter: Filter;
}

export function readRightsRequest(options: RightsOptions, t: RightsTexts): RightsRequest {
  const forms = (["csv", "html", "json"] as const).filter((form) => options[form] === true);
  if (forms.length > 1) throw new UsageError(t.oneForm);
  if (options.force && options.output === undefined) throw new UsageError(t.forceAlone);
  return { reads: readSources(options, t), form: forms[0] ?? "table", filter: readFilter(options, t) };
}

function readSources({ compare, from, state, stack }: RightsOptions, t: RightsTexts): RightsRequest["reads"] {
  if (compare && from !== undefined) throw new UsageError(t.fromOrCompare);
  if (compare) return { live: true, state: true };
  // A file can only be meant so; a stack also has the credentials.
  const isState = from === "state" || (from === undefined && state !== undefined);
  if (!isState && state !== undefined) throw new UsageError(t.stateAlone);
  if (isState && state !== undefined && stack !== undefined) throw new UsageError(t.stateAlone);
  return { live: !isState, state: isState };
}

function readFilter({ mailbox, person, right, outside }: RightsOptions, t: RightsTexts): Filter {
  for (const [option, value] of Object.entries({ "--mailbox": mailbox, "--person": person })) {
    if (value !== undefined && !/^\S+$/.test(value.trim())) throw new UsageError(t.badAddress(option, value));
  }
  return {
    isOutsideOnly: outside === true,
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(person === undefined ? {} : { person }),
    ...(right === undefined ? {} : { right }),
  };
}
