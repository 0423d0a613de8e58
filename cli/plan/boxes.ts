/** The mailboxes, groups and accounts that the program declares, and what becomes of them. */

import { isRecord, type Values } from "../../provider/values.js";
import { isKnown, normalName, unknownKey } from "./access.js";
import type { Mailbox } from "./model.js";
import type { Preview, ResourceChange } from "./read-preview.js";

export interface Box {
  /** Its address when the plan is carried out, or the last one where it is deleted. */
  readonly key: string;
  readonly formerKey?: string;
  readonly kind: Mailbox["kind"];
  readonly change: Mailbox["change"];
  /** Whether something may be there already that the program takes over. */
  readonly adopts: boolean;
}

const KINDS: Readonly<Record<string, Mailbox["kind"]>> = {
  ExchangeAccount: "account",
  SharedMailbox: "sharedMailbox",
  ContactGroup: "group",
  MxPlanAccount: "mxPlanAccount",
};

export function boxesIn({ resources }: Preview): Box[] {
  return resources.flatMap((resource) => {
    const kind = KINDS[resource.kind];
    return kind === undefined ? [] : boxesOf(resource, kind);
  });
}

function boxesOf(resource: ResourceChange, kind: Box["kind"]): Box[] {
  const { name, before, after, isReplaced, isRetained } = resource;
  const former = before && keyOf(name, before);
  const next = after && keyOf(name, after);
  const adopts = after?.adopt === true;
  if (next === undefined) {
    return former === undefined ? [] : [{ key: former, kind, change: isRetained ? "released" : "deleted", adopts }];
  }
  if (former === undefined) return [{ key: next, kind, change: "created", adopts }];
  if (isReplaced) {
    const old: Box = { key: former, kind, change: "deleted", adopts };
    return former === next
      ? [{ key: next, kind, change: "created", adopts }]
      : [old, { key: next, kind, change: "created", adopts }];
  }
  if (former === next) return [{ key: next, kind, change: "none", adopts }];
  return [{ key: next, formerKey: former, kind, change: "renamed", adopts }];
}

function keyOf(name: string, { emailAddress }: Values): string {
  return isKnown(emailAddress) ? normalName(emailAddress) : unknownKey(name);
}

/** By former address. Rights stay with who is renamed. */
export function renamesIn(boxes: readonly Box[]): ReadonlyMap<string, string> {
  return new Map(boxes.flatMap(({ key, formerKey }) => (formerKey === undefined ? [] : [[formerKey, key]])));
}

export interface Migration {
  readonly from: string;
  readonly to: string;
  readonly change: "begins" | "changes" | "forgotten";
}

export function migrationsIn({ resources }: Preview): Migration[] {
  return resources
    .filter(({ kind, isSame }) => kind === "AccountMigration" && !isSame)
    .map(({ before, after }) => {
      const { source, destination } = after ?? before ?? {};
      const service = isRecord(destination) ? destination.service : destination;
      return {
        from: isKnown(source) ? normalName(source) : "",
        to: isKnown(service) ? service : "",
        change: before === undefined ? "begins" : after === undefined ? "forgotten" : "changes",
      };
    });
}

export interface Contact {
  readonly address: string;
  readonly change: "created" | "deleted" | "renamed";
}

export function contactsIn({ resources }: Preview): Contact[] {
  return resources
    .filter(({ kind, isSame }) => kind === "ExternalContact" && !isSame)
    .flatMap(({ name, before, after }): Contact[] => {
      const address = keyOf(name, after ?? before ?? {});
      if (before === undefined) return [{ address, change: "created" }];
      if (after === undefined) return [{ address, change: "deleted" }];
      return keyOf(name, before) === address ? [] : [{ address, change: "renamed" }];
    });
}
