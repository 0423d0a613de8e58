import { loadClientModule } from "./client-module.js";
import { engineLog, progressLine } from "./engine-log.js";
import { watchEngine } from "./engine-watch.js";
import { once } from "./once.js";
import { createHttpsTransport } from "./ovh/https-transport.js";
import { createMailApi, type MailApi } from "./ovh/mail-api.js";
import type { Awaited } from "./ovh/tasks.js";
import { systemFiles } from "./ovh-conf.js";
import { Session } from "./session.js";
import { type ConfigReader, readSettings, type Settings, taskTimeoutMs } from "./settings.js";

let opened: { readonly key: string; readonly session: Session }[] = [];

/**
 * One session for each endpoint and credential in the process, so that all kinds of resources share its limits, its
 * watchers and what it has read.
 */
export function openSession(config: ConfigReader): Session {
  const clientModule = config.get("ovhmail:clientModule") || undefined;
  const whole = clientModule === undefined ? undefined : loadClientModule(clientModule, process.cwd()).createMailApi;
  if (whole !== undefined)
    return shared(`module ${clientModule}`, () => withProgress(whole(config), taskTimeoutMs(config)));
  const settings = readSettings(config, process.env, systemFiles());
  return shared(keyOf(settings), () => withProgress(defaultApi(config, settings), settings.taskTimeoutMs));
}

function shared(key: string, open: () => Session): Session {
  const known = opened.find((one) => one.key === key);
  if (known !== undefined) return known.session;
  const session = open();
  opened = [...opened, { key, session }];
  return session;
}

/** Never shown: it holds what tells one account from another. */
function keyOf({ endpoint, credentials }: Settings): string {
  const parts = Object.values(credentials).map((part) => (typeof part === "string" ? part : part.reveal()));
  return JSON.stringify([endpoint, ...parts]);
}

function defaultApi(config: ConfigReader, settings: Settings): MailApi {
  for (const warning of settings.warnings) console.warn(`warning: ${warning}`);
  const { endpoint, credentials, clientModule, ...limits } = settings;
  const own = clientModule === undefined ? undefined : loadClientModule(clientModule, process.cwd()).createTransport;
  const transport = own === undefined ? createHttpsTransport({ proxyEnvironment: process.env }) : own(config);
  return createMailApi({ endpoint, credentials, transport, ...limits });
}

/** Pulumi starts the provider host with the address of its engine. */
const [, , ENGINE_ADDRESS] = process.argv;

const endWithEngine = once(() => watchEngine({ engineAddress: ENGINE_ADDRESS, onGone: () => process.exit(1) }));

function withProgress(api: MailApi, taskTimeoutMs: number): Session {
  endWithEngine();
  const log = engineLog(ENGINE_ADDRESS);
  const onProgress = (awaited: readonly Awaited[]) => log(progressLine(awaited, api.clock.now()));
  return new Session({ api, taskTimeoutMs, onProgress, say: log });
}
