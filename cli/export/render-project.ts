/** The whole project, file by file. */

import { stringify } from "yaml";
import { typeToken } from "../../provider/state-texts.js";
import type { Values } from "../../provider/values.js";
import { jsonText } from "../shared/safe-text.js";
import { comment, quoted } from "./literal.js";
import type { ExportedResource, Section } from "./model.js";
import { peopleText } from "./people-file.js";
import { readableDomains } from "./readable.js";
import { type Rendered, renderSection } from "./render-section.js";

export interface ProjectOptions {
  /** The project's name in Pulumi. */
  readonly name: string;
  /** The file that people stand in; they stand in the program without one. */
  readonly peopleFile: string | undefined;
  /** Without it, an import file is written. */
  readonly adopt: boolean;
  /** Of this package. */
  readonly version: string;
  /** What every file begins with. */
  readonly heading: readonly string[];
  readonly remarksOn: (resource: ExportedResource) => readonly string[];
  /** "is", between a domain and how it looks. */
  readonly looksLike: (domain: string, shown: string) => string;
}

/** Texts by file name. */
export type Files = ReadonlyMap<string, string>;

export const IMPORT_FILE = "import.json";

export function renderProject(sections: readonly Section[], options: ProjectOptions): Files {
  const { peopleFile, remarksOn } = options;
  const rendered = sections.map((section) => {
    return { section, ...renderSection(section, { remarksOn, peopleInFile: peopleFile !== undefined }) };
  });
  const people = Object.fromEntries(
    rendered.flatMap(({ section, people: own }) => (own === undefined ? [] : [[section.place.name, own] as const])),
  );
  return new Map([
    ["package.json", json(packageOf(options))],
    ["tsconfig.json", json(TSCONFIG)],
    ["Pulumi.yaml", stringify({ name: options.name, runtime: "nodejs" })],
    [".gitignore", "node_modules/\n"],
    ...programFiles(rendered, options),
    ...(peopleFile === undefined ? [] : [[peopleFile, peopleText(people)] as const]),
    ...(options.adopt ? [] : [[IMPORT_FILE, importFile(sections)] as const]),
  ]);
}

type RenderedSection = Rendered & { readonly section: Section };

/** One service is a whole program; of several, each has its file. */
function programFiles(rendered: readonly RenderedSection[], options: ProjectOptions): (readonly [string, string])[] {
  const heading = options.heading.map(comment).join("\n");
  const [only, ...others] = rendered;
  if (only === undefined) return [["index.ts", `${heading}\n\nexport {};\n`]];
  if (others.length === 0) return [["index.ts", `${heading}\n${program(only, options)}`]];
  const modules = moduleNames(rendered.map(({ section }) => section.place.name));
  const files = rendered.map((one, index) => [`${modules[index]}.ts`, program(one, options)] as const);
  const imports = modules.map((name) => `import ${quoted(`./${name}`)};`).join("\n");
  return [["index.ts", `${heading}\n${imports}\n`], ...files];
}

function program({ section, code, people }: RenderedSection, { peopleFile, looksLike }: ProjectOptions): string {
  const legend = readableDomains(`${section.place.name} ${code}`).map(([domain, shown]) =>
    comment(looksLike(domain, shown)),
  );
  const usesPeople = people !== undefined && peopleFile !== undefined;
  const lines = [
    ...legend,
    ...(usesPeople ? [`import { readFileSync } from "node:fs";`, `import { join } from "node:path";`] : []),
    `import * as ovhmail from "pulumi-ovh-mail";`,
    ...(usesPeople ? [`import { parse } from "yaml";`] : []),
    ...(usesPeople ? ["", `const people = parse(readFileSync(join(__dirname, ${quoted(peopleFile)}), "utf8"));`] : []),
    "",
    code,
  ];
  return `${lines.join("\n")}\n`;
}

/** Names of files that every system takes, each once. */
function moduleNames(places: readonly string[]): string[] {
  const taken = new Set(["index"]);
  return places.map((place) => {
    const plain =
      place
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "") || "mail";
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
    taken.add(name);
    return name;
  });
}

function packageOf({ name, version, peopleFile }: ProjectOptions): object {
  return {
    name,
    private: true,
    main: "index.ts",
    dependencies: {
      "@pulumi/pulumi": "^3.216.0",
      "pulumi-ovh-mail": `^${version}`,
      ...(peopleFile === undefined ? {} : { yaml: "^2.9.1" }),
    },
    devDependencies: { "@types/node": "^22.0.0", typescript: "^5.9.0" },
  };
}

const TSCONFIG = {
  compilerOptions: {
    target: "es2022",
    module: "node16",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  files: ["index.ts"],
};

function json(value: object): string {
  return `${jsonText(value)}\n`;
}

/** For `pulumi import --file`: with inputs and outputs Pulumi takes it as it is, and asks nobody. */
function importFile(sections: readonly Section[]): string {
  const resources = sections
    .flatMap((section) => section.resources)
    .map(({ kind, name, id, inputs, outputs }): Values => ({ type: typeToken(kind), name, id, inputs, outputs }));
  return json({ resources });
}
