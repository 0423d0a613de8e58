import type { z } from "zod";
import { postAccountMigrate } from "../api/domain.js";
import { migrationServiceType } from "../api/domain-models.js";
import { readBody } from "../body.js";
import { isAdminAndTech, isContact } from "../contacts.js";
import type { Context } from "../context.js";
import { badRequest, noSuchService, notFound, ruleRefused } from "../errors.js";
import { domainNames } from "../exchange/common.js";
import type { Offer, ServiceRecord } from "../exchange/model.js";
import { addressOf, matchesPath, sameAddress } from "../mailbox/mailboxes.js";
import type { AccountRecord } from "../mailbox/model.js";
import { hashPassword, passwordMatches } from "../mailbox/passwords.js";
import { type Call, param, type Route, route } from "../route.js";
import { dateOf, yearAfter } from "../subscription.js";
import { checkAccountWritable, forbidden, managedAccountOf, type Place } from "./access.js";
import { queueOnAccount } from "./account.js";
import { migrationCheckView, migrationFindings } from "./migration-check.js";
import { freeSeats } from "./migration-seats.js";
import { checkPassword } from "./rules.js";

const services = "/email/domain/{domain}/account/{accountName}/migrate";
const service = `${services}/{destinationServiceName}`;
const seats = `${service}/destinationEmailAddress`;
const seat = `${seats}/{destinationEmailAddress}`;

/** From a legacy mailbox to a free account of Exchange. There is no route to watch it, or to call it off. */
export const migrationRoutes: readonly Route[] = [
  route("GET", services, listServices),
  route("GET", service, showService),
  route("GET", seats, listSeats),
  route("GET", seat, (call) => {
    managedAccountOf(call);
    return seatView(seatOf(call, targetOf(call)));
  }),
  route("GET", `${seat}/checkMigrate`, (call) => migrationCheckView(call.context, migrationOf(call).place)),
  route("POST", `${seat}/migrate`, startMigration),
];

type ServiceType = z.output<typeof migrationServiceType>;

/** Which of OVH's types an offer is follows from their names. Email Pro is not imitated, so nothing is of its type. */
const types: Record<Offer, ServiceType> = {
  hosted: "HOSTED EXCHANGE",
  dedicated: "PRIVATE EXCHANGE",
  dedicatedCluster: "PRIVATE EXCHANGE",
  provider: "PROVIDER EXCHANGE",
};

function listServices(call: Call): string[] {
  managedAccountOf(call);
  const wanted = call.query.get("type");
  if (wanted !== null && !migrationServiceType.safeParse(wanted).success) {
    throw badRequest("The input provided isn't valid: 'type': is not a type of service");
  }
  return ownServices(call)
    .filter(({ fields }) => wanted === null || types[fields.offer] === wanted)
    .map(({ name }) => name);
}

function ownServices({ context, nichandle }: Call): ServiceRecord[] {
  return context.state.exchangeServices.filter(({ contacts }) => isContact(contacts, nichandle));
}

/** OVH panel: one of its pages sends the name of the service here, another that of its organization. */
function targetOf(call: Call): ServiceRecord {
  const wanted = param(call, "destinationServiceName");
  const mine = ownServices(call);
  const found = mine.find(({ name }) => name === wanted) ?? mine.find(({ organization }) => organization === wanted);
  if (found === undefined) throw noSuchService();
  return found;
}

function showService(call: Call) {
  managedAccountOf(call);
  const { name, contacts, creationDate, fields } = targetOf(call);
  const creation = dateOf(creationDate);
  return {
    contactAdmin: contacts.admin,
    contactBilling: contacts.billing,
    contactTech: contacts.tech,
    creation,
    destinationServiceName: name,
    expiration: yearAfter(creation),
    type: types[fields.offer],
  };
}

function listSeats(call: Call): string[] {
  managedAccountOf(call);
  const quota = call.query.get("quota");
  if (quota !== null && !/^\d+$/.test(quota)) {
    throw badRequest("The input provided isn't valid: 'quota' must be a number");
  }
  return freeSeats(call.context, targetOf(call).name)
    .filter(({ fields }) => quota === null || fields.quota === Number(quota))
    .map(addressOf);
}

function seatOf(call: Call, target: ServiceRecord): AccountRecord {
  const wanted = param(call, "destinationEmailAddress");
  const found = freeSeats(call.context, target.name).find((one) => matchesPath(call.context, addressOf(one), wanted));
  if (found === undefined) throw notFound("This account is not available for a migration");
  return found;
}

/** The unit of `quota` is not documented: it is that of the Exchange account, GB. */
function seatView(found: AccountRecord) {
  return { destinationEmailAddress: addressOf(found), quota: found.fields.quota };
}

interface Migration {
  place: Place;
  target: ServiceRecord;
  seat: AccountRecord;
}

/** OVH guide on migration: the caller is administrative and technical contact of both services. */
function migrationOf(call: Call): Migration {
  const place = managedAccountOf(call);
  const target = targetOf(call);
  const isAllowed = [place.domain, target].every(({ contacts }) => isAdminAndTech(contacts, call.nichandle));
  if (!isAllowed) throw notBothContacts(call.context);
  return { place, target, seat: seatOf(call, target) };
}

function notBothContacts({ switches }: Context) {
  if (switches.migrationContactStatus === 403) return forbidden();
  return badRequest("You must be the administrative and the technical contact of both services");
}

function startMigration(call: Call) {
  const { context } = call;
  const migration = migrationOf(call);
  const { place } = migration;
  const { password } = readBody(call, postAccountMigrate, "migrate");
  checkAccountWritable(context, place);
  checkNothingStandsAgainst(context, migration);
  checkPassword(context, password);
  const passwordIsRight = isRight(context, place, password);
  if (!passwordIsRight && context.switches.wrongMigratePassword === "refused") {
    throw ruleRefused(context.switches, "Incorrect password");
  }
  const answer = queueOnAccount(context, place, "migration", {
    kind: "migrateToExchange",
    seatId: migration.seat.fields.id,
    passwordHash: hashPassword(password),
    passwordIsRight,
  });
  place.account.state = "migrating";
  return answer;
}

function checkNothingStandsAgainst(context: Context, { place, target }: Migration): void {
  const { errors } = migrationFindings(context, place);
  if (errors.length > 0) throw ruleRefused(context.switches, `This account cannot be migrated: ${errors.join(", ")}`);
  const hasDomain = domainNames(target).some((name) => sameAddress(name, place.domain.domain));
  if (!hasDomain && context.switches.domainMissingOnTarget === "refused") {
    throw ruleRefused(context.switches, "The domain is not on the destination service");
  }
}

function isRight({ switches }: Context, { account }: Place, password: string): boolean {
  if (switches.migratePassword === "becomesNew") return true;
  return account.passwordHash !== null && passwordMatches(account.passwordHash, password);
}
