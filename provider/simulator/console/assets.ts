import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

const folder = join(__dirname, "assets");

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

export interface Asset {
  type: string;
  text: string;
}

let loaded: ReadonlyMap<string, Asset> | undefined;

/** A file of the console's page, by its name: only what lies in its folder can be named. */
export function asset(name: string): Asset | undefined {
  loaded ??= load();
  return loaded.get(name);
}

function load(): ReadonlyMap<string, Asset> {
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const type = types[extname(name)];
      return type === undefined ? [] : [[name, { type, text: readFileSync(join(folder, name), "utf8") }] as const];
    }),
  );
}
