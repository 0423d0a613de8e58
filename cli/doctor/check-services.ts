/** What the credentials see: services and their free accounts, what OVHcloud works on, and the DNS. */

import { type ExchangeServiceResult, readExchangeService } from "../../provider/functions.js";
import { readMxPlanService } from "../../provider/functions-mxplan.js";
import { UnauthorizedError } from "../../provider/ovh/errors.js";
import type { ServiceInfos } from "../../provider/ovh/wire.js";
import type { Session } from "../../provider/session.js";
import { visible } from "../shared/safe-text.js";
import type { MxPlanSeen, ServicesSeen } from "../shared/services-seen.js";
import { dnsOfExchange, dnsOfMxPlan } from "./check-dns.js";
import { checkTasks } from "./check-tasks.js";
import type { Finding } from "./finding.js";
import type { DoctorTexts } from "./texts.js";

export interface Looking {
  readonly session: Session;
  readonly stuckAfterMs: number;
  readonly t: DoctorTexts;
}

const DAY_MS = 24 * 60 * 60_000;
/** OVHcloud's own reminders begin about then: a guess. */
const SOON_MS = 30 * DAY_MS;

export async function checkServices(looking: Looking, seen: ServicesSeen): Promise<Finding[]> {
  const { t } = looking;
  const found = await Promise.all([
    ...seen.exchange.map(({ service }) => checkExchange(looking, service)),
    ...seen.mxPlan.map((one) => checkMxPlan(looking, one)),
  ]);
  const isEmpty = seen.exchange.length + seen.mxPlan.length + seen.refused.length === 0;
  return [
    ...seen.refused.map((tree) => problem("warning", t.notListed(tree), t.notListedRemedy)),
    ...(isEmpty ? [problem("error", t.nothingSeen, t.nothingSeenRemedy)] : []),
    ...found.flat(),
  ];
}

async function checkExchange(looking: Looking, service: string): Promise<Finding[]> {
  const { session, t } = looking;
  const { api, hasSeats } = session.exchange(service);
  const [found, takesSeats, infos, tasks] = await Promise.all([
    readExchangeService(session, service),
    hasSeats(),
    ifAllowed(api.getServiceInfos()),
    checkTasks(looking, { place: service, list: () => api.listTasks(), get: (id) => api.getTask(id) }),
  ]);
  const dns = await Promise.all(found.domains.map((domain) => dnsOfExchange(looking, service, domain)));
  const name = visible(service);
  return [
    fine(t.service(name, visible(found.offer), found.mailboxes.length, found.freeAccounts)),
    ...stateOf(found, t),
    ...(takesSeats && found.freeAccounts === 0 ? [problem("warning", t.noFree(name), t.noFreeRemedy)] : []),
    ...endOf(name, infos, looking),
    ...tasks,
    ...dns.flat(),
  ];
}

function stateOf({ service, state }: ExchangeServiceResult, t: DoctorTexts): Finding[] {
  if (state === "ok") return [];
  return [problem("warning", t.serviceState(visible(service), visible(state)), t.serviceStateRemedy)];
}

async function checkMxPlan(looking: Looking, { domain, generation }: MxPlanSeen): Promise<Finding[]> {
  const { session, t } = looking;
  const [found, infos, tasks] = await Promise.all([
    readMxPlanService(session, domain),
    ifAllowed(session.mxPlanDomain(domain).api.getServiceInfos()),
    generation.name === "new" ? tasksOfNew(looking, generation.service.name) : [],
  ]);
  const name = visible(domain);
  const isFull = generation.name === "new" && found.freeAccounts === 0;
  return [
    fine(t.mxPlan(name, t.generation[found.generation], found.accounts.length)),
    ...(found.status === "ok"
      ? []
      : [problem("warning", t.serviceState(name, visible(found.status)), t.serviceStateRemedy)]),
    ...(isFull ? [problem("warning", t.noFree(name), t.noFreeRemedy)] : []),
    ...endOf(name, infos, looking),
    ...tasks,
    ...(await dnsOfMxPlan(looking, found)),
  ];
}

function tasksOfNew(looking: Looking, service: string): Promise<Finding[]> {
  const { api } = looking.session.mxPlanService(service);
  return checkTasks(looking, { place: service, list: () => api.listTasks(), get: (id) => api.getTask(id) });
}

function endOf(name: string, infos: ServiceInfos | undefined, { session, t }: Looking): Finding[] {
  const endMs = infos === undefined ? Number.NaN : Date.parse(infos.expiration);
  if (Number.isNaN(endMs) || endMs - session.clock.now() > SOON_MS) return [];
  return [problem("warning", t.ends(name, new Date(endMs).toISOString().slice(0, 10)), t.endsRemedy)];
}

/** The end of a service is for its contacts alone. */
async function ifAllowed<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof UnauthorizedError) return undefined;
    throw error;
  }
}

function problem(severity: "error" | "warning", what: string, remedy: string): Finding {
  return { area: "services", severity, what, remedy };
}

function fine(what: string): Finding {
  return { area: "services", severity: "fine", what, remedy: "" };
}
