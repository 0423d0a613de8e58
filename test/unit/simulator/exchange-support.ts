/** An Exchange service with three people, a shared account, a contact group and somebody outside. */

import { defaultSeed, type Seed, type Switches, type World } from "../../../provider/simulator/index.js";
import { simulated, stranger } from "../../support/signed-caller.js";

export const name = "hosted-ab12345-1";
export const service = `/email/exchange/${name}/service/${name}`;
export const anna = `${service}/account/anna@example.com`;
export const support = `${service}/sharedAccount/support@example.com`;
export const team = `${service}/mailingList/team@example.com`;
export const guest = `${service}/externalContact/guest@example.org`;
export const annasPassword = "Correct-horse-7";

export type ServiceSeed = NonNullable<Seed["exchangeServices"]>[number];

export interface Options {
  switches?: Partial<Switches>;
  /** Instead of what the service below has. */
  service?: Partial<ServiceSeed>;
  /** Besides it. */
  others?: ServiceSeed[];
  stateFile?: string;
}

export function seedOf({ service: given, others = [] }: Options = {}): Seed {
  const seed = defaultSeed();
  const [first] = seed.exchangeServices ?? [];
  if (first === undefined) throw new Error("the default seed has no service");
  const mailboxes: Partial<ServiceSeed> = {
    freeAccounts: 1,
    accounts: [
      {
        emailAddress: "anna@example.com",
        displayName: "Anna Durand",
        aliases: ["contact@example.com"],
        password: annasPassword,
        archiveQuotaGb: 20,
      },
      { emailAddress: "bob@example.com" },
      { emailAddress: "carol@example.com", company: "Example" },
    ],
    sharedAccounts: [{ emailAddress: "support@example.com", quotaMb: 2_048, aliases: ["help@example.com"] }],
    externalContacts: [{ emailAddress: "guest@example.org", displayName: "Guest", lastName: "Guest" }],
    mailingLists: [
      {
        emailAddress: "team@example.com",
        aliases: ["everybody@example.com"],
        members: ["anna@example.com", "guest@example.org"],
        managers: ["bob@example.com"],
      },
    ],
  };
  return {
    apiAccounts: [...seed.apiAccounts.map((one) => ({ ...one, clientId: "client", clientSecret: "secret" })), stranger],
    exchangeServices: [{ ...first, ...mailboxes, ...given }, ...others],
  };
}

/** The fields that the tests look into. */
export interface Shown {
  id: number;
  function: string;
  message: string;
  state: string;
  taskPendingId: number;
}

export function exchange(options: Options = {}) {
  const { stateFile, switches = {} } = options;
  const simulator = simulated<Shown>(seedOf(options), { switches, ...(stateFile === undefined ? {} : { stateFile }) });
  const { world, send } = simulator;

  /** A list in the mode in which OVH's panel gets its objects, by a token, as the other calls are signed. */
  async function objects(path: string): Promise<unknown> {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "client",
      client_secret: "secret",
    });
    const tokenUrl = "https://www.ovh.com/auth/oauth2/token";
    const given = await simulator.fetch(new Request(tokenUrl, { method: "POST", body: form }));
    const { access_token } = (await given.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}`, "x-pagination-mode": "CachedObjectList-Pages" };
    return (await simulator.answered(new Request(`https://eu.api.ovh.com/1.0${path}`, { headers }))).body;
  }

  return {
    ...simulator,
    objects,
    idOf: (address: string) => world.account(address)?.id ?? world.externalContact(address)?.id ?? 0,
    /** What a call answers, whose status is looked at elsewhere. */
    read: async (path: string) => (await send("GET", path)).body as unknown,
    statusOf: async (method: string, path: string, body?: unknown) => (await send(method, path, body)).status,
  };
}

/** All that there is, to be compared with what there was. */
export function picture(world: World) {
  const lists = world.mailingLists().map((list) => list.mailingListAddress);
  const accounts = world.accounts();
  const addresses = [...accounts.map((one) => one.primaryEmailAddress), "support@example.com", ...lists];
  return {
    service: world.service(name),
    domains: world.services().map((one) => one.domains.map((domain) => world.domain(one.name, domain))),
    accounts: accounts.map((one) => ({
      ...one,
      archive: world.archive(one.primaryEmailAddress),
      protocol: world.protocol(one.primaryEmailAddress),
    })),
    sharedAccounts: world.sharedAccounts(),
    externalContacts: world.externalContacts(),
    lists: world.mailingLists(),
    places: lists.map((list) => [world.members(list), world.managers(list)]),
    rights: addresses.map((address) => [address, world.grants(address), world.aliases(address)]),
  };
}
