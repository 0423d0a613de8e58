// A simulated world with something of everything, for the tests of the console.
import { defaultSeed, type Seed } from "../../../provider/simulator/index.js";

type ServiceSeed = NonNullable<Seed["exchangeServices"]>[number];

/** What a page must never take for its own. */
export const hostileName = `<img src=x onerror="document.title='hacked'">`;
export const secrets = [
  "simulatedApplicationSecret",
  "simulatedConsumerKey",
  "Pa55word-of-anna",
  "client-secret-of-ab",
];

const people = ["anna.durand", "bob.martin", "chloe.petit", "david.roux", "eve.blanc", "farid.noir"];

export function richSeed(): Seed {
  const seed = defaultSeed();
  const [owner] = seed.apiAccounts;
  const [service] = seed.exchangeServices ?? [];
  if (owner === undefined || service === undefined) throw new Error("the default seed has an account and a service");
  return {
    apiAccounts: [{ ...owner, clientId: "client-of-ab", clientSecret: "client-secret-of-ab" }],
    exchangeServices: [exchangeService(service), second],
    mxPlanServices: [mxPlan],
    mxPlanDomains: [legacyDomain],
  };
}

function exchangeService(service: ServiceSeed): ServiceSeed {
  return {
    ...service,
    domains: ["example.com", { name: "example.net", mxIsValid: false }],
    accounts: [
      ...people.map((login) => ({ emailAddress: `${login}@example.com`, displayName: displayNameOf(login) })),
      { emailAddress: "mallory@example.net", displayName: hostileName },
    ].map((account, index) =>
      index === 0 ? { ...account, aliases: ["contact@example.com"], password: "Pa55word-of-anna" } : account,
    ),
    sharedAccounts: [
      { emailAddress: "support@example.com", quotaMb: 2_048, displayName: "Support", currentUsageKb: 700_000 },
      { emailAddress: "billing@example.com", quotaMb: 5_120, displayName: "Billing" },
      { emailAddress: "jobs@example.com", quotaMb: 1_024 },
    ],
    externalContacts: [{ emailAddress: "auditor@partner.example", displayName: "Auditor" }],
    mailingLists: [
      {
        emailAddress: "sales@example.com",
        displayName: "Sales",
        members: ["bob.martin@example.com", "chloe.petit@example.com", "auditor@partner.example"],
        managers: ["anna.durand@example.com"],
      },
    ],
    grants: [
      grant("support", "anna.durand", "fullAccess"),
      grant("support", "anna.durand", "sendAs"),
      grant("support", "bob.martin", "fullAccess"),
      grant("support", "bob.martin", "sendOnBehalfTo"),
      grant("support", "eve.blanc", "fullAccess"),
      grant("billing", "chloe.petit", "fullAccess"),
      grant("billing", "david.roux", "sendAs"),
      grant("jobs", "farid.noir", "fullAccess"),
      grant("jobs", "farid.noir", "sendAs"),
      grant("anna.durand", "eve.blanc", "fullAccess"),
      grant("anna.durand", "eve.blanc", "sendOnBehalfTo"),
      grant("sales", "david.roux", "sendAs"),
    ],
  };
}

function grant(on: string, to: string, right: "fullAccess" | "sendAs" | "sendOnBehalfTo") {
  return { on: `${on}@example.com`, to: `${to}@example.com`, right };
}

function displayNameOf(login: string): string {
  return login
    .split(".")
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join(" ");
}

const second: ServiceSeed = {
  name: "private-ab12345-1",
  organization: "private-ab12345",
  offer: "dedicated",
  owner: "ab12345-ovh",
  domains: [{ name: "example.org", srvIsValid: false }],
};

const mxPlan: NonNullable<Seed["mxPlanServices"]>[number] = {
  name: "mxplan-ab12345-1",
  owner: "ab12345-ovh",
  domains: ["example.eu"],
  freeAccounts: 2,
  accounts: [{ emailAddress: "lea@example.eu", displayName: "Léa" }, { emailAddress: "desk@example.eu" }],
  grants: [{ on: "desk@example.eu", to: "lea@example.eu", right: "sendAs" }],
};

const legacyDomain: NonNullable<Seed["mxPlanDomains"]>[number] = {
  name: "example.fr",
  owner: "ab12345-ovh",
  accounts: [{ name: "info", description: "Information", delegates: ["zz99999-ovh"] }, { name: "contact" }],
  aclHolders: ["yy88888-ovh"],
};

/** A service with so many mailboxes and rights that a drawing of all is large. */
export function largeSeed(count = 150): Seed {
  const seed = defaultSeed();
  const [service] = seed.exchangeServices ?? [];
  if (service === undefined) throw new Error("the default seed has a service");
  const person = (index: number) => `person${String(index % count).padStart(3, "0")}@example.com`;
  const team = (index: number) => `team${String(index).padStart(3, "0")}@example.com`;
  const indexes = Array.from({ length: count }, (_, index) => index);
  return {
    ...seed,
    exchangeServices: [
      {
        ...service,
        accounts: indexes.map((index) => ({ emailAddress: person(index) })),
        sharedAccounts: indexes.map((index) => ({ emailAddress: team(index), quotaMb: 100 })),
        grants: indexes.flatMap((index) => [
          { on: team(index), to: person(index), right: "fullAccess" as const },
          { on: team(index), to: person(index * 7 + 3), right: "fullAccess" as const },
          { on: team(index), to: person(index), right: "sendAs" as const },
        ]),
      },
    ],
  };
}
