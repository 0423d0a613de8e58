/** What a migration of the new MX Plan needs. OVHcloud has no route for it: it is done step by step, as its guide says. */

import { ifPresent } from "../../if-present.js";
import type { MxPlanService } from "../../mxplan-session.js";
import type { ExchangeAccount } from "../../ovh/exchange-models.js";
import type { MxPlanAccount } from "../../ovh/mxplan-models.js";
import { PLACEHOLDER_DOMAIN, splitAddress } from "../../schemas.js";
import type { ExchangeSession, Session } from "../../session.js";
import { type MigrationInputs, provisionalAddressOf } from "./inputs.js";
import type { Prerequisites } from "./live.js";
import { missingContacts, missingDomain } from "./prerequisites.js";
import type { Obstacle, Problem } from "./problems.js";

export interface NewParts {
  readonly inputs: MigrationInputs;
  readonly service: MxPlanService;
  readonly exchange: ExchangeSession;
  readonly source: MxPlanAccount | undefined;
  readonly destination: ExchangeAccount | undefined;
}

export async function newPrerequisites(session: Session, parts: NewParts): Promise<Prerequisites> {
  const { inputs, exchange, source, destination } = parts;
  const mxPlan = session.mxPlanDomain(splitAddress(inputs.source).domain);
  const [contacts, noDomain, noSeat, taken, forwards] = await Promise.all([
    missingContacts(session, inputs, { mxPlan, exchange }),
    missingDomain(exchange, inputs),
    missingSeat(parts),
    takenProvisional(parts),
    mxPlan.api.redirections.list({ from: inputs.source }),
  ]);
  const problems: Problem[] = [
    ...(source === undefined ? [absent(parts)] : []),
    ...(destination === undefined
      ? []
      : [
          `source: ${inputs.source} is a mailbox of ${inputs.destination.service} already: there is nothing to migrate`,
        ]),
    ...contacts,
    ...noDomain,
    ...noSeat,
    ...taken,
    ...(forwards.length === 0 ? [] : [forwarded(parts)]),
    ...missingCredentials(inputs),
  ];
  return { problems, warnings: [] };
}

function absent({ inputs, service }: NewParts): Obstacle {
  return { kind: "MxPlanAccount", what: `source: ${service.name} has no mailbox ${inputs.source}` };
}

function forwarded({ inputs }: NewParts): Obstacle {
  return { kind: "MxPlanRedirection", what: `source: a redirection starts at ${inputs.source}` };
}

async function missingSeat({ inputs, exchange: { api, hasSeats } }: NewParts): Promise<string[]> {
  const { service, freeAccount } = inputs.destination;
  // A service that is not there is told with its domain.
  if (!(await ifPresent(hasSeats()))) return [];
  const free = await api.listAccounts({ primaryEmailAddress: `%@${PLACEHOLDER_DOMAIN}` });
  const isListed = free.some((one) => one.toLowerCase() === freeAccount?.toLowerCase());
  if (freeAccount !== undefined && !isListed) {
    return [`destination.freeAccount: ${freeAccount} is not free on ${service} (free: ${free.join(", ") || "none"})`];
  }
  return free.length > 0
    ? []
    : [
        `destination.service: ${service} has no free account: order one in the OVHcloud control panel, and leave it as it is`,
      ];
}

async function takenProvisional({ inputs, service: { api, name } }: NewParts): Promise<string[]> {
  const address = provisionalAddressOf(inputs);
  const taken = await ifPresent(api.getAccount(address));
  return taken === undefined
    ? []
    : [
        `provisionalAddress: ${address} is a mailbox of ${name} already: choose another address to rename the source to`,
      ];
}

/** A copy of ours opens both mailboxes. */
function missingCredentials({
  copy,
  password,
  passwordFrom,
  sourcePassword,
  sourcePasswordFrom,
}: MigrationInputs): string[] {
  if (copy === "external") return [];
  const hasSource = sourcePassword !== undefined || sourcePasswordFrom !== undefined;
  const hasDestination = password !== undefined || passwordFrom !== undefined;
  return [
    ...(hasSource
      ? []
      : ["sourcePassword: the copy opens the source over IMAP: give sourcePassword or sourcePasswordFrom"]),
    ...(hasDestination ? [] : ["password: the copy opens the new mailbox over IMAP: give password or passwordFrom"]),
  ];
}
