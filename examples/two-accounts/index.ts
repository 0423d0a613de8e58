// Two OVHcloud accounts in one program: ours, with the stack's own credentials, and a client's, with theirs.
//
//   pulumi config set client:endpoint ovh-eu
//   pulumi config set client:applicationKey ...
//   pulumi config set --secret client:applicationSecret ...
//   pulumi config set --secret client:consumerKey ...
import * as pulumi from "@pulumi/pulumi";
import * as ovhmail from "pulumi-ovh-mail";

const config = new pulumi.Config();
const service = config.get("service") ?? "hosted-ab12345-1";
const domain = config.get("domain") ?? "example.com";

const client = new pulumi.Config("client");
const provider = new ovhmail.Provider("client", {
  endpoint: client.get("endpoint") ?? "ovh-eu",
  applicationKey: client.require("applicationKey"),
  applicationSecret: client.requireSecret("applicationSecret"),
  consumerKey: client.requireSecret("consumerKey"),
});
const clientService = client.get("service") ?? "hosted-cd67890-1";
const clientDomain = client.get("domain") ?? "example.org";

new ovhmail.ExchangeAccount("anna", { service, emailAddress: `anna@${domain}`, displayName: "Anna Durand" });

new ovhmail.ExchangeAccount(
  "zoe",
  { service: clientService, emailAddress: `zoe@${clientDomain}`, displayName: "Zoé Lefèvre" },
  { provider },
);
const desk = new ovhmail.SharedMailbox(
  "desk",
  { service: clientService, emailAddress: `desk@${clientDomain}`, quotaMb: 512 },
  { provider },
);
new ovhmail.Delegation(
  "desk",
  { on: desk, grants: { [`zoe@${clientDomain}`]: ["fullAccess", "sendAs"] } },
  { provider },
);

/** How many accounts the client has ordered and not used yet. */
export const clientFreeAccounts = ovhmail.getExchangeService({ service: clientService }, { provider }).freeAccounts;
