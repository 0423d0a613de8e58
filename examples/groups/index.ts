// A small company: people, two shared mailboxes with those who may use them, and groups, one of them with somebody
// from outside.
import * as pulumi from "@pulumi/pulumi";
import * as ovhmail from "pulumi-ovh-mail";

const config = new pulumi.Config();
const service = config.get("service") ?? "hosted-ab12345-1";
const domain = config.get("domain") ?? "example.com";
const at = (login: string) => `${login}@${domain}`;

const anna = new ovhmail.ExchangeAccount("anna", {
  service,
  emailAddress: at("anna"),
  displayName: "Anna Durand",
  emailAliases: [at("anna.durand")],
});
const bob = new ovhmail.ExchangeAccount("bob", { service, emailAddress: at("bob"), displayName: "Bob Petit" });

/** Our accountant works elsewhere. */
const accountant = new ovhmail.ExternalContact("accountant", {
  service,
  emailAddress: "carol@accounting.example.org",
  displayName: "Carol Moreau (accountant)",
});

const invoices = new ovhmail.SharedMailbox("invoices", {
  service,
  emailAddress: at("invoices"),
  displayName: "Invoices",
  quotaMb: 2048,
});
new ovhmail.Delegation("invoices", {
  on: invoices,
  grants: [
    { to: anna, rights: ["fullAccess", "sendAs"] },
    { to: bob, rights: ["fullAccess", "sendOnBehalf"] },
  ],
});

const everybody = new ovhmail.ContactGroup("everybody", {
  service,
  emailAddress: at("everybody"),
  displayName: "Everybody",
  members: [at("anna"), at("bob")],
  managers: [at("anna")],
  authenticationRequired: true,
});

const finance = new ovhmail.ContactGroup("finance", {
  service,
  emailAddress: at("finance"),
  displayName: "Finance",
  maxReceiveSizeMb: 20,
  members: [anna.emailAddress, accountant.emailAddress],
  managers: [at("anna")],
});
new ovhmail.Delegation("finance", { on: finance, grants: { [at("anna")]: ["sendAs"] } });

export const groupAddresses = [everybody.emailAddress, finance.emailAddress];
/** What must be set in the DNS, if anything. */
export const dnsAdvice = ovhmail.getDomainDiagnostics({ service, domain }).advice;
