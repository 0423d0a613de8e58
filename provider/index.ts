/** What the text in users' states asks for. The name and the meaning of `handlers` can never change. */

import { dynamicHandlers, type Handlers } from "./dynamic.js";
import { definitionOf } from "./kinds.js";
import { openSession } from "./open-session.js";

/** The methods that Pulumi's dynamic provider host calls for one kind of resource. */
export function handlers(kind: string): Handlers {
  return dynamicHandlers(definitionOf(kind), openSession);
}
