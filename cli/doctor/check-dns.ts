import { type DnsCheck, readDomainDiagnostics } from "../../provider/functions.js";
import type { MxPlanServiceResult } from "../../provider/functions-mxplan.js";
import type { DnsRecord } from "../../provider/ovh/domain-models.js";
import { UnauthorizedError } from "../../provider/ovh/errors.js";
import { visible } from "../shared/safe-text.js";
import type { Looking } from "./check-services.js";
import type { Finding } from "./finding.js";

/** What OVHcloud finds in the DNS, and what it expects. */
export async function dnsOfExchange({ session, t }: Looking, service: string, domain: string): Promise<Finding[]> {
  const found = await readDomainDiagnostics(session, { service, domain });
  const name = visible(domain);
  const records: [string, DnsCheck][] = [
    ["MX", found.mx],
    ["SPF (TXT)", found.spf],
    ["autodiscover SRV", found.srv],
  ];
  const bad = records
    .filter(([, { valid }]) => !valid)
    .map(([record, check]) =>
      finding(
        "warning",
        t.record(record, name, listed(check.found) || t.absent),
        t.setRecord(record, name, listed(check.expected)),
      ),
    );
  const proof = t.makeCname(visible(found.cnameToCreate));
  const all = [
    ...(found.validated ? [] : [finding("error", t.notValidated(name), proof)]),
    ...(found.state === "ok"
      ? []
      : [finding("warning", t.domainState(name, visible(found.state)), t.serviceStateRemedy)]),
    ...bad,
  ];
  return all.length === 0 ? [finding("fine", t.dnsFine(name), "")] : all;
}

export async function dnsOfMxPlan({ session, t }: Looking, found: MxPlanServiceResult): Promise<Finding[]> {
  const name = visible(found.domain);
  const bad = [
    { record: "MX", state: found.mxValid },
    { record: "TXT", state: found.spfValid },
  ].filter(({ state }) => state !== "valid");
  if (bad.length === 0) return [finding("fine", t.dnsFine(name), "")];
  const recommended = await ifAllowed(session.mxPlanDomain(found.domain).api.listRecommendedDnsRecords());
  return bad.map(({ record, state }) => {
    const expected = listed(
      (recommended ?? []).filter(({ fieldType }) => fieldType === record).map(({ target }) => target),
    );
    const remedy = expected === "" ? t.unknownRecord : t.setRecord(record, name, expected);
    return finding("warning", t.record(record, name, t.notValid(visible(state))), remedy);
  });
}

async function ifAllowed(asking: Promise<DnsRecord[]>): Promise<DnsRecord[] | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof UnauthorizedError) return undefined;
    throw error;
  }
}

function listed(values: readonly string[]): string {
  return values.map(visible).join(", ");
}

function finding(severity: Finding["severity"], what: string, remedy: string): Finding {
  return { area: "dns", severity, what, remedy };
}
