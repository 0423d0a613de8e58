/** What people have set up by hand, in the three sizes that exports are proven with. */

import type { Seed } from "../../../../provider/simulator/index.js";
import { seedWith } from "../../../support/world.js";

type Service = Parameters<typeof seedWith>[0];

const OWNER = "ab12345-ovh";
/** Somebody else, who delegates a mailbox. */
const OTHER = {
  nichandle: "xx99999-ovh",
  applicationKey: "otherApplicationK",
  applicationSecret: "otherApplicationSecret0000000000",
  consumerKey: "otherConsumerKey0000000000000000",
};

/** Something of every kind, in one service of each product. */
export function smallWorld(): Seed {
  const { apiAccounts } = seedWith({});
  return seedWith(
    {
      freeAccounts: 2,
      accounts: [
        {
          emailAddress: "anna@example.com",
          displayName: "Anna Durand",
          firstName: "Anna",
          lastName: "Durand",
          password: "Ancien-Lundi-42",
          aliases: ["info@example.com", "contact@example.com"],
          forwardingEmail: "anna@example.org",
          storeCopyOfEmail: true,
        },
        { emailAddress: "bob@example.com", displayName: "Bob Petit", company: "Example", hiddenFromGAL: true },
        { emailAddress: "carol@example.com", protocols: { IMAP: false, POP: false }, accountLicense: "basic" },
        { emailAddress: "leaving@example.com", state: "deleting" },
      ],
      sharedAccounts: [
        { emailAddress: "support@example.com", quotaMb: 1024, displayName: "Support", aliases: ["help@example.com"] },
        { emailAddress: "archive@example.com", quotaMb: 512 },
      ],
      externalContacts: [{ emailAddress: "john@partner.example", displayName: "John", firstName: "John" }],
      mailingLists: [
        {
          emailAddress: "sales@example.com",
          displayName: "Sales",
          aliases: ["ventes@example.com"],
          members: ["anna@example.com", "bob@example.com", "john@partner.example"],
          managers: ["anna@example.com"],
          joinRestriction: "approvalRequired",
          departRestriction: "open",
          maxReceiveSizeMb: 20,
          senderAuthentification: true,
        },
        { emailAddress: "empty@example.com" },
      ],
      grants: [
        { on: "support@example.com", to: "bob@example.com", right: "fullAccess" },
        { on: "support@example.com", to: "bob@example.com", right: "sendAs" },
        { on: "support@example.com", to: "anna@example.com", right: "sendOnBehalfTo" },
        { on: "sales@example.com", to: "anna@example.com", right: "sendAs" },
        { on: "bob@example.com", to: "anna@example.com", right: "fullAccess" },
      ],
    },
    {
      apiAccounts: [...apiAccounts, OTHER],
      mxPlanDomains: [
        {
          name: "example.de",
          owner: OTHER.nichandle,
          accounts: [{ name: "dora", description: "Delegated", delegates: [OWNER] }, { name: "other" }],
          responders: [{ account: "dora", content: "Nicht da" }],
        },
        {
          name: "example.org",
          owner: OWNER,
          accounts: [
            { name: "zoe", description: "Zoé", sizeBytes: 25_000_000, delegates: ["zz99999-ovh"] },
            { name: "yan" },
          ],
          redirections: [
            { from: "info@example.org", to: "zoe@example.org" },
            { from: "info@example.org", to: "yan@example.org" },
          ],
          responders: [
            {
              account: "zoe",
              content: "Away.\n\nZoé",
              from: "2026-07-01T00:00:00+02:00",
              to: "2026-08-01T00:00:00+02:00",
            },
            { account: "yan", content: "Gone", copyTo: "zoe@example.org" },
          ],
          aclHolders: ["yy99999-ovh"],
          mailingLists: [{ name: "news", ownerEmail: "zoe@example.org" }],
        },
        {
          name: "example.net",
          owner: OWNER,
          migratedTo: "mxplan-ab12345-1",
          redirections: [{ from: "old@example.net", to: "kim@example.net" }],
        },
      ],
      mxPlanServices: [
        {
          name: "mxplan-ab12345-1",
          owner: OWNER,
          domains: ["example.net"],
          freeAccounts: 1,
          accounts: [
            { emailAddress: "kim@example.net", displayName: "Kim", aliases: ["k@example.net"], hiddenFromGAL: true },
            { emailAddress: "lou@example.net", firstName: "Lou" },
          ],
          grants: [
            { on: "kim@example.net", to: "lou@example.net", right: "fullAccess" },
            { on: "kim@example.net", to: "lou@example.net", right: "sendOnBehalfTo" },
          ],
        },
      ],
    },
  );
}

const IDN = "xn--mnchen-3ya.example";

/** What means something to a program, to a terminal or to a reader who trusts his eyes. */
export const ODD_NAMES = [
  `"quoted" and 'single' and \`back\``,
  "back\\slash \\n \\u0041",
  "$" + "{process.exit(1)}",
  "right\u202eto left",
  "no\u200bwidth, no\u00a0break",
  "*/ // <!-- -->",
  "line\u2028separator",
  "日本語 😀 é",
  "- yaml: #no",
];

/** Names that are odd in a program, and domains that are not written as they look. */
export function oddWorld(): Seed {
  const service: Service = {
    domains: ["example.com", IDN],
    freeAccounts: 1,
    accounts: [
      ...ODD_NAMES.map((displayName, index) => ({
        emailAddress: `odd${index}@${IDN}`,
        displayName,
        company: displayName,
      })),
      { emailAddress: "new@example.com", displayName: "A reserved word" },
      { emailAddress: "1.2-3_4+5@example.com" },
      { emailAddress: "constructor@example.com" },
    ],
    sharedAccounts: ODD_NAMES.map((displayName, index) => ({
      emailAddress: `shared.${index}@${index % 2 === 0 ? IDN : "example.com"}`,
      displayName,
      quotaMb: 10 + index,
    })),
    externalContacts: ["o'brien", "a$b", "back`tick", "curly{brace}", "#hash", "sla/sh", "percent%41", "é"].map(
      (login) => ({
        emailAddress: `${login}@partner.example`,
        displayName: login,
      }),
    ),
    mailingLists: [
      {
        emailAddress: `all@${IDN}`,
        displayName: ODD_NAMES[0] ?? "",
        members: ["o'brien@partner.example", `odd0@${IDN}`],
      },
    ],
    grants: ODD_NAMES.map((_, index) => ({
      on: `shared.${index}@${index % 2 === 0 ? IDN : "example.com"}`,
      to: `odd${index}@${IDN}`,
      right: "fullAccess" as const,
    })),
  };
  return seedWith(service, {
    mxPlanDomains: [
      {
        name: "xn--bcher-kva.example",
        owner: OWNER,
        accounts: [{ name: "anna", description: "Zoé \"'`\\ $" + "{x}" }, { name: "bob" }],
        responders: [{ account: "anna", content: ODD_NAMES.join("\n") }],
        redirections: [{ from: "info@xn--bcher-kva.example", to: "o'brien@partner.example" }],
      },
    ],
  });
}

/** Mailboxes, each opened by some of the others. */
export function largeWorld(mailboxes: number, rightsOnEach: number): Seed {
  const address = (index: number) => `person${index % mailboxes}@example.com`;
  const indexes = Array.from({ length: mailboxes }, (_, index) => index);
  return seedWith({
    freeAccounts: 5,
    accounts: indexes.map((index) => ({
      emailAddress: address(index),
      displayName: `Person ${index}`,
      ...(index % 10 === 0 ? { aliases: [`alias${index}@example.com`] } : {}),
    })),
    grants: indexes.flatMap((index) =>
      Array.from({ length: rightsOnEach }, (_, offset) => ({
        on: address(index),
        to: address(index + offset + 1),
        right: offset % 2 === 0 ? ("fullAccess" as const) : ("sendAs" as const),
      })),
    ),
  });
}
