import type { Catalogue } from "../shared/language.js";
import { listPowers } from "../shared/powers.js";
import type { Gap, Origin, Reach, RightRow } from "./model.js";

const reach: Readonly<Record<Reach, string>> = {
  fullAccess: "read everything",
  sendAs: "send as it",
  sendOnBehalf: "send on its behalf",
  manage: "manage (password and more)",
  member: "gets its mail",
  manager: "decides who gets its mail",
};
const origin: Readonly<Record<Origin, string>> = {
  declared: "declared",
  unmanaged: "not in Pulumi",
  missing: "in Pulumi only",
  live: "OVHcloud",
};
const kind: Readonly<Record<RightRow["kind"], string>> = {
  ExchangeAccount: "mailbox",
  SharedMailbox: "shared mailbox",
  ContactGroup: "group",
  MxPlanAccount: "MX Plan account",
  MxPlanDomain: "all accounts of the domain",
};

const en = {
  summary: "who may do what on which mailbox, and who gave it",
  description:
    "Lists who may reach which mailbox: as OVHcloud shows it now, as Pulumi's state has it, or both held against each other. " +
    "Members and managers of groups are listed too, and to whom accounts of a legacy MX Plan are delegated. Reads only.",
  optionService: "only this Exchange service; may be repeated",
  optionDomain: "only this domain; may be repeated",
  optionFrom: "what OVHcloud shows, or the state of the current stack",
  optionState: "the state is in this file (pulumi stack export, or a state file), - for standard input",
  optionStack: "the stack to read, instead of the selected one",
  optionCompare: "both, and what differs",
  optionMailbox: "who can reach this mailbox?",
  optionPerson: "what can this person reach?",
  optionRight: "only this right",
  optionOutside: "only people from outside the organisation",
  optionInside: "belongs to the organisation too: a domain, an address or an OVHcloud customer; may be repeated",
  optionCsv: "as CSV",
  optionHtml: "as a page that needs nothing else",
  optionOutput: "writes into this file instead of standard output",
  optionForce: "replaces the file if it exists",
  meaningDifferences: "OVHcloud and the state differ (--compare)",
  reading: "reading OVHcloud …",
  readingOf: (done: number, all: number) => `reading rights, ${done} of ${all} …`,
  oneForm: "Only one of --json, --csv and --html can be given.",
  forceAlone: "--force is for --output.",
  stateAlone: "--state and --stack say where the state is: use them with --from state or --compare.",
  fromOrCompare: "--compare reads both: leave --from out.",
  badAddress: (option: string, value: string) => `${option} must be an e-mail address or a name, not ${value}.`,
  noState: (name: string) => `${name} holds no Pulumi state: make one with pulumi stack export.`,
  noDomain: (names: string) => `These credentials see no Exchange service and no MX Plan with ${names}.`,
  noProject: "There is no Pulumi project here: run it in one, or name a file with --state.",
  exportFailed: (reason: string) => `The state could not be read: ${reason}`,
  columns: { on: "MAILBOX", kind: "WHAT", who: "WHO", right: "MAY", through: "BY", origin: "FROM", outside: "OUTSIDE" },
  reach,
  origin,
  kind,
  through: { itself: "", domain: "its whole domain", group: "the group" } satisfies Record<RightRow["through"], string>,
  outside: "outside",
  none: "Nobody.",
  count: (rows: number) => `${rows} ${rows === 1 ? "right" : "rights"}.`,
  same: "OVHcloud and Pulumi's state are the same.",
  differ: (count: number) =>
    `${count} ${count === 1 ? "right differs" : "rights differ"} between OVHcloud and Pulumi's state.`,
  gap: {
    notListed: (what: string) => `These credentials may not list ${what}: what is there is left out.`,
    domainDelegation: (what: string) =>
      `To whom all accounts of ${what} are delegated is shown to its administrative and technical contact alone: left out.`,
    otherAccount: (what: string) => `What is in the OVHcloud account of the provider ${what} is not compared.`,
  } satisfies Record<Gap["reason"], (what: string) => string>,
  allowed: "A customer of OVHcloud who manages one account may",
  allowedAll: "A customer of OVHcloud who manages all accounts of a domain may",
  disputed: "open (OVHcloud's guide says no, its API and panel say yes):",
  powers: listPowers.en,
  title: "Who may do what",
  filter: "Filter",
  filterHint: "a name, an address, a right",
  sortBy: (column: string) => `sort by ${column}`,
};

const fr: typeof en = {
  summary: "qui peut faire quoi sur quelle boîte, et d'où vient ce droit",
  description:
    "Liste qui peut accéder à quelle boîte : ce qu'OVHcloud montre maintenant, ce que contient l'état de Pulumi, ou les deux " +
    "comparés. Les membres et les gestionnaires de groupes y figurent aussi, ainsi que les délégations de l'ancien MX Plan. " +
    "Ne fait que lire.",
  optionService: "seulement ce service Exchange ; peut être répété",
  optionDomain: "seulement ce domaine ; peut être répété",
  optionFrom: "ce qu'OVHcloud montre, ou l'état de la pile courante",
  optionState: "l'état est dans ce fichier (pulumi stack export, ou un fichier d'état), - pour l'entrée standard",
  optionStack: "la pile à lire, au lieu de celle qui est sélectionnée",
  optionCompare: "les deux, et ce qui diffère",
  optionMailbox: "qui peut accéder à cette boîte ?",
  optionPerson: "à quoi cette personne peut-elle accéder ?",
  optionRight: "seulement ce droit",
  optionOutside: "seulement les personnes extérieures à l'organisation",
  optionInside:
    "fait aussi partie de l'organisation : un domaine, une adresse ou un client OVHcloud ; peut être répété",
  optionCsv: "en CSV",
  optionHtml: "en une page qui se suffit à elle-même",
  optionOutput: "écrit dans ce fichier au lieu de la sortie standard",
  optionForce: "remplace le fichier s'il existe",
  meaningDifferences: "OVHcloud et l'état diffèrent (--compare)",
  reading: "lecture d'OVHcloud …",
  readingOf: (done, all) => `lecture des droits, ${done} sur ${all} …`,
  oneForm: "Une seule des options --json, --csv et --html est possible.",
  forceAlone: "--force va avec --output.",
  stateAlone: "--state et --stack disent où est l'état : utilisez-les avec --from state ou --compare.",
  fromOrCompare: "--compare lit les deux : enlevez --from.",
  badAddress: (option, value) => `${option} doit être une adresse e-mail ou un nom, et non ${value}.`,
  noState: (name) => `${name} ne contient pas d'état Pulumi : faites-en un avec pulumi stack export.`,
  noDomain: (names) => `Ces identifiants ne voient ni service Exchange, ni MX Plan avec ${names}.`,
  noProject: "Il n'y a pas de projet Pulumi ici : placez-vous dans un projet, ou indiquez un fichier avec --state.",
  exportFailed: (reason) => `L'état n'a pas pu être lu : ${reason}`,
  columns: {
    on: "BOÎTE",
    kind: "NATURE",
    who: "QUI",
    right: "PEUT",
    through: "PAR",
    origin: "SOURCE",
    outside: "EXTÉRIEUR",
  },
  reach: {
    fullAccess: "tout lire",
    sendAs: "envoyer en tant que",
    sendOnBehalf: "envoyer de la part de",
    manage: "gérer (mot de passe et plus)",
    member: "reçoit ses e-mails",
    manager: "décide qui reçoit ses e-mails",
  },
  origin: { declared: "déclaré", unmanaged: "hors de Pulumi", missing: "dans Pulumi seulement", live: "OVHcloud" },
  kind: {
    ExchangeAccount: "boîte",
    SharedMailbox: "compte partagé",
    ContactGroup: "groupe",
    MxPlanAccount: "compte MX Plan",
    MxPlanDomain: "tous les comptes du domaine",
  },
  through: { itself: "", domain: "tout son domaine", group: "le groupe" },
  outside: "extérieur",
  none: "Personne.",
  count: (rows) => `${rows} droit${rows === 1 ? "" : "s"}.`,
  same: "OVHcloud et l'état de Pulumi sont identiques.",
  differ: (count) => `${count} droit${count === 1 ? " diffère" : "s diffèrent"} entre OVHcloud et l'état de Pulumi.`,
  gap: {
    notListed: (what) => `Ces identifiants ne peuvent pas lister ${what} : ce qui s'y trouve manque ici.`,
    domainDelegation: (what) =>
      `À qui tous les comptes de ${what} sont délégués n'est montré qu'à ses contacts administratif et technique : cela manque ici.`,
    otherAccount: (what) => `Ce qui est dans le compte OVHcloud du fournisseur ${what} n'est pas comparé.`,
  },
  allowed: "Un client OVHcloud qui gère un compte peut",
  allowedAll: "Un client OVHcloud qui gère tous les comptes d'un domaine peut",
  disputed: "incertain (le guide d'OVHcloud dit non, son API et son espace client disent oui) :",
  powers: listPowers.fr,
  title: "Qui peut faire quoi",
  filter: "Filtrer",
  filterHint: "un nom, une adresse, un droit",
  sortBy: (column) => `trier par ${column}`,
};

export const rightsTexts: Catalogue<typeof en> = { en, fr };
export type RightsTexts = typeof en;
