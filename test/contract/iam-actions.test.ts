/** The actions of OVHcloud's IAM that `ovh-mail doctor` prints, against OVHcloud's own description of its API. */
import { expect, test } from "vitest";
import { IAM_ACTIONS } from "../../cli/doctor/iam-actions.js";
import { ALL_KINDS, ROUTES_OF_COMMANDS, routesNeeded } from "../../cli/doctor/routes-by-kind.js";
import { schemaOrSkip } from "./compared.js";

test("each call has the action that OVHcloud names, and no other", async (context) => {
  const { operations } = await schemaOrSkip(context);
  const routes = new Set([...ROUTES_OF_COMMANDS, ...routesNeeded({ kinds: ALL_KINDS, orders: true })]);
  const named = [...routes].flatMap((route) =>
    (operations.get(route)?.iamActions ?? []).map(({ name }) => [route, name] as const),
  );
  // Of /auth and /me there may be more, where they are described.
  const ours = named.filter(([route]) => /^\w+ \/(?:email|order)\//.test(route) || /^\w+ \/email\b/.test(route));
  expect(ours.length).toBeGreaterThan(100);
  expect(Object.fromEntries(ours)).toEqual(IAM_ACTIONS);
});
