// Rules about who may reach whose mail, for `pulumi preview --policy-pack`. A preview that breaks one fails, and says how.
import { PolicyPack, type StackValidationPolicy } from "@pulumi/policy";
import { readProgram } from "./program";
import { closedGroups, fewReaders, noOutsiders, type Rule, twoPeople } from "./rules";

const addresses = { type: "array", items: { type: "string" } } as const;

new PolicyPack("mail", {
  enforcementLevel: "mandatory",
  policies: [
    policy(
      {
        name: "nobody-outside",
        description: "Mail of the organisation is reached and received by its own people.",
        configSchema: {
          properties: {
            /** @default the domains of the mailboxes and groups of the program */
            domains: { ...addresses },
            /** Addresses, and identifiers of OVHcloud customers, who may all the same. */
            except: { ...addresses },
          },
        },
      },
      noOutsiders,
    ),
    policy(
      {
        name: "two-people-for-shared-mailboxes",
        description: "When somebody is away, somebody else reads the mail.",
        configSchema: { properties: { minimum: { type: "integer", minimum: 1, default: 2 } } },
      },
      twoPeople,
    ),
    policy(
      {
        name: "few-with-full-access",
        description: "Not everybody reads everything.",
        configSchema: { properties: { maximum: { type: "integer", minimum: 0, default: 5 } } },
      },
      fewReaders,
    ),
    policy(
      {
        name: "closed-groups",
        description: "Nobody joins a group without being let in.",
        configSchema: { properties: { except: { ...addresses } } },
      },
      closedGroups,
    ),
  ],
});

function policy<Config extends object>(
  what: Pick<StackValidationPolicy, "name" | "description" | "configSchema">,
  rule: Rule<Config>,
): StackValidationPolicy {
  return {
    ...what,
    validateStack: ({ resources, getConfig }, reportViolation) => {
      for (const { message, urn } of rule(readProgram(resources), getConfig<Config>())) reportViolation(message, urn);
    },
  };
}
