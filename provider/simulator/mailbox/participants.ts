import type { Context } from "../context.js";
import { findMailboxById } from "./mailboxes.js";
import type { Mailbox, Participant, Role } from "./model.js";

/** The members and managers of a contact group. Nobody is in any other kind of mailbox. */
export function participantsOf(mailbox: Mailbox): Participant[] {
  return mailbox.kind === "mailingList" ? mailbox.participants : [];
}

export function findParticipant(mailbox: Mailbox, role: Role, id: number): Participant | undefined {
  return participantsOf(mailbox).find((one) => one.id === id && one.role === role);
}

/** Nobody joins who was removed while the task waited. */
export function putParticipant(context: Context, mailbox: Mailbox, participant: Participant): void {
  const person = findMailboxById(context, participant.id);
  if (person === undefined || person.fields.state === "deleting") return;
  const present = findParticipant(mailbox, participant.role, participant.id);
  if (present === undefined) participantsOf(mailbox).push(participant);
  else Object.assign(present, participant);
}

/** One at a time and in place: a group may have thousands. */
export function dropParticipant(mailbox: Mailbox, role: Role, id: number): void {
  const all = participantsOf(mailbox);
  const index = all.findIndex((one) => one.id === id && one.role === role);
  if (index >= 0) all.splice(index, 1);
}

/** The task that was to add them failed. Whoever had been there before stays. */
export function undoParticipant(mailbox: Mailbox, { role, id }: Participant): void {
  if (findParticipant(mailbox, role, id)?.inForce === false) dropParticipant(mailbox, role, id);
}
