/** The two ways to a responder: the domain's, and that of somebody to whom one mailbox was delegated. */

import { ifPresent } from "../if-present.js";
import { type MxPlanDomain, ownOrDelegated } from "../mxplan-session.js";
import type { NewDelegatedResponder, ResponderChange } from "../ovh/domain-bodies.js";
import type { Responder } from "../ovh/domain-models.js";
import { ApiError, NotFoundError } from "../ovh/errors.js";
import type { TaskId } from "../ovh/tasks.js";
import { splitAddress } from "../schemas.js";
import type { Session } from "../session.js";
import { explainCreation, orUnseen, whenIdle } from "./domain-entries.js";
import { type Asked, explainRefusal } from "./refusal.js";

interface Task {
  readonly id: TaskId;
}

export interface ResponderAccess {
  /** @throws where responders are not set here. */
  check(): Promise<void>;
  get(): Promise<Responder | undefined>;
  /** Undefined: its task cannot be watched. */
  create(body: NewDelegatedResponder): Promise<Task | undefined>;
  change(body: ResponderChange): Promise<unknown>;
  remove(): Promise<Task | undefined>;
  /** What OVHcloud does for this mailbox, as far as the caller may see it. */
  listTasks(): Promise<readonly TaskId[]>;
  /** Resolves when OVHcloud does nothing for it that the caller may see. */
  idle(): Promise<void>;
  /** A refused creation, in the program's terms. */
  explainCreation(error: unknown): Promise<unknown>;
}

interface Mailbox {
  readonly emailAddress: string;
  readonly asDelegate: boolean;
}

export function responderId({ emailAddress, asDelegate }: Mailbox): string {
  const { login, domain } = splitAddress(emailAddress);
  return asDelegate ? `delegated/${emailAddress}/responder` : `${domain}/responder/${login}`;
}

export function accessTo(session: Session, { emailAddress, asDelegate }: Mailbox): ResponderAccess {
  const { domain } = splitAddress(emailAddress);
  return asDelegate ? delegatesAccess(session, emailAddress) : ownAccess(session.mxPlanDomain(domain), emailAddress);
}

function ownAccess(domain: MxPlanDomain, emailAddress: string): ResponderAccess {
  const { responders, tasks } = domain.api;
  const { login: account } = splitAddress(emailAddress);
  const listTasks = () => tasks.listOfResponders({ account });
  return {
    check: () => ownOrDelegated(refuseNewGeneration(domain)),
    get: () => ownOrDelegated(ifPresent(orUnseen(domain, responders.get(account)))),
    create: (body) => responders.create({ account, ...body }),
    change: (body) => responders.change(account, body),
    remove: () => responders.delete(account),
    listTasks,
    idle: async () =>
      whenIdle(domain.responderTasks, await listTasks(), `its work on the responder of ${emailAddress}`),
    explainCreation: (error) =>
      explainCreation(domain, { what: "responder", listTasks }, creationOf(emailAddress), error),
  };
}

function creationOf(emailAddress: string): Asked {
  const properties = ["content", "copyTo", "from", "to"];
  return { emailAddress, properties, doing: `the creation of the responder of ${emailAddress}` };
}

/** OVHcloud's guide on delegation says where they are set instead. */
async function refuseNewGeneration(domain: MxPlanDomain): Promise<void> {
  const generation = await domain.generation();
  if (generation.name === "legacy") return;
  throw new Error(
    `emailAddress: the mailboxes of ${domain.name} are in the new MX Plan (${generation.service.name}), where OVHcloud has ` +
      "no responders to declare: whoever uses a mailbox sets its answer in the webmail. Take this resource out of the program.",
  );
}

/** Nothing tells a delegate how a task goes, so what is read has to. */
function delegatesAccess({ delegatedAccounts }: Session, emailAddress: string): ResponderAccess {
  const explained = async <T>(asking: Promise<T>): Promise<T> => {
    try {
      return await asking;
    } catch (error) {
      throw explainDenial(emailAddress, error);
    }
  };
  const get = async () => {
    const found = await explained(ifPresent(delegatedAccounts.getResponder(emailAddress)));
    // "Not found" for the whole mailbox must never pass for "it has no responder".
    if (found === undefined) await refuseUndelegated(delegatedAccounts.get(emailAddress), emailAddress);
    return found;
  };
  const unwatched = async (sending: Promise<unknown>): Promise<undefined> => void (await explained(sending));
  return {
    check: async () => {},
    get,
    create: (body) => unwatched(delegatedAccounts.createResponder(emailAddress, body)),
    change: (body) => explained(delegatedAccounts.changeResponder(emailAddress, body)),
    remove: () => unwatched(delegatedAccounts.deleteResponder(emailAddress)),
    listTasks: async () => [],
    idle: async () => {},
    explainCreation: async (error) => explainRefusal(error, creationOf(emailAddress)),
  };
}

const FORBIDDEN = 403;

/** OVHcloud's guide denies delegates the responder; its API and its panel offer it to them. */
function explainDenial(emailAddress: string, error: unknown): unknown {
  if (!(error instanceof ApiError) || error.status !== FORBIDDEN) return error;
  return new Error(
    `asDelegate: OVHcloud does not let a delegate of ${emailAddress} alone manage its responder. Let the owner declare ` +
      "it, or have the whole domain delegated to you and leave asDelegate out; otherwise see whether your credentials " +
      `grant this call. ${error.message}`,
    { cause: error },
  );
}

async function refuseUndelegated(asking: Promise<unknown>, emailAddress: string): Promise<void> {
  try {
    await asking;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new Error(
      `asDelegate: ${emailAddress} is not delegated to the customer of these credentials. Its owner gives the right manage ` +
        `with a Delegation on { mxPlanAccount: "${emailAddress}" }. If it was taken back, the responder is the owner's: take ` +
        `this resource out of the program, and out of the state with "pulumi state delete". ${error.message}`,
      { cause: error },
    );
  }
}
