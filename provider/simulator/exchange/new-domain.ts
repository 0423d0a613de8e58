import type { Context } from "../context.js";
import { drawText } from "../random.js";
import { nextId } from "../tasks.js";
import type { ExchangeDomainFields, ExchangeDomainRecord } from "./model.js";

const expectedMx = ["mx0.mail.example.net", "mx1.mail.example.net"];
const expectedSpf = "v=spf1 include:mail.example.net ~all";
const expectedSrv = "0 0 443 autodiscover.mail.example.net";
const checkLength = 10;

/**
 * A domain that is set up as it should be, but for what is said otherwise. The names after `expected` and the form of
 * `cnameToCheck` are examples, not OVHcloud's own.
 */
export function newDomain(
  context: Context,
  fields: Partial<ExchangeDomainFields> & Pick<ExchangeDomainFields, "name">,
): ExchangeDomainRecord {
  const { domainValidated = true } = fields;
  return {
    id: nextId(context, "hidden"),
    fields: {
      cnameToCheck: domainValidated ? null : `${drawText(context.state, checkLength)}-check.${fields.name}`,
      dkimDiagnostics: { errorCode: null, message: null, state: "disabled" },
      domainAliases: [],
      domainValidated,
      expectedAutodiscoverSRV: expectedSrv,
      expectedMX: expectedMx,
      expectedSPF: expectedSpf,
      isAliasDomain: false,
      main: null,
      mxRelay: null,
      organization2010: null,
      sbrDefault: null,
      sendConnectorIdDefault: null,
      state: "ok",
      type: "authoritative",
      ...fields,
      ...dnsRecords({ mxIsValid: true, spfIsValid: true, srvIsValid: true, ...fields }),
    },
  };
}

type Checks = Pick<ExchangeDomainFields, "mxIsValid" | "spfIsValid" | "srvIsValid">;
type Records = Pick<ExchangeDomainFields, "mxRecord" | "spfRecord" | "srvRecord">;

/** What the DNS holds: what is expected where that is valid, else what is said, or nothing. */
export function dnsRecords(checks: Checks & Partial<Records>): Checks & Records {
  const { mxIsValid, spfIsValid, srvIsValid, mxRecord = null, spfRecord = null, srvRecord = null } = checks;
  return {
    mxIsValid,
    spfIsValid,
    srvIsValid,
    mxRecord: mxIsValid ? expectedMx : mxRecord,
    spfRecord: spfIsValid ? [expectedSpf] : spfRecord,
    srvRecord: srvIsValid ? [expectedSrv] : srvRecord,
  };
}
