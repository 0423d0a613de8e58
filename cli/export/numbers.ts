/** The numbers of people whom the program declares: a delegation and a group keep them, to notice who was made anew. */

import type { Kind } from "../../provider/state-texts.js";
import { isRecord, type Values } from "../../provider/values.js";
import type { Candidate } from "./model.js";

export interface Numbers {
  /** For the kinds that keep numbers. */
  mentionedBy(kind: Kind, args: Values): Values;
}

/** Where each kind has its number. Groups have none, and neither has the legacy MX Plan. */
function numberOf({ kind, actual }: Candidate): number | undefined {
  // The walks made these objects, of the shapes that the definitions read.
  const live = actual as { id?: number; account?: { id?: number }; shared?: { id: number } };
  switch (kind) {
    case "ExchangeAccount":
    case "MxPlanAccount":
      return live.account?.id;
    case "SharedMailbox":
      return live.shared?.id;
    case "ExternalContact":
      return live.id;
    default:
      return undefined;
  }
}

export function numbersOf(candidates: readonly Candidate[]): Numbers {
  const known = new Map<string, number>();
  // A mailbox that moves away yields to the one of the same address on Exchange.
  const ordered = [...candidates].sort((one) => (one.kind === "MxPlanAccount" ? -1 : 0));
  for (const candidate of ordered) {
    const number = numberOf(candidate);
    if (number !== undefined) known.set(candidate.what, number);
  }
  return {
    mentionedBy: (kind, args) => {
      const mentioned = MENTIONS[kind]?.(args);
      if (mentioned === undefined) return {};
      const numbered = mentioned.flatMap((address) => {
        const number = known.get(address);
        return number === undefined ? [] : [[address, number] as const];
      });
      return { __accounts: Object.fromEntries(numbered) };
    },
  };
}

/** As the classes of a program do it. */
const MENTIONS: Partial<Record<Kind, (args: Values) => string[]>> = {
  Delegation: ({ on, grants }) => [...textsIn(on), ...(isRecord(grants) ? Object.keys(grants) : [])],
  ContactGroup: ({ members, managers }) => [...textsIn(members), ...textsIn(managers)],
};

function textsIn(value: unknown): string[] {
  const all = isRecord(value) || Array.isArray(value) ? Object.values(value) : [];
  return all.filter((one) => typeof one === "string");
}
