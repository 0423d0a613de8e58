/** Phrases that every form of a plan says. */

import type { Holder, Mailbox, Plan } from "./model.js";
import type { PlanTexts } from "./texts.js";

/** What changes, or what people must know about it. */
export function isShown(mailbox: Mailbox): boolean {
  return mailbox.change !== "none" || mailbox.reachChanges || mailbox.orphaned || !mailbox.afterKnown;
}

/** "3 people gain or lose rights: 4 rights gained, 2 rights lost". */
export function counts({ people }: Plan, t: PlanTexts): string {
  const concerned = people.filter(({ gained, lost }) => gained.length + lost.length > 0);
  if (concerned.length === 0) return t.nothing;
  const sum = (side: "gained" | "lost") =>
    concerned.flatMap((person) => person[side]).reduce((all, { rights }) => all + rights.length, 0);
  return t.counted.all(
    t.counted.people(concerned.length),
    t.counted.gained(sum("gained")),
    t.counted.lost(sum("lost")),
  );
}

/** "anna@example.com (full access, send as)", one for each who may do something. */
export function holderLines(holders: readonly Holder[], t: PlanTexts): string[] {
  return holders.map(({ person, rights }) => `${person} (${rights.map((right) => t.rights[right]).join(", ")})`);
}

/** Who may reach a mailbox before or after, one a line. A mailbox of one person has its owner besides. */
export function reachLines(mailbox: Mailbox, side: "before" | "after", t: PlanTexts): string[] {
  const isAbsent = mailbox.change === (side === "before" ? "created" : "deleted");
  if (isAbsent) return ["–"];
  const more = side === "after" && !mailbox.afterKnown ? [`(${t.more})`] : [];
  const lines = [...holderLines(mailbox[side], t), ...more];
  if (lines.length > 0) return lines;
  return [
    mailbox.kind === "sharedMailbox" || mailbox.kind === "group" || mailbox.kind === "redirection"
      ? t.nobody
      : t.nobodyElse,
  ];
}

export interface Warning {
  readonly title: string;
  readonly lines: string[];
}

/** What nobody should overlook. */
export function warningsOf(plan: Plan, t: PlanTexts): Warning[] {
  const outsiders = plan.people.filter(({ outside, gained }) => outside && gained.length > 0);
  const revoked = plan.mailboxes.filter(({ revokedUnmanaged }) => revokedUnmanaged.length > 0);
  const all: Warning[] = [
    {
      title: t.warnings.external,
      lines: outsiders.flatMap(({ person, gained }) => gained.map(({ ability }) => `${person} ${ability}`)),
    },
    {
      title: t.warnings.orphaned,
      lines: plan.mailboxes
        .filter(({ orphaned }) => orphaned)
        .map(({ address, kind }) => `${address}: ${kind === "group" ? t.orphanedGroup : t.orphanedBox}`),
    },
    {
      title: t.warnings.revoked,
      lines: revoked.map(
        ({ address, revokedUnmanaged }) => `${address}: ${holderLines(revokedUnmanaged, t).join(", ")}`,
      ),
    },
    {
      title: t.warnings.deleted,
      lines: plan.mailboxes
        .filter(({ change }) => change === "deleted")
        .map(({ address, kind }) => `${address} (${t.kinds[kind]})`),
    },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}

export function migrationText({ from, to, change }: Plan["migrations"][number], t: PlanTexts): string {
  return t.migration[change](from, to);
}
