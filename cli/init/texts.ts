import type { Catalogue } from "../shared/language.js";

const en = {
  summary: "makes a new project that previews at once",
  description:
    "Writes a small TypeScript project into a new directory. It previews and applies against the simulator, without an OVHcloud account.",
  directory: "where; it must not exist yet, or be empty",
  template:
    "team: people and a shared mailbox on Exchange; people: the same from a YAML file; mx-plan: accounts of an MX Plan",
  notEmpty: (path: string) => `${path} is not empty: name a new directory.`,
  notDirectory: (path: string) => `${path} is a file: name a new directory.`,
  made: (path: string) => `Made a project in ${path}. What is next:`,
  simulator: "in one terminal: a simulated OVHcloud",
  other: "in another one, with the variables that the first one prints",
  readme: (name: string, service: string) => `# ${name}

Mail as code at OVHcloud: \`index.ts\` declares it, \`pulumi preview\` says what would change, \`pulumi up\` makes it so.

To try it without an OVHcloud account:

\`\`\`sh
npm install
npm run simulator        # keep it running; it prints four variables for the other terminal
\`\`\`

\`\`\`sh
pulumi login --local     # or where you keep your states
pulumi stack init dev
pulumi preview
\`\`\`

For your own service: create keys at OVHcloud (\`npx ovh-mail doctor\` says which rights they need), set the variables
\`OVH_ENDPOINT\`, \`OVH_APPLICATION_KEY\`, \`OVH_APPLICATION_SECRET\` and \`OVH_CONSUMER_KEY\`, and
\`${service}\`.
`,
};

const fr: typeof en = {
  summary: "crée un nouveau projet, prêt pour un premier aperçu",
  description:
    "Écrit un petit projet TypeScript dans un nouveau répertoire. Il fonctionne aussitôt avec le simulateur, sans compte OVHcloud.",
  directory: "où ; le répertoire ne doit pas encore exister, ou être vide",
  template:
    "team : des personnes et un compte partagé Exchange ; people : la même chose depuis un fichier YAML ; mx-plan : des comptes MX Plan",
  notEmpty: (path) => `${path} n'est pas vide : indiquez un nouveau répertoire.`,
  notDirectory: (path) => `${path} est un fichier : indiquez un nouveau répertoire.`,
  made: (path) => `Un projet a été créé dans ${path}. La suite :`,
  simulator: "dans un terminal : un OVHcloud simulé",
  other: "dans un autre, avec les variables que le premier affiche",
  readme: (name, service) => `# ${name}

La messagerie OVHcloud en tant que code : \`index.ts\` la déclare, \`pulumi preview\` dit ce qui changerait, \`pulumi up\` l'applique.

Pour l'essayer sans compte OVHcloud :

\`\`\`sh
npm install
npm run simulator        # à laisser tourner ; affiche quatre variables pour l'autre terminal
\`\`\`

\`\`\`sh
pulumi login --local     # ou là où vous gardez vos états
pulumi stack init dev
pulumi preview
\`\`\`

Pour votre propre service : créez des clés chez OVHcloud (\`npx ovh-mail doctor\` dit quels droits il leur faut), définissez les
variables \`OVH_ENDPOINT\`, \`OVH_APPLICATION_KEY\`, \`OVH_APPLICATION_SECRET\` et \`OVH_CONSUMER_KEY\`, puis
\`${service}\`.
`,
};

export const initTexts: Catalogue<typeof en> = { en, fr };
export type InitTexts = typeof en;
