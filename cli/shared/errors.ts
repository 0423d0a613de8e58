/** What goes wrong in ways that were foreseen: one sentence for people, no stack. */

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A file that is not there, a service that does not answer, a program that fails. */
export class ExpectedError extends Error {
  override readonly name = "ExpectedError";
}
