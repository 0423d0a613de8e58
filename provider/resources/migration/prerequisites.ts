/** What both generations need before a mailbox can move. */

import { ifPresent, ifTold } from "../../if-present.js";
import type { MxPlanDomain } from "../../mxplan-session.js";
import type { ServiceInfos } from "../../ovh/wire.js";
import { splitAddress } from "../../schemas.js";
import type { ExchangeSession, Session } from "../../session.js";
import type { MigrationInputs } from "./inputs.js";

interface Both {
  readonly mxPlan: MxPlanDomain;
  readonly exchange: ExchangeSession;
}

/** OVHcloud's guide: administrative and technical contact of both services. */
export async function missingContacts(session: Session, inputs: MigrationInputs, both: Both): Promise<string[]> {
  // Where it may not be asked, OVHcloud's own check tells.
  const own = await ifTold(session.ownNichandle());
  if (own === undefined) return [];
  const [plan, exchange] = await Promise.all([
    ifTold(both.mxPlan.api.getServiceInfos()),
    ifTold(both.exchange.api.getServiceInfos()),
  ]);
  const complaint = (what: string, infos: ServiceInfos | undefined) =>
    infos === undefined || isBoth(own, infos)
      ? []
      : [
          `${own} must be administrative and technical contact of ${what} (they are ${infos.contactAdmin} and ` +
            `${infos.contactTech}): change its contacts in the OVHcloud control panel`,
        ];
  return [
    ...complaint(`the MX Plan of ${both.mxPlan.name}`, plan),
    ...complaint(`the Exchange service ${inputs.destination.service}`, exchange),
  ];
}

function isBoth(nichandle: string, { contactAdmin, contactTech }: ServiceInfos): boolean {
  return contactAdmin.toLowerCase() === nichandle && contactTech.toLowerCase() === nichandle;
}

/** OVHcloud's guide asks for it where the MX Plan is a new one; without it no mailbox could carry the address. */
export async function missingDomain({ api }: ExchangeSession, inputs: MigrationInputs): Promise<string[]> {
  const { service } = inputs.destination;
  const { domain } = splitAddress(inputs.source);
  const found = await ifPresent(api.domains.get(domain));
  if (found === undefined) {
    if ((await ifPresent(api.getService())) === undefined) {
      return [
        `destination.service: these credentials see no Exchange service "${service}": correct the name, or use credentials of the account that has it`,
      ];
    }
    return [
      `destination.service: ${service} does not have the domain ${domain}: add it in the OVHcloud control panel, and wait until its state is ok`,
    ];
  }
  if (found.state !== "ok")
    return [`destination.service: the domain ${domain} of ${service} is "${found.state}", not ok yet: wait for it`];
  if (found.domainValidated) return [];
  const cname = found.cnameToCheck ?? "the one that OVHcloud names";
  return [`destination.service: nobody has proven yet that ${domain} is theirs: make a CNAME record ${cname}`];
}

export function missingPassword({ password, passwordFrom }: MigrationInputs): string[] {
  if (password !== undefined || passwordFrom !== undefined) return [];
  return [
    "password: OVHcloud asks for the present password of the mailbox, which the new one keeps: give password or passwordFrom",
  ];
}
