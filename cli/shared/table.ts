import Table from "cli-table3";
import type { Sink } from "./context.js";
import { visible } from "./safe-text.js";
import { styled } from "./style.js";

/** One value, or several on lines of their own. */
export type Cell = string | readonly string[];

/** A table for people. What stands in it is made visible. */
export function tableText(sink: Sink, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const table = new Table({
    head: head.map((title) => styled(sink, "bold", title)),
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => row.map(cellText)));
  return table.toString();
}

function cellText(cell: Cell): string {
  return typeof cell === "string" ? visible(cell) : cell.map(visible).join("\n");
}
