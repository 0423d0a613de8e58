import type { Catalogue } from "./language.js";

const en = {
  program: "OVHcloud e-mail as code: what people need beside `pulumi preview` and `pulumi up`.",
  usage: "Usage:",
  arguments: "Arguments:",
  options: "Options:",
  commands: "Commands:",
  examples: "Examples:",
  exitCodes: "Exit codes:",
  fine: "fine",
  failure: "failure: something could not be read, reached or written",
  wrongUse: "wrong use: the command line cannot be understood",
  helpOption: "shows this",
  helpCommand: "shows how a command is used",
  versionOption: "shows the version",
  jsonOption: "the answer as JSON on standard output",
  langOption: "language of the messages (else LC_ALL, LC_MESSAGES, LANG; else English)",
  default: "default",
  choices: "one of",
  tryHelp: (command: string) => `Try: ${command} --help`,
  unknownOption: (flag: string, similar: string) =>
    `There is no option ${flag}${similar === "" ? "." : `; did you mean ${similar}?`}`,
  unknownCommand: (name: string, similar: string) =>
    `There is no command ${name}${similar === "" ? "." : `; did you mean ${similar}?`}`,
  missingArgument: (name: string) => `The argument ${name} is missing.`,
  missingValue: (flags: string) => `The option ${flags} needs a value.`,
  missingOption: (flags: string) => `The option ${flags} must be given.`,
  excessArguments: "There are more arguments than the command takes.",
  conflict: (one: string, other: string) => `${one} cannot be used with ${other}.`,
  notAChoice: (flags: string, value: string, choices: string) => `${flags} must be one of ${choices}, not ${value}.`,
  unexpected: (message: string) => `Unexpected error, which is a mistake in this program: ${message}`,
  outputExists: (path: string) => `${path} exists already: name another file, or replace it with --force.`,
  outputIsDirectory: (path: string) => `${path} is a directory: name a file.`,
  outputHasNoDirectory: (path: string) => `${path} cannot be written: its directory does not exist.`,
  cannotWrite: (path: string, reason: string) => `${path} cannot be written (${reason}).`,
  cannotRead: (path: string, reason: string) => `${path} cannot be read (${reason}).`,
  noPulumi: "The program pulumi was not found: install Pulumi, or add its directory to PATH.",
  noCredentials:
    "OVHcloud credentials are missing: set OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET and OVH_CONSUMER_KEY " +
    "(or OVH_CLIENT_ID and OVH_CLIENT_SECRET, or OVH_ACCESS_TOKEN), or the stack's configuration (ovh:…), or ovh.conf.",
  configurationUnread: (reason: string) => `The configuration of the Pulumi stack was not read: ${reason}`,
  wholeClient:
    "ovhmail:clientModule hands in a whole client (createMailApi), which this command cannot use: " +
    "it needs one with createTransport, or none.",
};

const fr: typeof en = {
  program: "La messagerie OVHcloud en tant que code : ce qu'il faut en plus de `pulumi preview` et `pulumi up`.",
  usage: "Utilisation :",
  arguments: "Arguments :",
  options: "Options :",
  commands: "Commandes :",
  examples: "Exemples :",
  exitCodes: "Codes de retour :",
  fine: "tout va bien",
  failure: "échec : quelque chose n'a pas pu être lu, joint ou écrit",
  wrongUse: "mauvais usage : la ligne de commande n'est pas comprise",
  helpOption: "affiche cette aide",
  helpCommand: "affiche l'aide d'une commande",
  versionOption: "affiche la version",
  jsonOption: "la réponse en JSON sur la sortie standard",
  langOption: "langue des messages (sinon LC_ALL, LC_MESSAGES, LANG ; sinon l'anglais)",
  default: "par défaut",
  choices: "parmi",
  tryHelp: (command) => `Essayez : ${command} --help`,
  unknownOption: (flag, similar) =>
    `L'option ${flag} n'existe pas${similar === "" ? "." : ` ; vouliez-vous dire ${similar} ?`}`,
  unknownCommand: (name, similar) =>
    `La commande ${name} n'existe pas${similar === "" ? "." : ` ; vouliez-vous dire ${similar} ?`}`,
  missingArgument: (name) => `L'argument ${name} manque.`,
  missingValue: (flags) => `L'option ${flags} attend une valeur.`,
  missingOption: (flags) => `L'option ${flags} est obligatoire.`,
  excessArguments: "Il y a plus d'arguments que la commande n'en attend.",
  conflict: (one, other) => `${one} ne peut pas être utilisé avec ${other}.`,
  notAChoice: (flags, value, choices) => `${flags} doit être l'un de ${choices}, et non ${value}.`,
  unexpected: (message) => `Erreur inattendue, qui est une faute de ce programme : ${message}`,
  outputExists: (path) => `${path} existe déjà : choisissez un autre fichier, ou remplacez-le avec --force.`,
  outputIsDirectory: (path) => `${path} est un répertoire : indiquez un fichier.`,
  outputHasNoDirectory: (path) => `${path} ne peut pas être écrit : son répertoire n'existe pas.`,
  cannotWrite: (path, reason) => `${path} ne peut pas être écrit (${reason}).`,
  cannotRead: (path, reason) => `${path} ne peut pas être lu (${reason}).`,
  noPulumi: "Le programme pulumi est introuvable : installez Pulumi, ou ajoutez son répertoire à PATH.",
  noCredentials:
    "Les identifiants OVHcloud manquent : définissez OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET et OVH_CONSUMER_KEY " +
    "(ou OVH_CLIENT_ID et OVH_CLIENT_SECRET, ou OVH_ACCESS_TOKEN), ou la configuration de la pile (ovh:…), ou ovh.conf.",
  configurationUnread: (reason) => `La configuration de la pile Pulumi n'a pas été lue : ${reason}`,
  wholeClient:
    "ovhmail:clientModule fournit un client entier (createMailApi), que cette commande ne peut pas utiliser : " +
    "il lui en faut un avec createTransport, ou aucun.",
};

export const sharedTexts: Catalogue<typeof en> = { en, fr };
