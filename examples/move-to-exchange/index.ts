// Anna's mailbox moves from the legacy MX Plan to Exchange. Each step is one `pulumi up`, after
// `pulumi config set step ...`:
//
//   before   the mailbox as it is, at MX Plan;
//   moving   OVHcloud moves address and mail (minutes or hours, and nothing takes it back); then the new mailbox and the
//            rights on it belong to this program. The present password of the mailbox is needed:
//            `pulumi config set --secret annasPassword ...`;
//   moved    the old mailbox leaves the program. Nothing is deleted by that.
//
// In a program of your own you make the same changes by editing it.
import * as pulumi from "@pulumi/pulumi";
import * as ovhmail from "pulumi-ovh-mail";

const config = new pulumi.Config();
const service = config.get("service") ?? "hosted-ab12345-1";
const domain = config.get("domain") ?? "example.com";
const step = config.get("step") ?? "before";
const emailAddress = `anna@${domain}`;

if (step !== "moved") {
  new ovhmail.MxPlanAccount("anna", { emailAddress, adopt: true });
}

function move() {
  const migration = new ovhmail.AccountMigration("anna", {
    source: emailAddress,
    destination: { service },
    // Needed once: when the move is over it may leave the configuration and the program.
    password: config.getSecret("annasPassword"),
    confirmIrreversible: true,
  });
  // Both wait for the migration, since they name its address. The password stays what it was.
  const mailbox = new ovhmail.ExchangeAccount("anna", {
    service,
    emailAddress,
    displayName: "Anna Durand",
    adopt: true,
  });
  new ovhmail.Delegation("anna", { on: mailbox, grants: { [`bob@${domain}`]: ["sendOnBehalf"] } });
  return migration;
}

const migration = step === "before" ? undefined : move();

/** How far it is, and what is left for people to do, such as records of the DNS. */
export const phase = migration?.phase;
export const nextStep = migration?.nextStep;
/** What Anna's mail programs must be told. */
export const clientSettings = migration?.clientSettings;
