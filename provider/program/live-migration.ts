/** What the migrations that are still to begin find: the look that they take themselves before they begin. */

import { type LiveMigration, readMigration } from "../resources/migration/live.js";
import type { Session } from "../session.js";
import type { DeclaredMigration } from "./declared-mxplan.js";
import { isRefusal } from "./live.js";
import { sharingReads } from "./shared-reads.js";

export interface LookedAt {
  readonly about: DeclaredMigration;
  /** Or OVHcloud's refusal to show it, in the program's terms. */
  readonly found: LiveMigration | string;
}

/** One that is in the state has begun, and costs nothing here. */
export function isToBegin({ exists, inputs }: DeclaredMigration): boolean {
  return !exists && inputs !== undefined;
}

/**
 * One call for each migration (OVHcloud's own check, or the source on the new MX Plan), and about ten for each domain and
 * each Exchange service.
 */
export function readMigrations(session: Session, declared: readonly DeclaredMigration[]): Promise<LookedAt[]> {
  const shared = sharingReads(session, new Set(declared.map(({ emailAddress }) => emailAddress)));
  return Promise.all(declared.map((about) => look(shared, about)));
}

async function look(session: Session, about: DeclaredMigration): Promise<LookedAt> {
  const { inputs } = about;
  if (inputs === undefined) throw new Error(`nothing is known of the migration of ${about.emailAddress}`);
  try {
    return { about, found: await readMigration(session, { inputs, recorded: undefined, purpose: "change" }) };
  } catch (error) {
    if (!(error instanceof Error) || !isRefusal(error)) throw error;
    return { about, found: `source: ${error.message}` };
  }
}
