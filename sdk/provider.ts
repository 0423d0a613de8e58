import * as pulumi from "@pulumi/pulumi";
import { EXPLICIT_KEY, NoCredentialsError, readSettings } from "../provider/settings.js";

/**
 * How calls prove who makes them, and how many they are. Give one of the three: `applicationKey`, `applicationSecret`
 * and `consumerKey`; or `clientId` and `clientSecret`; or `accessToken`.
 *
 * A change of any of these is an update of the provider alone: no resource is changed or replaced by it. So give the
 * same resource never to another OVHcloud account by changing them: it would not be found there.
 */
export interface ProviderArgs {
  /**
   * Where the API is: `ovh-eu`, `ovh-ca`, `ovh-us`, `kimsufi-eu`, `kimsufi-ca`, `soyoustart-eu`, `soyoustart-ca`, or a
   * URL, such as that of a simulator.
   * @default "ovh-eu"
   */
  endpoint?: pulumi.Input<string>;
  /** The name of an application, which is no secret. Needs `applicationSecret` and `consumerKey`. */
  applicationKey?: pulumi.Input<string>;
  /** The application's secret. Encrypted in the state. */
  applicationSecret?: pulumi.Input<string>;
  /** The key that the account's owner granted to the application. Encrypted in the state. */
  consumerKey?: pulumi.Input<string>;
  /** The name of a service account (OAuth2), which is no secret. Needs `clientSecret`. Not for kimsufi and soyoustart. */
  clientId?: pulumi.Input<string>;
  /** The service account's secret. Encrypted in the state. */
  clientSecret?: pulumi.Input<string>;
  /** A ready access token that somebody else keeps fresh: it lives for about an hour. Encrypted in the state. */
  accessToken?: pulumi.Input<string>;
  /**
   * The most calls that are begun in a second, above 0.
   * @default 10, and 1,000 for a simulator on this machine
   */
  maxCallsPerSecond?: pulumi.Input<number>;
  /**
   * The most calls that are under way at a time, from 1 on.
   * @default 16
   */
  maxConcurrency?: pulumi.Input<number>;
  /**
   * How long one task of OVHcloud may take, in seconds.
   * @default 1800
   */
  taskTimeoutSeconds?: pulumi.Input<number>;
  /**
   * Lets calls, with what proves who makes them, go to a host that is not OVHcloud's.
   * @default false
   */
  allowCustomEndpoint?: pulumi.Input<boolean>;
  /**
   * A module that stands in for the client, or for how its requests travel: its name, or a path from the program's
   * directory. One that is a whole client needs no credentials here.
   * @default none
   */
  clientModule?: pulumi.Input<string>;
}

/** How each property is called in a configuration, and which are secrets. */
const KEYS: Readonly<Record<keyof ProviderArgs, { readonly key: string; readonly secret?: true }>> = {
  endpoint: { key: "ovh:endpoint" },
  applicationKey: { key: "ovh:applicationKey" },
  applicationSecret: { key: "ovh:applicationSecret", secret: true },
  consumerKey: { key: "ovh:consumerKey", secret: true },
  clientId: { key: "ovh:clientId" },
  clientSecret: { key: "ovh:clientSecret", secret: true },
  accessToken: { key: "ovh:accessToken", secret: true },
  maxCallsPerSecond: { key: "ovhmail:maxCallsPerSecond" },
  maxConcurrency: { key: "ovhmail:maxConcurrency" },
  taskTimeoutSeconds: { key: "ovhmail:taskTimeoutSeconds" },
  allowCustomEndpoint: { key: "ovhmail:allowCustomEndpoint" },
  clientModule: { key: "ovhmail:clientModule" },
};
const NAMES = Object.keys(KEYS) as (keyof ProviderArgs)[];

/**
 * A second OVHcloud account in the same program:
 *
 * ```ts
 * const config = new pulumi.Config("client-b");
 * const clientB = new ovhmail.Provider("client-b", {
 *   endpoint: "ovh-eu",
 *   clientId: config.require("clientId"),
 *   clientSecret: config.requireSecret("clientSecret"),
 * });
 * new ovhmail.ExchangeAccount("zoe", { service, emailAddress: "zoe@example.org" }, { provider: clientB });
 * ```
 *
 * It uses what it is given and nothing else: no variable `OVH_*`, no configuration of the stack, no `ovh.conf`.
 */
export class Provider extends pulumi.ProviderResource {
  /** @internal What the functions open their session with. */
  readonly configuration: pulumi.Output<Record<string, string>>;

  /**
   * @param name how Pulumi calls it; unique among the program's providers. Another name is another provider, and each
   * of its resources moves to it without being replaced
   * @param args who calls, and where
   * @param options Pulumi's own options
   */
  constructor(name: string, args: ProviderArgs, options?: pulumi.ResourceOptions) {
    refuseMistakes(name, args);
    const configuration = configurationOf(args);
    super("pulumi-nodejs", name, configuration, options);
    this.configuration = pulumi.output(configuration) as pulumi.Output<Record<string, string>>; // all values are texts
  }
}

/** Pulumi hands a provider's properties over as its configuration, whose values are all texts. */
function configurationOf(args: ProviderArgs): pulumi.Inputs {
  const entries = NAMES.filter((name) => args[name] !== undefined).map((name) => {
    const given: pulumi.Input<string | number | boolean | undefined> = args[name];
    const text = pulumi.output(given).apply((value) => String(value ?? ""));
    return [KEYS[name].key, KEYS[name].secret ? pulumi.secret(text) : text];
  });
  return { ...Object.fromEntries(entries), [EXPLICIT_KEY]: "true" };
}

/** A preview makes no call, so a mistake would show only when the rest of the program is applied already. */
function refuseMistakes(name: string, args: ProviderArgs): void {
  const texts = NAMES.flatMap((property): [string, string][] => {
    const text = textNow(property, args[property]);
    return text === undefined ? [] : [[KEYS[property].key, text]];
  });
  const config = new Map([...texts, [EXPLICIT_KEY, "true"]]);
  try {
    readSettings({ get: (key) => config.get(key) }, {});
  } catch (error) {
    // A module may be a whole client, which needs no credentials of ours.
    if (error instanceof NoCredentialsError && args.clientModule !== undefined) return;
    throw new Error(`ovhmail.Provider "${name}": ${(error as Error).message}`);
  }
}

/** What comes from another resource is not known yet, and stands for something that is right. */
function textNow(property: keyof ProviderArgs, value: unknown): string | undefined {
  if (typeof value !== "object" || value === null)
    return value === undefined || value === null ? undefined : String(value);
  if (property === "endpoint") return undefined;
  return property === "allowCustomEndpoint" ? "true" : "1";
}
