import type { Contacts } from "../model.js";

/** A legacy MX Plan, which is reached below `/email/domain`. */
export interface DomainRecord {
  domain: string;
  contacts: Contacts;
}

export type DomainEffect = never;
