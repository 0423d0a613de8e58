// Many mailboxes move to Exchange, a few at a time: example.com is on the legacy MX Plan, where OVHcloud moves the mail itself,
// and example.org on the new one, where you copy it. Who moves stands in people.yaml.
//
// OVHcloud asks for the present password of a mailbox on the legacy MX Plan. Here it is read from an environment variable
// when the mailbox's turn comes (PASSWORD_OF_ANNA), so that it stands in no file and in no state.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as ovhmail from "pulumi-ovh-mail";
import { parse } from "yaml";

interface Person {
  address: string;
  name: string;
  wave: number;
  copied?: boolean;
}

const config = new pulumi.Config();
const service = config.get("service") ?? "hosted-ab12345-1";
const wave = config.getNumber("wave") ?? 1;
/** How many move at the same time. Each waits for the one so many places before it. */
const atOnce = config.getNumber("atOnce") ?? 2;
/** The domain of the legacy MX Plan. */
const legacyDomain = config.get("legacyDomain") ?? "example.com";

const people: Record<string, Person> = parse(readFileSync(join(__dirname, "people.yaml"), "utf8"));
const moving = Object.entries(people).filter(([, person]) => person.wave <= wave);
const migrations: ovhmail.AccountMigration[] = [];

for (const [index, [key, { address, name, copied }]] of moving.entries()) {
  const isLegacy = address.endsWith(`@${legacyDomain}`);
  const before = migrations[index - atOnce];
  const migration = new ovhmail.AccountMigration(
    key,
    {
      source: address,
      destination: { service },
      ...(isLegacy
        ? { passwordFrom: { env: `PASSWORD_OF_${key.toUpperCase()}` }, confirmIrreversible: true }
        : { copy: "external", copyDone: copied === true }),
    },
    before && { dependsOn: before },
  );
  migrations.push(migration);
  // From then on the program manages the new mailbox.
  new ovhmail.ExchangeAccount(key, { service, emailAddress: address, displayName: name, adopt: true });
}

const progress = pulumi.all(migrations.map(({ source, phase, nextStep }) => ({ source, phase, nextStep })));

/** Whose move is over. */
export const moved = progress.apply((all) => all.filter(({ phase }) => phase === "done").map(({ source }) => source));
/** Who waits, and for what. */
export const waiting = progress.apply((all) =>
  Object.fromEntries(all.filter(({ phase }) => phase !== "done").map(({ source, nextStep }) => [source, nextStep])),
);
/** Whose turn has not come yet. */
export const later = Object.values(people).flatMap((person) => (person.wave <= wave ? [] : [person.address]));
/** The new passwords of those who come from the new MX Plan: `pulumi stack output --show-secrets firstPasswords`. */
export const firstPasswords = pulumi.secret(
  Object.fromEntries(moving.map(([key], index) => [key, migrations[index]?.initialPassword])),
);
