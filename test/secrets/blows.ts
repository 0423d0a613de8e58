/** Answers of an API that tells all it was told: each quotes the secrets it is given, in every form. */

import { formsOf } from "./leaks.js";

export interface Struck {
  readonly request: Request;
  /** The request and all secrets, in every form. */
  readonly echo: string;
  /** What would have been answered, with the work done. */
  readonly work: () => Promise<Response>;
  /** How many calls were struck before this one. */
  readonly count: number;
}

export interface Blow {
  readonly name: string;
  readonly strike: (struck: Struck) => Response | Promise<Response>;
}

export function echoOf(request: Request, body: string, secrets: Iterable<string>): string {
  const forms = [...secrets].flatMap((secret) => formsOf(secret).map(([, form]) => form));
  return [...new Set(forms), body, JSON.stringify([...request.headers]), request.url].join(" ");
}

const json = (status: number, value: unknown, headers: Record<string, string> = {}) =>
  Response.json(value, { status, headers });
const page = (status: number, text: string) =>
  new Response(`<html><body>${text}</body></html>`, { status, headers: { "content-type": "text/html" } });

export function refusal(status: number, { echo }: Pick<Struck, "echo">): Response {
  const body = { message: `refused: ${echo}`, class: echo, errorCode: echo, details: { echo: [echo] } };
  return json(status, body, { "x-ovh-queryid": encodeURIComponent(echo).slice(0, 2_000) });
}

const STATUSES = [400, 401, 403, 404, 408, 409, 423, 429, 460, 500, 503];

/** Throws as a transport does that quotes what it was to send. */
function cut(echo: string): never {
  throw new Error(`cut off while sending ${echo}`, { cause: new AggregateError([new Error(echo)], echo) });
}

/** In place of the nth value of the answer stands an object, whose name and content are the echo. */
async function wrongAt(place: number, { work, echo }: Struck): Promise<Response> {
  const response = await work();
  const text = await response.text();
  let left = place;
  const spoilt = JSON.parse(text, (_, value) => {
    const isLeaf = typeof value !== "object" || value === null;
    return isLeaf && left-- === 0 ? { [echo]: echo } : value;
  });
  return json(response.status, left >= 0 ? { [echo]: [echo] } : spoilt);
}

export const BLOWS: readonly Blow[] = [
  ...STATUSES.map((status) => ({ name: `HTTP ${status}`, strike: (struck: Struck) => refusal(status, struck) })),
  {
    name: "busy",
    strike: ({ echo }) => json(409, { message: `Object account is already being processed ${echo}`, class: echo }),
  },
  { name: "a page, HTTP 502", strike: ({ echo }) => page(502, echo) },
  { name: "a page, HTTP 200", strike: ({ echo }) => page(200, echo) },
  {
    name: "a redirect",
    strike: ({ echo }) =>
      json(302, { message: echo }, { location: `https://elsewhere.example/?${encodeURIComponent(echo)}` }),
  },
  {
    name: "an error after the work is done",
    strike: async (struck) => {
      await struck.work();
      return refusal(500, struck);
    },
  },
  { name: "a cut before the work is done", strike: ({ echo }) => cut(echo) },
  {
    name: "a cut after the work is done",
    strike: async ({ work, echo }) => {
      await work();
      return cut(echo);
    },
  },
  {
    name: "half an answer",
    strike: async ({ work, echo }) => {
      const response = await work();
      return json(response.status, echo)
        .text()
        .then((text) => new Response(text.slice(0, -1)));
    },
  },
  { name: "a text for an answer", strike: ({ echo }) => json(200, echo) },
  ...[0, 1, 3, 6].map((place) => ({
    name: `a wrong type at place ${place}`,
    strike: (struck: Struck) => wrongAt(place + struck.count, struck),
  })),
];
