import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { accessView } from "./access-view.js";
import { actions } from "./actions.js";
import { callsView } from "./calls-view.js";
import { faultsView } from "./faults-view.js";
import { onlyOwnPage } from "./guard.js";
import { legacyDetails, legacyEdges, legacyRows } from "./legacy-view.js";
import { mailboxDetails, mailboxEdges, mailboxRows } from "./mailboxes-view.js";
import type { ConsoleParts } from "./parts.js";
import { pulse } from "./pulse.js";
import { withoutSecrets } from "./redact.js";
import { serviceCards } from "./services-view.js";
import { switchAnswers } from "./switch-answers.js";
import { tasksView } from "./tasks-view.js";
import type { SwitchesView, WorldView } from "./view-model.js";

const bodyBytesMax = 16_384;

/** What the console's page asks and changes, as JSON. */
export function consoleApi(parts: ConsoleParts): Hono {
  const { app: simulated, simulator } = parts;
  const api = new Hono();
  api.use(onlyOwnPage, bodyLimit({ maxSize: bodyBytesMax }));
  api.use(async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });
  api.get("/pulse", (c) => c.json(pulse(parts)));
  api.get("/world", (c) => c.json(worldView(parts)));
  api.get("/mailbox", (c) => {
    const id = c.req.query("id") ?? "";
    const details = mailboxDetails(simulated.context, id) ?? legacyDetails(simulated.context, id);
    return details === undefined ? c.json({ message: "There is no such mailbox" }, 404) : c.json(details);
  });
  api.get("/tasks", (c) => c.json(tasksView(simulated.context)));
  api.get("/calls", (c) => {
    const { status = "", text = "" } = c.req.query();
    return c.json(callsView(simulated.calls, { status, text }));
  });
  api.get("/faults", (c) => c.json(faultsView(simulator.faults, simulated.context.state)));
  api.get("/switches", (c) => c.json(switchesView(parts)));
  api.get("/access", (c) => c.json(accessView(simulated.desk)));
  api.get("/world.json", (c) => {
    c.header("content-disposition", 'attachment; filename="world.json"');
    return c.json(withoutSecrets(simulated.context.state));
  });
  for (const [path, run] of Object.entries(actions)) api.post(path, (c) => answerAction(c, (body) => run(parts, body)));
  return api;
}

function worldView({ app: { context } }: ConsoleParts): WorldView {
  const mailboxes = [...mailboxRows(context), ...legacyRows(context)];
  const edges = [...mailboxEdges(context), ...legacyEdges(context)];
  return { services: serviceCards(context, mailboxes), mailboxes, edges };
}

function switchesView({ simulator: { switches } }: ConsoleParts): SwitchesView {
  const values: Readonly<Record<string, string | number | boolean>> = switches;
  return { switches: switchAnswers().map((one) => ({ ...one, value: values[one.name] ?? one.standard })) };
}

/** A refusal says why; nothing that the page may send is a secret. */
async function answerAction(c: Context, run: (body: unknown) => void): Promise<Response> {
  try {
    run(await c.req.json());
    return c.json({});
  } catch (error) {
    return c.json({ message: reasonOf(error) }, 400);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}
