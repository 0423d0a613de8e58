/** People in a file of their own, which those edit who do not program. */

import { Document, isScalar, Scalar, visit } from "yaml";
import type { Values } from "../../provider/values.js";
import { escapedInQuotes, holdsDeceiving } from "./literal.js";

/** By service or domain. */
export function peopleText(people: Readonly<Record<string, readonly Values[]>>): string {
  const document = new Document(people);
  visit(document, {
    // What hides or turns text is written out, and only between double quotes YAML takes that.
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === "string" && holdsDeceiving(node.value))
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return escapedInQuotes(document.toString({ lineWidth: 0 }));
}
