import type { Contacts } from "./model.js";

/** Whoever is a contact of a service sees it; to everybody else it does not exist. */
export function isContact(contacts: Contacts, nichandle: string): boolean {
  return contacts.admin === nichandle || contacts.tech === nichandle || contacts.billing === nichandle;
}

/** OVH guide on migration: the caller must be the administrative and the technical contact. */
export function isAdminAndTech(contacts: Contacts, nichandle: string): boolean {
  return contacts.admin === nichandle && contacts.tech === nichandle;
}

/** The contacts of a service, from its seed. */
export function contactsFrom({ owner, contacts }: { owner: string; contacts: Partial<Contacts> }): Contacts {
  return { admin: contacts.admin ?? owner, tech: contacts.tech ?? owner, billing: contacts.billing ?? owner };
}
