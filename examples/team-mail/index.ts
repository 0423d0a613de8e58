// The mail of a small team: five mailboxes, one shared mailbox, and who may use it.
import * as pulumi from "@pulumi/pulumi";
import * as ovhmail from "pulumi-ovh-mail";

const config = new pulumi.Config();
const service = config.get("service") ?? "hosted-ab12345-1";
const domain = config.get("domain") ?? "example.com";
/** Who answers customers this week: `pulumi config set supportAgent eve`. */
const supportAgent = config.get("supportAgent") ?? "bob";

const team = {
  anna: "Anna Durand",
  bob: "Bob Petit",
  carol: "Carol Moreau",
  dave: "Dave Leroy",
  eve: "Eve Garnier",
};

for (const [login, displayName] of Object.entries(team)) {
  new ovhmail.ExchangeAccount(login, { service, emailAddress: `${login}@${domain}`, displayName });
}

const support = new ovhmail.SharedMailbox("support", {
  service,
  emailAddress: `support@${domain}`,
  displayName: "Customer support",
  quotaMb: 2048,
});

new ovhmail.Delegation("support", {
  on: support,
  grants: {
    [`anna@${domain}`]: ["fullAccess", "sendAs"],
    [`${supportAgent}@${domain}`]: ["fullAccess", "sendOnBehalf"],
  },
});

export const supportAddress = support.emailAddress;
