/** All that `ovh-mail export` says. */

import type { Catalogue } from "../shared/language.js";
import type { NoteCode } from "./model.js";
import type { Walked } from "./tools.js";

/** About one object. */
type Sentence = (detail: string) => string;

type Notes = Readonly<Record<NoteCode, Sentence>>;

const en = {
  summary: "writes the mail that exists as a Pulumi program",
  description:
    "Reads all mailboxes, shared mailboxes, groups, contacts, redirections, responders and rights that the credentials see, " +
    "and writes a TypeScript project that declares them, with a file by which Pulumi takes them over. Nothing is changed " +
    "at OVHcloud.",
  directory: "where the project is written: a new directory",
  service: "only this Exchange or MX Plan service; may be repeated",
  domain: "only this MX Plan domain, and Exchange services that have it; may be repeated",
  people: "people and their mailboxes in this YAML file, beside the program",
  adopt: 'no import file: the program says adopt: true, and the first "pulumi up" takes over what exists',
  force: "writes into a directory that is not empty, replacing files of the same names",
  reading: "reading",
  notes: {
    freeAccount: () => "a free account, which nobody uses yet",
    notSetUp: (state) => `OVHcloud is still making it (${state})`,
    beingRemoved: (state) => `OVHcloud is removing it (${state})`,
    goneMeanwhile: () => "it was removed while the export ran",
    notDeclarable: (reason) => `there is no way to declare it: ${reason}`,
    mailingLists: () => "a mailing list of MX Plan, for which there is no resource",
    selfRedirection: () => "a redirection to itself, which OVHcloud uses to keep a copy",
    notSeen: (reason) => `it could not be read. ${reason}`,
    domainNotSeen: (domain) => `these credentials do not see its domain (${domain}) at /email/domain`,
    delegationsNotSeen: (reason) => `to whom the whole domain is delegated could not be read. ${reason}`,
    rightsNotSeen: (service) => `${service} runs on Zimbra and does not show rights between accounts`,
    propertyLeftOut: (reason) => `one property is left as OVHcloud has it, since it cannot be declared: ${reason}`,
    unknownDelegate: (number) =>
      `account number ${number}, which the service does not show, holds a right on it; mode "additive" leaves that alone`,
    rightOfFreeAccount: (account) =>
      `${account} is a free account and holds a right: whoever gets it gets the right. Take the line out to take the right away`,
    atWork: (service) => `OVHcloud was working on it (${service}): look at it again later`,
    keepCopyUnknown: () => "OVHcloud does not show whether a copy is kept: keepCopy is taken for false",
    wouldChange: () => "the first run of the program would change something here: please report this",
  } satisfies Notes as Notes,
  heading: (date: string) => [`The mail of OVHcloud as it was on ${date}, written by "ovh-mail export".`],
  adopting: ['The first "pulumi up" takes over what exists, and writes nothing. Then every "adopt: true" may go.'],
  importing: ['"pulumi import --file import.json --yes --protect=false --generate-code=false" makes it yours.'],
  notRecovered: [
    "Passwords are not shown by OVHcloud and are not touched. Filters and mailing lists of MX Plan, archives, disclaimers",
    "and footers of Exchange are not part of it.",
  ],
  looksLike: (domain: string, shown: string) => `${domain} is ${shown}.`,
  progress: {
    accounts: "mailboxes",
    sharedMailboxes: "shared mailboxes",
    groups: "groups",
    contacts: "external contacts",
    redirections: "redirections",
    responders: "responders",
  } satisfies Record<Walked, string>,
  exported: (resources: number, directory: string) =>
    `${resources} ${resources === 1 ? "resource" : "resources"} written to ${directory}:`,
  nothing: "These credentials see nothing that can be exported.",
  leftOut: "Left out:",
  warnings: "Look at these:",
  notRecoveredTitle: "Not recovered:",
  next: "Next:",
  more: (count: number) => `and ${count} more`,
  notEmpty: (directory: string) =>
    `${directory} exists and is not empty: name another directory, or use --force to write into it`,
  noDirectory: (directory: string) => `${directory} is no directory`,
  noParent: (directory: string) => `the directory that ${directory} would be in does not exist: make it first`,
  cannotWrite: (directory: string, reason: string) => `${directory} cannot be written: ${reason}`,
  notVisible: (place: string, reason: string) =>
    `${place} cannot be read with these credentials: correct the name, or use credentials that see it. ${reason}`,
  badPeopleFile: (name: string) =>
    `--people: ${name} is not the name of a YAML file in the new project, such as people.yaml`,
  badService: (name: string) =>
    `--service: ${name} is not the name of a service, such as hosted-ab12345-1 or mxplan-ab12345-1`,
  badDomain: (name: string) => `--domain: ${name} is not a domain, such as example.com`,
};

const fr: typeof en = {
  summary: "écrit les e-mails existants sous forme de programme Pulumi",
  description:
    "Lit tous les comptes, comptes partagés, groupes, contacts, redirections, répondeurs et droits que les identifiants voient, " +
    "et écrit un projet TypeScript qui les déclare, avec un fichier par lequel Pulumi les reprend. Rien n'est modifié chez " +
    "OVHcloud.",
  directory: "où le projet est écrit : un nouveau dossier",
  service: "uniquement ce service Exchange ou MX Plan ; peut être répété",
  domain: "uniquement ce domaine MX Plan, et les services Exchange qui l'ont ; peut être répété",
  people: "les personnes et leurs comptes dans ce fichier YAML, à côté du programme",
  adopt: "sans fichier d'import : le programme dit adopt: true, et le premier « pulumi up » reprend l'existant",
  force: "écrit dans un dossier qui n'est pas vide, en remplaçant les fichiers du même nom",
  reading: "lecture",
  notes: {
    freeAccount: () => "un compte libre, que personne n'utilise encore",
    notSetUp: (state) => `OVHcloud est encore en train de le créer (${state})`,
    beingRemoved: (state) => `OVHcloud est en train de le supprimer (${state})`,
    goneMeanwhile: () => "supprimé pendant l'export",
    notDeclarable: (reason) => `ne peut pas être déclaré : ${reason}`,
    mailingLists: () => "une mailing-list MX Plan, pour laquelle il n'existe pas de ressource",
    selfRedirection: () => "une redirection vers elle-même, par laquelle OVHcloud garde une copie",
    notSeen: (reason) => `n'a pas pu être lu. ${reason}`,
    domainNotSeen: (domain) => `ces identifiants ne voient pas son domaine (${domain}) dans /email/domain`,
    delegationsNotSeen: (reason) => `les délégations du domaine entier n'ont pas pu être lues. ${reason}`,
    rightsNotSeen: (service) => `${service} fonctionne sur Zimbra et ne montre pas les droits entre comptes`,
    propertyLeftOut: (reason) =>
      `une propriété reste telle que chez OVHcloud, car elle ne peut pas être déclarée : ${reason}`,
    unknownDelegate: (number) =>
      `le compte numéro ${number}, que le service ne montre pas, y a un droit ; le mode « additive » n'y touche pas`,
    rightOfFreeAccount: (account) =>
      `${account} est un compte libre et a un droit : qui le recevra aura ce droit. Retirez la ligne pour le retirer`,
    atWork: (service) => `OVHcloud y travaillait (${service}) : vérifiez-le plus tard`,
    keepCopyUnknown: () => "OVHcloud ne montre pas si une copie est gardée : keepCopy est supposé false",
    wouldChange: () => "la première exécution du programme y changerait quelque chose : merci de le signaler",
  },
  heading: (date: string) => [`Les e-mails chez OVHcloud au ${date}, écrits par « ovh-mail export ».`],
  adopting: [
    "Le premier « pulumi up » reprend l'existant sans rien écrire. Ensuite, chaque « adopt: true » peut être retiré.",
  ],
  importing: [
    "« pulumi import --file import.json --yes --protect=false --generate-code=false » les place sous votre contrôle.",
  ],
  notRecovered: [
    "OVHcloud ne montre pas les mots de passe, et rien n'y touche. Les filtres et mailing-lists MX Plan, les archives et les",
    "signatures (disclaimers) Exchange n'en font pas partie.",
  ],
  looksLike: (domain: string, shown: string) => `${domain} se lit ${shown}.`,
  progress: {
    accounts: "comptes",
    sharedMailboxes: "comptes partagés",
    groups: "groupes",
    contacts: "contacts externes",
    redirections: "redirections",
    responders: "répondeurs",
  },
  exported: (resources: number, directory: string) =>
    `${resources} ${resources === 1 ? "ressource écrite" : "ressources écrites"} dans ${directory} :`,
  nothing: "Ces identifiants ne voient rien à exporter.",
  leftOut: "Laissé de côté :",
  warnings: "À vérifier :",
  notRecoveredTitle: "Non récupéré :",
  next: "Ensuite :",
  more: (count: number) => `et ${count} de plus`,
  notEmpty: (directory: string) =>
    `${directory} existe et n'est pas vide : indiquez un autre dossier, ou --force pour y écrire quand même`,
  noDirectory: (directory: string) => `${directory} n'est pas un dossier`,
  noParent: (directory: string) => `le dossier qui doit contenir ${directory} n'existe pas : créez-le d'abord`,
  cannotWrite: (directory: string, reason: string) => `${directory} ne peut pas être écrit : ${reason}`,
  notVisible: (place: string, reason: string) =>
    `${place} ne peut pas être lu avec ces identifiants : corrigez le nom, ou utilisez des identifiants qui le voient. ${reason}`,
  badPeopleFile: (name: string) =>
    `--people : ${name} n'est pas un nom de fichier YAML dans le nouveau projet, tel que people.yaml`,
  badService: (name: string) =>
    `--service : ${name} n'est pas un nom de service, tel que hosted-ab12345-1 ou mxplan-ab12345-1`,
  badDomain: (name: string) => `--domain : ${name} n'est pas un domaine, tel que example.com`,
};

export const exportTexts: Catalogue<typeof en> = { en, fr };
export type ExportTexts = typeof en;
