import type { Catalogue } from "../shared/language.js";

const en = {
  summary: "starts a simulated OVHcloud on this machine",
  description:
    "Starts a simulated OVHcloud on this machine, until Ctrl+C, and prints the variables that lead a client to it. " +
    "Its console, for a browser, is at the same address.",
  port: "port to listen on (0: a free one)",
  seed: "YAML or JSON file with the world to start from",
  printSeed: "prints the seed that is used without --seed, and ends",
  state: "keeps the world in this file between runs",
  taskMs: "how long a task takes, in ms (300-1500 unless set)",
  tasks: "explicit: tasks stand still until the console moves them",
  switch: "answers a question that OVHcloud leaves open; may be repeated. DIFFERENCES.md and the console list them",
  faults: "draws faults at random: rough for a bad day, hostile for far beyond one",
  faultSeed: "the same seed draws the same faults (1 unless set)",
  lagMs: "for how long lists lag behind and new objects answer 404, in ms",
  notWhole: (name: string, max: number, value: string) =>
    `${name} must be a whole number from 0 to ${max}, not ${value}.`,
  notDuration: (name: string, value: string) =>
    `${name} must be a number of ms or a range such as 300-1500, not ${value}.`,
  notTasks: (value: string) => `--tasks can only be explicit, not ${value}.`,
  notFaults: (names: string, value: string) => `--faults must be ${names}, not ${value}.`,
  seedWithoutFaults: (names: string) => `--fault-seed needs --faults ${names}.`,
  notAssignment: (value: string) => `--switch must be NAME=VALUE, not ${value}.`,
  noSwitch: (name: string, names: string) => `There is no switch ${name}. There are ${names}.`,
  notAnswer: (name: string, answers: string, value: string) => `The switch ${name} can be ${answers}, not ${value}.`,
  empty: "empty",
  or: " or ",
  portTaken: (port: number, reason: string) => `Port ${port} cannot be used: ${reason}`,
  listens: (url: string, console: string) =>
    `# The simulated OVHcloud listens on ${url} until Ctrl+C. Its console: ${console}\n# In the other shell:`,
  summed: (calls: number, compared: number, problems: number) =>
    `${calls} call${calls === 1 ? "" : "s"}, ${compared} compared on the wire with ${problems} problem${problems === 1 ? "" : "s"}.`,
  seedComment: "# The seed of the simulator's world when no other is given.",
  seedInvalid: (file: string, reason: string) => `The seed ${file} is not valid: ${reason}`,
  seedEmpty: "it is empty",
  seedUnread: (file: string, reason: string) => `The seed ${file} cannot be read: ${reason}`,
};

const fr: typeof en = {
  summary: "démarre un OVHcloud simulé sur cette machine",
  description:
    "Démarre un OVHcloud simulé sur cette machine, jusqu'à Ctrl+C, et affiche les variables qui y mènent un client. " +
    "Sa console, pour un navigateur, est à la même adresse.",
  port: "port d'écoute (0 : un port libre)",
  seed: "fichier YAML ou JSON décrivant le monde de départ",
  printSeed: "affiche le monde de départ utilisé sans --seed, et s'arrête",
  state: "conserve le monde dans ce fichier d'une exécution à l'autre",
  taskMs: "durée d'une tâche, en ms (300-1500 par défaut)",
  tasks: "explicit : les tâches n'avancent que depuis la console",
  switch:
    "répond à une question qu'OVHcloud laisse ouverte ; peut être répété. DIFFERENCES.md et la console les listent",
  faults: "tire des pannes au hasard : rough pour un mauvais jour, hostile pour bien pire",
  faultSeed: "la même graine tire les mêmes pannes (1 par défaut)",
  lagMs: "durée pendant laquelle les listes retardent et les nouveaux objets répondent 404, en ms",
  notWhole: (name, max, value) => `${name} doit être un nombre entier de 0 à ${max}, et non ${value}.`,
  notDuration: (name, value) => `${name} doit être un nombre de ms ou un intervalle comme 300-1500, et non ${value}.`,
  notTasks: (value) => `--tasks ne peut être que explicit, et non ${value}.`,
  notFaults: (names, value) => `--faults doit être ${names}, et non ${value}.`,
  seedWithoutFaults: (names) => `--fault-seed demande --faults ${names}.`,
  notAssignment: (value) => `--switch s'écrit NOM=VALEUR, et non ${value}.`,
  noSwitch: (name, names) => `Le commutateur ${name} n'existe pas. Il y a ${names}.`,
  notAnswer: (name, answers, value) => `Le commutateur ${name} peut valoir ${answers}, et non ${value}.`,
  empty: "rien",
  or: " ou ",
  portTaken: (port, reason) => `Le port ${port} ne peut pas être utilisé : ${reason}`,
  listens: (url, console) =>
    `# L'OVHcloud simulé écoute sur ${url} jusqu'à Ctrl+C. Sa console : ${console}\n# Dans l'autre terminal :`,
  summed: (calls, compared, problems) =>
    `${calls} appel${calls > 1 ? "s" : ""}, ${compared} comparé${compared > 1 ? "s" : ""} sur le fil avec ${problems} problème${problems > 1 ? "s" : ""}.`,
  seedComment: "# Le monde de départ du simulateur quand aucun autre n'est donné.",
  seedInvalid: (file, reason) => `Le monde de départ ${file} n'est pas valide : ${reason}`,
  seedEmpty: "il est vide",
  seedUnread: (file, reason) => `Le monde de départ ${file} ne peut pas être lu : ${reason}`,
};

export const simulatorTexts: Catalogue<typeof en> = { en, fr };

export type SimulatorTexts = typeof en;
