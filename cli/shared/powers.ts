/** What a delegate of the legacy MX Plan may do, as a list for people. */

import type { Catalogue } from "./language.js";

/** By the English name. */
const FRENCH: Readonly<Record<string, string>> = {
  "change passwords": "changer les mots de passe",
  "manage filters": "gérer les filtres",
  "manage responders": "gérer les répondeurs",
  "manage redirections and aliases": "gérer les redirections et les alias",
  "manage mailing lists": "gérer les listes de diffusion",
  "change size and description": "changer la taille et la description",
  "delete accounts": "supprimer des comptes",
  "import mail": "importer des e-mails",
  "delegate further": "déléguer à d'autres",
};

export const listPowers: Catalogue<(powers: readonly string[]) => string> = {
  en: (powers) => powers.join(", "),
  fr: (powers) => powers.map((power) => FRENCH[power] ?? power).join(", "),
};
