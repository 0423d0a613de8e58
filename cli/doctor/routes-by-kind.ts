/**
 * Which calls each kind of resource makes, in OVHcloud's notation. The lifecycle tests hold every call that a resource
 * really makes against this.
 */

import type { Kind } from "../../sdk/resource.js";

const EXCHANGE = "/email/exchange/{organizationName}/service/{exchangeService}";
const DOMAIN = "/email/domain/{domain}";
const MX_PLAN = "/email/mxplan/{service}";

/** `METHODS path` by line; `~` is where the service or the domain is. */
function routes(base: string, text: string): string[] {
  return text
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [methods = "", path = ""] = line.trim().split(" ");
      return methods.split(",").map((method) => `${method} ${path.replace("~", base)}`);
    });
}

const EXCHANGE_TASKS = routes(
  EXCHANGE,
  `
  GET ~/task
  GET ~/task/{id}`,
);

const MX_PLAN_TASKS = routes(
  MX_PLAN,
  `
  GET ~/task
  GET ~/task/{id}`,
);

/** Who calls. */
const CALLER = ["GET /auth/details"];

/** Whether an address is taken at Exchange, wherever the customer has it. */
const ELSEWHERE = [
  "GET /email/exchange",
  "GET /email/exchange/{organizationName}/service",
  ...routes(
    EXCHANGE,
    `
    GET ~/domain/{domainName}
    GET ~/account/{primaryEmailAddress}`,
  ),
];

const RIGHTS_ON_EXCHANGE = ["account/{primaryEmailAddress}", "sharedAccount/{sharedEmailAddress}"]
  .flatMap((target) => ["fullAccess", "sendAs", "sendOnBehalfTo"].map((right) => `${target}/${right}`))
  .concat(["sendAs", "sendOnBehalfTo"].map((right) => `mailingList/{mailingListAddress}/${right}`))
  .flatMap((list) =>
    routes(
      EXCHANGE,
      `
      GET,POST ~/${list}
      DELETE ~/${list}/{allowedAccountId}`,
    ),
  );

const RIGHTS_ON_MX_PLAN = ["fullAccess", "sendAs", "sendOnBehalfTo"].flatMap((right) =>
  routes(
    MX_PLAN,
    `
    GET,POST ~/account/{email}/${right}
    DELETE ~/account/{email}/${right}/{allowedAccountId}`,
  ),
);

export const ROUTES_BY_KIND: Readonly<Record<Kind, readonly string[]>> = {
  ExchangeAccount: [
    ...routes(
      EXCHANGE,
      `
      GET ~
      GET ~/server
      GET,POST ~/account
      GET,PUT,DELETE ~/account/{primaryEmailAddress}
      GET,POST ~/account/{primaryEmailAddress}/alias
      DELETE ~/account/{primaryEmailAddress}/alias/{alias}
      POST ~/account/{primaryEmailAddress}/changePassword
      GET ~/account/{primaryEmailAddress}/tasks
      GET,PUT ~/account/{primaryEmailAddress}/protocol`,
    ),
    ...EXCHANGE_TASKS,
  ],
  SharedMailbox: [
    ...routes(
      EXCHANGE,
      `
      GET,POST ~/sharedAccount
      GET,PUT,DELETE ~/sharedAccount/{sharedEmailAddress}
      GET ~/sharedAccount/{sharedEmailAddress}/tasks
      GET,POST ~/sharedAccount/{sharedEmailAddress}/alias
      DELETE ~/sharedAccount/{sharedEmailAddress}/alias/{alias}`,
    ),
    ...EXCHANGE_TASKS,
  ],
  Delegation: [
    ...routes(
      EXCHANGE,
      `
      GET ~/account
      GET ~/account/{primaryEmailAddress}
      GET ~/account/{primaryEmailAddress}/tasks
      GET ~/sharedAccount
      GET ~/sharedAccount/{sharedEmailAddress}
      GET ~/sharedAccount/{sharedEmailAddress}/tasks
      GET ~/mailingList/{mailingListAddress}`,
    ),
    ...RIGHTS_ON_EXCHANGE,
    ...EXCHANGE_TASKS,
    ...routes(
      DOMAIN,
      `
      GET ~
      GET,POST ~/acl
      DELETE ~/acl/{accountId}
      GET,POST ~/account/{accountName}/delegation
      DELETE ~/account/{accountName}/delegation/{accountId}`,
    ),
    ...routes(
      MX_PLAN,
      `
      GET ~
      GET ~/account
      GET ~/account/{email}
      GET ~/account/{email}/task`,
    ),
    ...RIGHTS_ON_MX_PLAN,
    ...MX_PLAN_TASKS,
    ...CALLER,
  ],
  ContactGroup: [
    ...routes(
      EXCHANGE,
      `
      GET ~/account
      GET ~/account/{primaryEmailAddress}
      GET ~/externalContact
      GET ~/externalContact/{externalEmailAddress}
      POST ~/mailingList
      GET,PUT,DELETE ~/mailingList/{mailingListAddress}
      GET,POST ~/mailingList/{mailingListAddress}/alias
      DELETE ~/mailingList/{mailingListAddress}/alias/{alias}
      GET,POST ~/mailingList/{mailingListAddress}/manager/account
      GET,DELETE ~/mailingList/{mailingListAddress}/manager/account/{managerAccountId}
      GET,POST ~/mailingList/{mailingListAddress}/member/account
      GET,DELETE ~/mailingList/{mailingListAddress}/member/account/{memberAccountId}
      GET,POST ~/mailingList/{mailingListAddress}/member/contact
      GET,DELETE ~/mailingList/{mailingListAddress}/member/contact/{memberContactId}`,
    ),
    ...EXCHANGE_TASKS,
  ],
  ExternalContact: [
    ...routes(
      EXCHANGE,
      `
      GET,POST ~/externalContact
      GET,PUT,DELETE ~/externalContact/{externalEmailAddress}`,
    ),
    ...EXCHANGE_TASKS,
  ],
  MxPlanAccount: [
    ...routes(
      DOMAIN,
      `
      GET ~
      POST ~/account
      GET,PUT,DELETE ~/account/{accountName}
      POST ~/account/{accountName}/changePassword
      GET ~/task/account
      GET ~/task/account/{id}
      GET,PUT /email/domain/delegatedAccount/{email}
      POST /email/domain/delegatedAccount/{email}/changePassword`,
    ),
    ...routes(
      MX_PLAN,
      `
      GET ~/account
      GET,PUT,DELETE ~/account/{email}
      GET ~/account/{email}/task
      GET,POST ~/account/{email}/alias
      DELETE ~/account/{email}/alias/{alias}
      GET ~/account/{email}/capabilities
      POST ~/account/{email}/changePassword`,
    ),
    ...MX_PLAN_TASKS,
    ...ELSEWHERE,
  ],
  MxPlanRedirection: routes(
    DOMAIN,
    `
    GET ~
    GET ~/quota
    GET ~/summary
    GET,POST ~/redirection
    GET,DELETE ~/redirection/{id}
    POST ~/redirection/{id}/changeRedirection
    GET ~/task/redirection`,
  ),
  MxPlanResponder: routes(
    DOMAIN,
    `
    GET ~
    GET ~/quota
    GET ~/summary
    GET /email/domain/delegatedAccount/{email}
    POST ~/responder
    GET,PUT,DELETE ~/responder/{account}
    GET ~/task/responder
    GET,POST,PUT,DELETE /email/domain/delegatedAccount/{email}/responder`,
  ),
  AccountMigration: [
    ...routes(
      DOMAIN,
      `
      GET ~
      GET ~/serviceInfos
      GET ~/account
      GET ~/account/{accountName}
      GET ~/account/{accountName}/migrate
      GET ~/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress
      GET ~/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress/{destinationEmailAddress}/checkMigrate
      POST ~/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress/{destinationEmailAddress}/migrate
      GET ~/mailingList
      GET ~/redirection
      GET ~/redirection/{id}
      GET ~/responder
      GET ~/task/account
      GET ~/task/account/{id}`,
    ),
    ...routes(
      EXCHANGE,
      `
      GET ~
      GET ~/serviceInfos
      GET ~/account
      GET,PUT ~/account/{primaryEmailAddress}
      POST ~/account/{primaryEmailAddress}/changePassword
      GET ~/domain/{domainName}`,
    ),
    ...EXCHANGE_TASKS,
    ...routes(
      MX_PLAN,
      `
      GET ~/account
      GET,PUT,DELETE ~/account/{email}`,
    ),
    ...MX_PLAN_TASKS,
    ...CALLER,
  ],
};

/** What a preview asks for the whole program, beside: of each Exchange service, and of each domain of MX Plan. */
export const ROUTES_OF_PREVIEWS = {
  exchange: routes(
    EXCHANGE,
    `
    GET ~
    GET ~/server
    GET ~/account
    GET ~/sharedAccount
    GET ~/sharedAccountQuota
    GET ~/mailingList
    GET ~/externalContact
    GET ~/domain`,
  ),
  mxPlan: [
    ...routes(
      DOMAIN,
      `
      GET ~
      GET ~/account
      GET ~/quota
      GET ~/redirection
      GET ~/responder
      GET /email/domain/delegatedAccount`,
    ),
    ...routes(
      MX_PLAN,
      `
      GET ~/account
      GET ~/domain`,
    ),
    ...CALLER,
  ],
} as const;

/** What `ovh-mail` asks beside, to find services, and to say what the credentials may do. */
export const ROUTES_OF_COMMANDS = [
  "GET /auth/currentCredential",
  "GET /auth/details",
  "GET /email/domain",
  "GET /email/exchange",
  "GET /email/exchange/{organizationName}/service",
  "GET /email/mxplan",
];

/** Only where `orderWhenNoneFree` is declared. */
export const ROUTES_OF_ORDERS = [
  "GET /order/email/exchange/{organizationName}/service/{exchangeService}/account",
  "GET /order/email/exchange/{organizationName}/service/{exchangeService}/account/{duration}",
  "POST /order/email/exchange/{organizationName}/service/{exchangeService}/account/{duration}",
  "GET /me/order",
  "GET /me/order/{orderId}",
  "GET /me/order/{orderId}/details",
  "GET /me/order/{orderId}/details/{orderDetailId}",
  "GET /me/order/{orderId}/status",
  "POST /me/order/{orderId}/pay",
];

const AT_EXCHANGE: readonly Kind[] = [
  "ExchangeAccount",
  "SharedMailbox",
  "Delegation",
  "ContactGroup",
  "ExternalContact",
  "AccountMigration",
];
const AT_MX_PLAN: readonly Kind[] = [
  "Delegation",
  "MxPlanAccount",
  "MxPlanRedirection",
  "MxPlanResponder",
  "AccountMigration",
];

export interface Needs {
  readonly kinds: readonly Kind[];
  readonly orders: boolean;
}

/** Everything that a program of these kinds calls, sorted. */
export function routesNeeded({ kinds, orders }: Needs): string[] {
  const needed = [
    ...kinds.flatMap((kind) => ROUTES_BY_KIND[kind]),
    ...(kinds.some((kind) => AT_EXCHANGE.includes(kind)) ? ROUTES_OF_PREVIEWS.exchange : []),
    ...(kinds.some((kind) => AT_MX_PLAN.includes(kind)) ? ROUTES_OF_PREVIEWS.mxPlan : []),
    ...(orders ? ROUTES_OF_ORDERS : []),
  ];
  return [...new Set(needed)].sort();
}

export const ALL_KINDS = Object.keys(ROUTES_BY_KIND) as Kind[]; // the keys of our own table
