/** The way to OVHcloud, with the credentials that the provider would use. */

import { loadClientModule } from "../../provider/client-module.js";
import { Api } from "../../provider/ovh/api.js";
import { createHttpsTransport } from "../../provider/ovh/https-transport.js";
import { mailApiOver } from "../../provider/ovh/mail-api.js";
import type { Transport } from "../../provider/ovh/transport.js";
import { Session } from "../../provider/session.js";
import { type ConfigReader, NoCredentialsError, readSettings, type Settings } from "../../provider/settings.js";
import { messageOf } from "../../provider/values.js";
import type { Context } from "./context.js";
import { ExpectedError } from "./errors.js";
import { stackConfiguration } from "./project.js";
import { styled } from "./style.js";
import { sharedTexts } from "./texts.js";

export interface Connection {
  /** Everything the resources know to ask. */
  readonly session: Session;
  /** Single calls, through the same limiter. */
  readonly api: Api;
  readonly settings: Settings;
}

export interface ConnectOptions {
  /** @default the one that is selected */
  readonly stack?: string;
  /** What the stack's configuration says, where it is known already. */
  readonly configuration?: ConfigReader;
}

/**
 * Credentials from the environment, the configuration of the stack when in a Pulumi project, and ovh.conf. Makes no call
 * of OVHcloud's by itself.
 */
export async function connect(context: Context, options: ConnectOptions = {}): Promise<Connection> {
  const config = options.configuration ?? (await stackConfiguration(context, options.stack));
  const settings = settingsOf(context, config);
  for (const warning of settings.warnings) {
    context.stderr.write(`${styled(context.stderr, "yellow", "!")} ${warning}\n`);
  }
  const { endpoint, credentials, taskTimeoutMs, maxCallsPerSecond, maxConcurrency } = settings;
  const api = new Api({
    endpoint,
    credentials,
    transport: transportOf(context, config, settings),
    clock: context.clock,
    ...(maxCallsPerSecond !== undefined && { maxCallsPerSecond }),
    ...(maxConcurrency !== undefined && { maxConcurrency }),
  });
  return { session: new Session({ api: mailApiOver(api), taskTimeoutMs }), api, settings };
}

function settingsOf(context: Context, config: ConfigReader & { readonly problem?: string }): Settings {
  const t = sharedTexts[context.language];
  try {
    return readSettings(config, context.environment, context.files);
  } catch (error) {
    if (!(error instanceof NoCredentialsError)) throw new ExpectedError(messageOf(error));
    const why = config.problem === undefined ? "" : ` ${t.configurationUnread(config.problem)}`;
    throw new ExpectedError(t.noCredentials + why);
  }
}

function transportOf(context: Context, config: ConfigReader, { clientModule }: Settings): Transport {
  if (context.transport !== undefined) return context.transport;
  if (clientModule === undefined) return createHttpsTransport({ proxyEnvironment: context.environment });
  const t = sharedTexts[context.language];
  const { createTransport } = loadedClient(clientModule, context);
  if (createTransport === undefined) throw new ExpectedError(t.wholeClient);
  return createTransport(config);
}

function loadedClient(path: string, { workingDirectory }: Context) {
  try {
    return loadClientModule(path, workingDirectory);
  } catch (error) {
    throw new ExpectedError(messageOf(error));
  }
}
