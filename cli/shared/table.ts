import Table from "cli-table3";
import type { Sink } from "./context.js";
import { visible } from "./safe-text.js";
import { styled } from "./style.js";

/** A table for people. What stands in it is made visible. */
export function tableText(sink: Sink, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: head.map((title) => styled(sink, "bold", title)),
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => row.map(visible)));
  return table.toString();
}
