import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** From the package's own description, which lies above the built files and above the sources. */
export function ourVersion(): string {
  const places = [join(__dirname, "../../../package.json"), join(__dirname, "../../package.json")];
  const file = places.find((place) => existsSync(place));
  const found: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, "utf8"));
  return typeof found === "object" && found !== null && "version" in found ? String(found.version) : "";
}
