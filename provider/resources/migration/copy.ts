/** Copying the mail: a port, with one adapter of ours (IMAP). Copies by others have none: the program says when they are done. */

import { ifPresent } from "../../if-present.js";
import type { CopyProgress, MailboxAccess } from "../../imap/index.js";
import type { Secret } from "../../ovh/secret.js";
import { splitAddress } from "../../schemas.js";
import { obtainPassword, passwordFor } from "../mailbox-password.js";
import type { MigrationWork } from "./account-migration.js";
import { exchangeHost } from "./afterwards.js";
import { brokenOff, progressLine, shortfall, summaryOf } from "./copy-texts.js";
import { type ImapCopy, type MigrationInputs, provisionalAddressOf } from "./inputs.js";

/** OVHcloud's guides on mail programs, for Europe; in America and Asia it is `imap.mail.ovh.ca`. */
const MX_PLAN_HOST = "imap.mail.ovh.net";

export async function copyMail(imap: ImapCopy, work: MigrationWork): Promise<void> {
  const { session, inputs } = work;
  work.learn({ phase: "copying" });
  const [source, destination] = await Promise.all([sourceAccess(imap, work), destinationAccess(imap, work)]);
  const options = {
    source,
    destination,
    connections: imap.connections,
    clock: session.clock,
    onProgress: (progress: CopyProgress) => session.say(progressLine(inputs.source, progress)),
  };
  const report = await session.copyMailbox(options).catch((error: unknown) => {
    throw new Error(brokenOff(inputs.source, error));
  });
  work.learn({ copyReport: summaryOf(report) });
  if (!report.complete) throw new Error(shortfall(inputs.source, report));
  work.learn({ phase: "copied" });
}

async function sourceAccess({ sourceHost, sourcePort }: ImapCopy, { inputs }: MigrationWork): Promise<MailboxAccess> {
  const { sourcePassword, sourcePasswordFrom } = inputs;
  const from = {
    ...(sourcePassword === undefined ? {} : { password: sourcePassword }),
    ...(sourcePasswordFrom === undefined ? {} : { passwordFrom: sourcePasswordFrom }),
  };
  const { password } = await obtainPassword(from, () => missing("sourcePassword"));
  return { host: sourceHost ?? MX_PLAN_HOST, port: sourcePort, user: provisionalAddressOf(inputs), password };
}

async function destinationAccess(imap: ImapCopy, work: MigrationWork): Promise<MailboxAccess> {
  const { inputs } = work;
  // What the step before set, where it was of this run: a source is not asked twice.
  const { password } = await passwordFor(work, () => missing("password"));
  const host = imap.destinationHost ?? (await hostOfService(work));
  return { host, port: imap.destinationPort, user: inputs.source, password };
}

function missing(property: string): Secret {
  throw new Error(`${property}: the copy opens the mailbox over IMAP and needs its password`);
}

async function hostOfService({ session, inputs }: MigrationWork): Promise<string> {
  const { service } = inputs.destination;
  const { api } = session.exchange(service);
  const [domain, { hostname }] = await Promise.all([
    ifPresent(api.domains.get(splitAddress(inputs.source).domain)),
    api.getService(),
  ]);
  const host = domain === undefined ? hostname : exchangeHost(domain, hostname);
  if (host) return host;
  throw new Error(
    `copy.imap.destinationHost: OVHcloud does not name the server of ${service}: give it, such as ex5.mail.ovh.net ` +
      "(the control panel shows it)",
  );
}

/** What the resource says while others copy. */
export function externalCopyAdvice(inputs: MigrationInputs): string {
  return (
    `copy the mail of ${provisionalAddressOf(inputs)} to ${inputs.source}, with OVH Mail Migrator (https://omm.ovh.net) or by hand, ` +
    "look at the result, and then set copyDone to true"
  );
}
