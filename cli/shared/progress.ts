import { createSpinner } from "nanospinner";
import type { Context } from "./context.js";
import { visible } from "./safe-text.js";

export interface Progress {
  /** What is being done now. */
  say(text: string): void;
}

/** Shows what is done while it is done, on standard error, and takes it away again. Nothing where nobody looks. */
export async function withProgress<T>(
  { stderr, guard }: Context,
  first: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  if (!stderr.isTerminal || !stderr.hasColors) return work({ say: () => {} });
  const spinner = createSpinner(first).start();
  try {
    return await work({ say: (text) => void spinner.update({ text: visible(guard(text)) }) });
  } finally {
    spinner.clear().stop();
  }
}
