/** A process of the provider: its session, and its death by `kill -9`. */

import { createMailApi } from "../../provider/ovh/mail-api.js";
import { Secret } from "../../provider/ovh/secret.js";
import type { Transport } from "../../provider/ovh/transport.js";
import { Session } from "../../provider/session.js";
import { ProcessClock, type SimulatedClock } from "./clock.js";
import { ProviderHost } from "./provider-host.js";
import { CREDENTIALS } from "./world.js";

const TASK_TIMEOUT_MS = 30 * 60_000;
export const MAX_CALLS_PER_SECOND = 10;

export interface ProcessOptions {
  /** Whose it is. */
  readonly stack: string;
  readonly number: number;
  readonly withTokens: boolean;
  readonly random: () => number;
}

export class SimulatedProcess {
  isAlive = true;
  readonly stack: string;
  readonly name: string;
  readonly host: ProviderHost;
  /** Resolves when it is killed. */
  readonly death: Promise<void>;
  #die: () => void = () => {};

  constructor(clock: SimulatedClock, transportOf: (process: SimulatedProcess) => Transport, options: ProcessOptions) {
    const { stack, number, withTokens, random } = options;
    this.stack = stack;
    this.name = `${stack}#${number}`;
    this.death = new Promise((resolve) => {
      this.#die = resolve;
    });
    const { applicationKey, applicationSecret, consumerKey, clientId, clientSecret } = CREDENTIALS;
    const api = createMailApi({
      endpoint: "http://127.0.0.1:1/1.0",
      credentials: withTokens
        ? { kind: "oauth2", clientId, clientSecret: new Secret(clientSecret) }
        : {
            kind: "application",
            applicationKey,
            applicationSecret: new Secret(applicationSecret),
            consumerKey: new Secret(consumerKey),
          },
      transport: transportOf(this),
      clock: new ProcessClock(clock, () => this.isAlive),
      random,
      maxCallsPerSecond: MAX_CALLS_PER_SECOND,
    });
    // The copy of a migration is IMAP's: not what is looked at here.
    this.host = new ProviderHost(new Session({ api, taskTimeoutMs: TASK_TIMEOUT_MS }));
  }

  kill(): void {
    this.isAlive = false;
    this.#die();
  }
}
