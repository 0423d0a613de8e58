// Everybody stands in people.yaml; who is in a team reads and answers its mailbox, and whoever leads it manages its group.
//
// A mailbox is protected from deletion. For somebody who leaves, keep the line and add `leaving: true`, run `pulumi up`,
// and then take the line out.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as ovhmail from "pulumi-ovh-mail";
import { parse } from "yaml";

interface Person {
  name: string;
  address: string;
  teams?: string[];
  leads?: string[];
  leaving?: boolean;
}

const config = new pulumi.Config();
const service = config.get("service") ?? "hosted-ab12345-1";
const domain = config.get("domain") ?? "example.com";
const quotaMb = config.getNumber("teamQuotaMb") ?? 1024;

const readAndAnswer: ovhmail.Right[] = ["fullAccess", "sendAs"];

const people: Record<string, Person> = parse(readFileSync(join(__dirname, "people.yaml"), "utf8"));
const mailboxes = new Map<string, ovhmail.ExchangeAccount>();

for (const [key, person] of Object.entries(people)) {
  const mailbox = new ovhmail.ExchangeAccount(key, {
    service,
    emailAddress: `${person.address}@${domain}`,
    displayName: person.name,
    deletionProtection: person.leaving !== true,
  });
  mailboxes.set(key, mailbox);
}

const staying = Object.entries(people).filter(([, person]) => person.leaving !== true);
const inTeam = (team: string) => staying.filter(([, { teams = [] }]) => teams.includes(team));
const teams = new Set(staying.flatMap(([, person]) => person.teams ?? []));

for (const team of [...teams].sort()) {
  const mailbox = new ovhmail.SharedMailbox(team, { service, emailAddress: `${team}@${domain}`, quotaMb });
  new ovhmail.Delegation(team, {
    on: mailbox,
    grants: inTeam(team).flatMap(([key]) => {
      const to = mailboxes.get(key);
      return to === undefined ? [] : [{ to, rights: readAndAnswer }];
    }),
  });
  new ovhmail.ContactGroup(team, {
    service,
    emailAddress: `${team}-team@${domain}`,
    members: inTeam(team).map(([, { address }]) => `${address}@${domain}`),
    managers: inTeam(team)
      .filter(([, { leads = [] }]) => leads.includes(team))
      .map(([, { address }]) => `${address}@${domain}`),
  });
}

export const firstPasswords = pulumi.secret(
  Object.fromEntries([...mailboxes].map(([key, { initialPassword }]) => [key, initialPassword])),
);
