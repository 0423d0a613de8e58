/** OVHcloud's address on this machine, for a client that speaks nothing but https and signs no port. */

import https from "node:https";
import { generate } from "selfsigned";
import { onTestFinished } from "vitest";

export const HOST = "eu.api.ovh.com";

/** A key and a certificate for OVHcloud's address, which nobody believes who was not told to. */
export async function certificate(): Promise<{ key: string; cert: string }> {
  const altNames = [{ type: 2 as const, value: HOST }];
  const { private: key, cert } = await generate([{ name: "commonName", value: HOST }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames }],
  });
  return { key, cert };
}

/** From here to the end of the test, whoever asks OVHcloud by `node:https` is answered by a port of this machine. */
export function leadHere(port: number, cert: string): void {
  const usual = https.globalAgent;
  https.globalAgent = new AgentTo(port, cert);
  onTestFinished(() => {
    https.globalAgent.destroy();
    https.globalAgent = usual;
  });
}

/** Connects to a port of this machine instead of OVHcloud's, and to nothing else. */
class AgentTo extends https.Agent {
  constructor(
    private readonly port: number,
    ca: string,
  ) {
    super({ ca, keepAlive: true });
  }

  override createConnection(options: https.RequestOptions, done?: Parameters<https.Agent["createConnection"]>[1]) {
    if (options.host !== HOST) throw new Error(`${options.host} is not to be asked by a test`);
    return super.createConnection({ ...options, host: "127.0.0.1", port: this.port, servername: HOST }, done);
  }
}
