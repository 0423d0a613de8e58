import { ruleRefused } from "../errors.js";
import type { Call, Route } from "../route.js";
import { serviceOf } from "./common.js";
import type { mxplanSwitches } from "./switches.js";

/** Routes of which a service on Zimbra may refuse the writes, by a switch; there is nothing to read then. */
export function guarded(routes: readonly Route[], feature: keyof typeof mxplanSwitches): Route[] {
  return routes.map((one) => (one.method === "POST" ? { ...one, handle: unlessZimbra(one, feature) } : one));
}

function unlessZimbra(route: Route, feature: keyof typeof mxplanSwitches): Route["handle"] {
  return (call: Call) => {
    const { switches } = call.context;
    if (serviceOf(call).fields.isZimbra && switches[feature] === "refused") {
      throw ruleRefused(switches, "This is not available on a service that runs on Zimbra");
    }
    return route.handle(call);
  };
}
