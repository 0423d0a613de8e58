import type { Context } from "../context.js";
import type { DomainRecord, Entry, LegacyAccount } from "./model.js";

/** The accounts that are there: a migrated one disappears when its time has come. */
export function existingAccounts(context: Context, domain: DomainRecord): LegacyAccount[] {
  return domain.accounts.filter(({ removeAtMs }) => removeAtMs === null || context.nowMs() < removeAtMs);
}

/** The accounts that the API shows. */
export function shownAccounts(context: Context, domain: DomainRecord): LegacyAccount[] {
  return shown(context, existingAccounts(context, domain));
}

/** Those that the API shows: whether what is being made is among them is a switch. */
export function shown<One extends Entry>(context: Context, entries: readonly One[]): One[] {
  if (context.switches.createdIsReadable === "atOnce") return [...entries];
  return entries.filter((entry) => entry.state !== "creating");
}

/** Every list of every domain. */
function* lists({ state }: Context): Generator<Entry[]> {
  for (const domain of state.domains) {
    yield domain.redirections;
    yield domain.responders;
    yield domain.mailingLists;
    yield domain.accounts;
    for (const account of domain.accounts) {
      yield account.filters;
      for (const filter of account.filters) yield filter.rules;
    }
  }
}

export function findEntry(context: Context, id: number): Entry | undefined {
  for (const list of lists(context)) {
    const found = list.find((entry) => entry.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Takes it off its list, whichever that is. */
export function dropEntry(context: Context, id: number): void {
  for (const list of lists(context)) {
    const index = list.findIndex((entry) => entry.id === id);
    if (index >= 0) {
      list.splice(index, 1);
      return;
    }
  }
}

/** The legacy account with this id, and its domain. */
export function findAccount(
  context: Context,
  id: number,
): { domain: DomainRecord; account: LegacyAccount } | undefined {
  for (const domain of context.state.domains) {
    const account = domain.accounts.find((one) => one.id === id);
    if (account !== undefined) return { domain, account };
  }
  return undefined;
}
