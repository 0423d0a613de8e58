/** The files that differ from template to template. */

import type { TemplateName } from "./options.js";

export interface Template {
  /** By name, relative to the project. */
  readonly files: Readonly<Record<string, string>>;
  /** Beside those of every project. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Beside those of every project, with a blank in front. */
  readonly simulatorArguments: string;
  /** What to set for a service of one's own. */
  readonly settings: string;
}

/** What the new program imports; not this package. */
const PULUMI = '"@pulumi/pulumi"';

const HEAD = `import * as pulumi from ${PULUMI};
import * as ovhmail from "pulumi-ovh-mail";
`;

const EXCHANGE_SETTINGS = "pulumi config set service hosted-ab12345-1 && pulumi config set domain example.com";

const team: Template = {
  dependencies: {},
  simulatorArguments: "",
  settings: EXCHANGE_SETTINGS,
  files: {
    "index.ts": `// People, a shared mailbox, and who may use it.
${HEAD}
const config = new pulumi.Config();
const service = config.get("service") ?? "hosted-ab12345-1";
const domain = config.get("domain") ?? "example.com";
const at = (login: string) => \`\${login}@\${domain}\`;

new ovhmail.ExchangeAccount("anna", { service, emailAddress: at("anna"), displayName: "Anna Durand" });
new ovhmail.ExchangeAccount("bob", { service, emailAddress: at("bob"), displayName: "Bob Petit" });

const support = new ovhmail.SharedMailbox("support", { service, emailAddress: at("support"), quotaMb: 2048 });

new ovhmail.Delegation("support", {
  on: support,
  grants: {
    [at("anna")]: ["fullAccess", "sendAs"],
    [at("bob")]: ["fullAccess", "sendOnBehalf"],
  },
});

export const supportAddress = support.emailAddress;
`,
  },
};

const people: Template = {
  dependencies: { yaml: "^2.8.0" },
  simulatorArguments: "",
  settings: EXCHANGE_SETTINGS,
  files: {
    "people.yaml": `# Who works here: a new person is a new entry.
anna:
  name: Anna Durand
  reads: [support]
bob:
  name: Bob Petit
  reads: [support]
eve:
  name: Eve Garnier
  reads: []
`,
    "index.ts": `// People are read from people.yaml, so that changing them takes no programming.
import { readFileSync } from "node:fs";
${HEAD}import { parse } from "yaml";

interface Person {
  name: string;
  /** Logins of shared mailboxes. */
  reads: string[];
}

const config = new pulumi.Config();
const service = config.get("service") ?? "hosted-ab12345-1";
const domain = config.get("domain") ?? "example.com";
const at = (login: string) => \`\${login}@\${domain}\`;
const people = Object.entries<Person>(parse(readFileSync("people.yaml", "utf8")));

for (const [login, { name }] of people) {
  new ovhmail.ExchangeAccount(login, { service, emailAddress: at(login), displayName: name });
}

for (const login of ["support"]) {
  const mailbox = new ovhmail.SharedMailbox(login, { service, emailAddress: at(login), quotaMb: 2048 });
  const readers = people.filter(([, { reads }]) => reads.includes(login)).map(([reader]) => at(reader));
  const grants: Record<string, ovhmail.Right[]> = {};
  for (const reader of readers) grants[reader] = ["fullAccess", "sendOnBehalf"];
  new ovhmail.Delegation(login, { on: mailbox, grants });
}
`,
  },
};

const mxPlan: Template = {
  dependencies: {},
  simulatorArguments: " --seed simulator.yaml",
  settings: "pulumi config set domain example.com",
  files: {
    "simulator.yaml": `# What the simulator starts with: a customer, and a legacy MX Plan.
apiAccounts:
  - nichandle: ab12345-ovh
    applicationKey: simulatedAppKey0
    applicationSecret: simulatedApplicationSecret000000
    consumerKey: simulatedConsumerKey000000000000
mxPlanDomains:
  - name: example.com
    owner: ab12345-ovh
`,
    "index.ts": `// Two accounts of an MX Plan, and an address that reaches both.
${HEAD}
const config = new pulumi.Config();
const domain = config.get("domain") ?? "example.com";
const at = (login: string) => \`\${login}@\${domain}\`;

const anna = new ovhmail.MxPlanAccount("anna", { emailAddress: at("anna") });
const bob = new ovhmail.MxPlanAccount("bob", { emailAddress: at("bob") });

new ovhmail.MxPlanRedirection("info-anna", { from: at("info"), to: anna.emailAddress });
new ovhmail.MxPlanRedirection("info-bob", { from: at("info"), to: bob.emailAddress });
`,
  },
};

export const TEMPLATES: Readonly<Record<TemplateName, Template>> = { team, people, "mx-plan": mxPlan };
