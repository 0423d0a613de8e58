import { ApiError, BusyError, NotFoundError, UnauthorizedError } from "../ovh/errors.js";
import { explainTakenAddress, type TakenAddress } from "./taken-address.js";

/** What was asked, in the program's terms. */
export interface Asked extends TakenAddress {
  /** The properties that were sent. OVHcloud does not say which of them it minds. */
  readonly properties: readonly string[];
  /** "the creation of mailbox anna@example.com" */
  readonly doing: string;
}

/** OVHcloud's refusal with the properties that it is about. Any other error stays as it is. */
export function explainRefusal(error: unknown, { properties, doing, ...taken }: Asked): unknown {
  const explained = explainTakenAddress(error, taken);
  if (explained !== error || !isRefusal(error)) return explained;
  return new Error(`${properties.join(", ")}: OVHcloud refused ${doing}. ${error.message}`, { cause: error });
}

/** It understood, and will never do it as it was asked. */
export function isRefusal(error: unknown): error is ApiError {
  const isOther = [NotFoundError, UnauthorizedError, BusyError].some((kind) => error instanceof kind);
  return error instanceof ApiError && !isOther && error.status < 500 && error.status !== 429 && error.status !== 408;
}

export async function refusalExplained<T>(asked: Asked, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw explainRefusal(error, asked);
  }
}
