import { styleText } from "node:util";
import type { Sink } from "./context.js";

type Format = Parameters<typeof styleText>[0];

/** Colours where they are wanted. What they say must also be said in words or signs. */
export function styled(sink: Sink, format: Format, text: string): string {
  // Whether colours are wanted is decided by the sink, not by this process's own streams.
  return sink.hasColors ? styleText(format, text, { validateStream: false }) : text;
}
