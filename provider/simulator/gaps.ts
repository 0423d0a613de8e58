import { fullTemplate } from "./api/operation.js";
import { authGaps } from "./auth/gaps.js";
import { domainGaps } from "./email-domain/gaps.js";
import { notImitated } from "./errors.js";
import { exchangeGaps } from "./exchange/gaps.js";
import { mxplanGaps } from "./mxplan/gaps.js";
import { orderGaps } from "./order/gaps.js";
import type { Route } from "./route.js";

/** Trees of OVHcloud's API that are not described here as a whole: what is not served of them is a gap. */
export const treesNotImitated = ["/domain", "/email/pro", "/me", "/msServices", "/order"] as const;

/**
 * Routes that OVHcloud has and this simulator does not imitate: they answer 501, so that nobody takes the simulator's gap
 * for OVHcloud's 404. To imitate one, describe it below `api/`, write its handler and take it off its tree's list.
 */
export const gapRoutes: readonly Route[] = [exchangeGaps, domainGaps, mxplanGaps, orderGaps, authGaps]
  .flatMap((list) => list.trim().split("\n"))
  .flatMap((line) => {
    const [methods = "", short = ""] = line.split(" ");
    return methods.split(",").map((method) => gap(method as Route["method"], fullTemplate(short))); // our own lists
  });

function gap(method: Route["method"], template: string): Route {
  return {
    method,
    template,
    anonymous: true,
    handle: () => {
      throw notImitated(method, template);
    },
  };
}
