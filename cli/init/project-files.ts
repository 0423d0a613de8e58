/** The files of a new project, as texts. */

import { stringify } from "yaml";
import type { TemplateName } from "./options.js";
import { TEMPLATES } from "./templates.js";
import type { InitTexts } from "./texts.js";

interface ProjectOptions {
  readonly name: string;
  readonly template: TemplateName;
  /** Of this package. */
  readonly version: string;
}

export function projectFiles({ name, template, version }: ProjectOptions, t: InitTexts): Record<string, string> {
  const { files, dependencies, simulatorArguments, settings } = TEMPLATES[template];
  return {
    "package.json": json({
      name,
      private: true,
      main: "index.ts",
      scripts: { simulator: `ovh-mail simulator --port 4711 --state world.json${simulatorArguments}`, types: "tsc" },
      dependencies: { "@pulumi/pulumi": "^3.216.0", "pulumi-ovh-mail": `^${version}`, ...dependencies },
      devDependencies: { "@types/node": "^22.0.0", typescript: "^5.9.0" },
    }),
    "tsconfig.json": json({
      compilerOptions: { target: "es2022", module: "node16", strict: true, skipLibCheck: true, noEmit: true },
      files: ["index.ts"],
    }),
    "Pulumi.yaml": stringify({ name, runtime: "nodejs", description: "Mail as code at OVHcloud" }),
    ".gitignore": "node_modules/\nworld.json\n",
    "README.md": t.readme(name, settings),
    ...files,
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** What npm and Pulumi both take for a name. */
export function projectName(directoryName: string): string {
  const name = directoryName
    .normalize("NFKD")
    // Accents alone: they stand behind their letters now.
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name.slice(0, NAME_LENGTH_MAX).replace(/-+$/, "") || "mail";
}

/** Pulumi's. */
const NAME_LENGTH_MAX = 100;
