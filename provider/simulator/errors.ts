import type { Switches } from "./switches.js";

/** A refusal that is part of what OVHcloud's API does. Anything else that is thrown is a bug of the simulator. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    readonly body: { message: string; class?: string; errorCode?: string; httpCode?: string },
  ) {
    super(body.message);
  }
}

/** Errors of the back ends carry a `class`. Only classes seen in public sources are used. */
export function badRequest(message: string): Refusal {
  return new Refusal(400, { class: "Client::BadRequest", message });
}

export function notFound(message: string): Refusal {
  return new Refusal(404, { class: "Client::NotFound", message });
}

/** Seen with unknown, expired and other people's services (tests of OVH's Terraform provider). */
export function noSuchService(): Refusal {
  return notFound("This service does not exist");
}

/** OVH's answer to a route it does not know. */
export function invalidUrl(): Refusal {
  return notFound("Got an invalid (or empty) URL");
}

/** Not an answer of OVHcloud's: the simulator says that it does not imitate this. */
export function notImitated(method: string, route: string): Refusal {
  return new Refusal(501, { message: `The simulator does not imitate ${method} ${route}` });
}

/**
 * A rule of OVHcloud's whose existence is documented and whose answer is not: the status is a switch, the text is ours.
 */
export function ruleRefused(switches: Switches, message: string): Refusal {
  return withStatus(switches.ruleRefusalStatus, message);
}

/** The text is known from the OVH panel, which compares it; the status is a switch. */
export function addressUsed(switches: Switches): Refusal {
  return withStatus(switches.duplicateAddressStatus, "Email address is already used.");
}

function withStatus(status: 400 | 409, message: string): Refusal {
  return status === 400 ? badRequest(message) : new Refusal(409, { class: "Client::Conflict", message });
}

/** Seen with MX Plan in 2016, the only published answer of this kind; it had no class. */
export function busy(address: string): Refusal {
  return new Refusal(409, { message: `This pop is already being processed: ${address}, please try later` });
}

/** Seen with other products; the handler's name differs with each. */
export function undescribedFields(names: readonly string[], handler: string): Refusal {
  return badRequest(`Received not described parameters: (${names.join(", ")}) while calling ${handler} handler`);
}

const REASONS = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden" };

/** Errors of the gateway carry `errorCode` and `httpCode`. */
export function gateway(status: 400 | 401 | 403, errorCode: string, message: string): Refusal {
  const httpCode = `${status} ${REASONS[status]}`;
  return new Refusal(status, { errorCode, httpCode, message });
}
