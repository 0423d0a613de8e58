/** A client, or a way of sending, that a user hands in: a module named by `ovhmail:clientModule`. */

import { createRequire } from "node:module";
import { join } from "node:path";
import type { MailApi } from "./ovh/mail-api.js";
import type { Transport } from "./ovh/transport.js";
import type { ConfigReader } from "./settings.js";

/** What such a module may export; one of the two. */
export interface ClientModule {
  /** A whole client. It needs no credentials of ours. */
  readonly createMailApi?: (config: ConfigReader) => MailApi;
  /** How requests travel. Signing, limits and retries stay. */
  readonly createTransport?: (config: ConfigReader) => Transport;
}

/** @param directory the program's, from which the path counts */
export function loadClientModule(path: string, directory: string): ClientModule {
  const loaded = load(path, directory);
  const isFunction = (name: keyof ClientModule) => typeof loaded[name] === "function";
  if (isFunction("createMailApi") || isFunction("createTransport")) return loaded;
  throw new Error(
    `ovhmail:clientModule: ${path} exports neither a function createMailApi nor a function createTransport`,
  );
}

function load(path: string, directory: string): ClientModule {
  try {
    const loaded: unknown = createRequire(join(directory, "program.js"))(path);
    return typeof loaded === "object" && loaded !== null ? loaded : {};
  } catch (error) {
    throw new Error(`ovhmail:clientModule: ${path} cannot be loaded: ${(error as Error).message}`, { cause: error });
  }
}
