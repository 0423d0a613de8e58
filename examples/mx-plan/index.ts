// Two domains of MX Plan, one of each generation. The program looks the same for both; what a generation does not have is
// refused while planning, with what there is instead.
import * as pulumi from "@pulumi/pulumi";
import * as ovhmail from "pulumi-ovh-mail";

const config = new pulumi.Config();
/** On the legacy MX Plan: mailboxes are made here, and other OVHcloud customers may manage them. */
const domain = config.get("domain") ?? "example.com";
/** On the new MX Plan: mailboxes take the service's free accounts, and open each other as on Exchange. */
const newDomain = config.get("newDomain") ?? "example.net";
/** Identifiers of the OVHcloud customers (nichandles) to whom something is delegated. */
const agency = config.get("agency") ?? "cd67890-ovh";
const assistant = config.get("assistant") ?? "ef24680-ovh";

interface Person {
  readonly login: string;
  /** At most 32 characters. */
  readonly note: string;
  readonly aliases?: readonly string[];
  /** What is answered to whoever writes, while away. */
  readonly away?: string;
}

const people: readonly Person[] = [
  { login: "anna", note: "Anna Durand", aliases: ["anna.durand", "direction"] },
  {
    login: "bob",
    note: "Bob Petit",
    aliases: ["ventes"],
    away: "I am back on 1 September. Anna answers in urgent cases.",
  },
  { login: "accueil", note: "Front desk" },
];

// The legacy MX Plan has no aliases: a redirection from the other address does the same.
for (const { login, note, aliases = [], away } of people) {
  const emailAddress = `${login}@${domain}`;
  new ovhmail.MxPlanAccount(login, { emailAddress, description: note });
  for (const alias of aliases) {
    new ovhmail.MxPlanRedirection(alias, { from: `${alias}@${domain}`, to: emailAddress });
  }
  if (away !== undefined) {
    new ovhmail.MxPlanResponder(login, { emailAddress, content: away, to: "2027-09-01T00:00:00+02:00" });
  }
}

// The agency manages all accounts of the domain, the assistant one of them: the preview tells what each may do.
new ovhmail.Delegation("agency", { on: { mxPlanDomain: domain }, grants: { [agency]: ["manage"] } });
new ovhmail.Delegation("assistant", { on: { mxPlanAccount: `anna@${domain}` }, grants: { [assistant]: ["manage"] } });

// The new MX Plan has aliases, and rights between its accounts.
const zoe = new ovhmail.MxPlanAccount("zoe", {
  emailAddress: `zoe@${newDomain}`,
  displayName: "Zoé Lefèvre",
  emailAliases: [`contact@${newDomain}`],
});
const shop = new ovhmail.MxPlanAccount("shop", { emailAddress: `shop@${newDomain}`, displayName: "Shop" });
new ovhmail.Delegation("shop", { on: shop, grants: [{ to: zoe, rights: ["fullAccess", "sendAs"] }] });
// Redirections work on both.
new ovhmail.MxPlanRedirection("orders", { from: `orders@${newDomain}`, to: shop.emailAddress, keepCopy: false });

/** Which generation each domain is on, and how many accounts are left. */
export const plans = [domain, newDomain].map((name) => {
  const plan = ovhmail.getMxPlanService({ domain: name });
  return pulumi.interpolate`${plan.domain}: ${plan.generation}, ${plan.accounts.apply(({ length }) => length)} accounts`;
});
