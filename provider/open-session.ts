import { Api } from "./ovh/api.js";
import { Session } from "./session.js";
import { type ConfigReader, readSettings } from "./settings.js";

const sessions = new Map<string, Session>();

/** One session for each endpoint and credential in the process, so that all kinds of resources share it. */
export function openSession(config: ConfigReader): Session {
  const { endpoint, credentials, taskTimeoutMs } = readSettings(config, process.env);
  const key = [endpoint, credentials.applicationKey, credentials.consumerKey.reveal(), taskTimeoutMs].join(" ");
  const open = sessions.get(key) ?? new Session({ api: new Api({ endpoint, credentials }), taskTimeoutMs });
  sessions.set(key, open);
  return open;
}
