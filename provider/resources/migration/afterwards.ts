/** What remains to be done by people when a mailbox has moved: DNS and mail programs. */

import type { ExchangeDomain } from "../../ovh/exchange-models.js";

export interface DnsRecord {
  readonly record: "MX" | "SPF" | "SRV";
  readonly valid: boolean;
  readonly found: readonly string[];
  readonly expected: readonly string[];
  /** Empty when it is valid. */
  readonly fix: string;
}

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: "SSL/TLS" | "STARTTLS";
}

export interface Afterwards {
  readonly dns: {
    readonly ok: boolean;
    readonly records: readonly DnsRecord[];
    readonly note: string;
  };
  readonly clientSettings: {
    readonly userName: string;
    readonly imap: Server;
    readonly smtp: Server;
    readonly webmail: string;
    readonly note: string;
  };
}

/** OVHcloud's guide on this migration. */
const DNS_NOTE = "A change in the DNS takes 4 to 24 hours to be known everywhere.";
/** The same guide. */
const FOLDER_NOTE =
  'Mail programs must be set up again. The default folders show in English ("Sent items", "Trash"); migrated folders may be ' +
  "hidden below the inbox until it is unfolded.";
const WEBMAIL = "https://www.ovh.com/fr/mail/";

/** OVHcloud's guides on mail programs: `ex?.mail.ovh.net`, with a number for each customer, or `ex.mail.ovh.ca`. */
export function exchangeHost(domain: ExchangeDomain, hostname: string | null | undefined): string | undefined {
  // The autodiscover record points at the server: "0 0 443 ex5.mail.ovh.net."
  const target = domain.expectedAutodiscoverSRV.trim().split(/\s+/).at(-1)?.replace(/\.$/, "");
  const isHost = target !== undefined && /^[\w-]+(\.[\w-]+)+$/.test(target);
  return isHost ? target : (hostname ?? undefined);
}

export function afterwards(address: string, domain: ExchangeDomain, hostname: string | null | undefined): Afterwards {
  const record = (
    name: DnsRecord["record"],
    valid: boolean,
    found: readonly string[],
    expected: readonly string[],
  ) => ({
    record: name,
    valid,
    found,
    expected,
    fix: valid ? "" : `set the ${name} record of ${domain.name} to ${expected.join(", ")}`,
  });
  const records = [
    record("MX", domain.mxIsValid, domain.mxRecord ?? [], domain.expectedMX),
    record("SPF", domain.spfIsValid, domain.spfRecord ?? [], [domain.expectedSPF]),
    record("SRV", domain.srvIsValid, domain.srvRecord ?? [], [domain.expectedAutodiscoverSRV]),
  ];
  const host = exchangeHost(domain, hostname) ?? "see the Exchange service in the OVHcloud control panel";
  return {
    dns: { ok: records.every(({ valid }) => valid), records, note: DNS_NOTE },
    clientSettings: {
      userName: address,
      imap: { host, port: 993, security: "SSL/TLS" },
      smtp: { host, port: 587, security: "STARTTLS" },
      webmail: WEBMAIL,
      note: FOLDER_NOTE,
    },
  };
}
