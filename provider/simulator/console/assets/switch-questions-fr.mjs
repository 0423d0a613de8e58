// Les questions derrière les choix en français, par le nom du choix.

/** @type {Readonly<Record<string, string>>} */
export const switchQuestionsFr = {
  renameVisible:
    "Une boîte répond-elle à sa nouvelle adresse dès la réponse du PUT, ou seulement à la fin de sa tâche ?",
  createdIsReadable:
    "Les nouveaux objets (boîtes, alias, droits) se voient-ils aussitôt, ou seulement quand leur tâche est terminée ?",
  duplicateAddressStatus: "Statut HTTP de `Email address is already used.`",
  ruleRefusalStatus:
    "Statut HTTP d’un refus par une autre règle (quota, droits qui s’excluent, politique de mots de passe, offre).",
  idsSurviveReset: "Un compte hébergé garde-t-il son identifiant numérique quand il est réinitialisé ?",
  secondGrant:
    "Que répond l’octroi d’un droit qui existe déjà, ou l’ajout de quelqu’un qui est déjà dans le groupe de contacts ?",
  busyRefusesWrites:
    "Une écriture sur une boîte est-elle refusée (409) tant qu’une tâche de cette boîte est en cours ?",
  failedCreate:
    "Que reste-t-il d’un compte ou d’une boîte partagée dont la création a échoué ? `kept` les laisse dans l’état `creating`.",
  failedUpdate: "Que reste-t-il des valeurs d’un PUT dont la tâche a échoué ?",
  bareFilter:
    "Un filtre de texte sans `%` ne trouve-t-il que la valeur entière, ou toute valeur qui contient ce texte ?",
  putNull: "Dans un PUT, `null` vide-t-il un champ qui peut l’être, ou est-il ignoré ?",
  readOnlyInPut:
    "Dans un PUT, un champ en lecture seule n’est-il toléré qu’avec sa valeur actuelle, ou quelle que soit sa valeur ?",
  unknownBodyField: "Un champ du corps que la route ne décrit pas est-il refusé, ou ignoré ?",
  expandedLists:
    "Une liste de comptes ou de boîtes partagées répond-elle par des objets quand `X-Pagination-Mode` les demande ?",
  endedTasks: "Une tâche terminée répond-elle encore à son identifiant ? `gone` : 404.",
  noPendingTask: "Qu’est-ce qui dit « aucune tâche » là où le modèle d’OVH permet null ?",
  sharedAccountAsDelegate: "Une boîte partagée peut-elle détenir un droit ?",
  addressInPath: "Les adresses d’un chemin se comparent-elles sans égard aux majuscules ?",
  tooManyRequestsBody: "Quel est le corps d’un 429 : du JSON avec un message, ou la page d’un proxy ?",
  tooManyRequestsRetryAfter:
    "Le 429 d’une limite de débit dit-il quand revenir (`Retry-After`), en secondes ou par une date ?",
  missingGrant: "Que répond le retrait d’un droit que personne n’a, ou de quelqu’un qui n’est pas dans le groupe ?",
  rightsOfGone:
    "Que deviennent les droits d’un compte réinitialisé ou supprimé ? `kept` laisse son identifiant sur chaque boîte.",
  contactInside: "Un contact externe peut-il avoir l’adresse de quelqu’un du service ?",
  memberIdOfOtherKind:
    "Que devient l’identifiant d’un contact envoyé pour ajouter un compte à un groupe, ou l’inverse ?",
  zeroListSize:
    "Une taille de 0, que l’espace client lit comme illimitée, reste-t-elle 0 dans un groupe de contacts, ou se montre-t-elle comme null ?",
  licenceWithOutlook: "Un compte peut-il changer de licence tant qu’il en a une pour Outlook ?",
  filterCase: "Les filtres des listes distinguent-ils les majuscules des minuscules ?",
  placeholderLogin: "Un compte libre est-il nommé avec des lettres et des chiffres, ou avec des chiffres seuls ?",
  zimbraRights: "Un service sous Zimbra accorde-t-il des droits sur ses comptes ?",
  zimbraAliases: "Un service sous Zimbra donne-t-il des alias à ses comptes ?",
  zimbraDiagnostic: "Un service sous Zimbra fait-il le diagnostic de ses comptes ?",
  busyDomainAccountRefusesWrites:
    "Une écriture sur une boîte historique est-elle refusée (409) tant qu’une tâche de cette boîte est en cours ?",
  domainPutOpensTask: "Le PUT d’un compte historique ou d’un répondeur ouvre-t-il une tâche, ou est-il fait aussitôt ?",
  endedDomainTask:
    'Une tâche terminée d’un domaine historique répond-elle encore à son identifiant ? `shown` demande aussi `endedTasks: "readable"`.',
  allDomainTasks: "Le `task/all` d’un domaine historique liste-t-il les tâches de ses comptes ?",
  redirectionKeepsId: "Une redirection garde-t-elle son identifiant quand sa cible change ?",
  aclHolderManagesAccounts:
    "Qui a la délégation d’un domaine entier peut-il créer, modifier et supprimer des comptes, et les déléguer à son tour ?",
  delegateResponder:
    "Le délégué d’un compte peut-il en gérer le répondeur ? Le guide d’OVH dit non, son API et son espace client disent oui.",
  ownNichandle: "Peut-on déléguer à soi-même ?",
  unknownNichandle:
    "Peut-on déléguer à un identifiant qu’aucun client ne porte ? Ici, les clients sont les `apiAccounts` du jeu de départ.",
  migrationContactStatus:
    "Statut HTTP d’une migration par quelqu’un qui n’est pas contact administrateur et technique des deux services.",
  responderExist:
    "Un répondeur empêche-t-il une migration ? Le guide d’OVH le dit, son espace client dit qu’il reste en arrière.",
  delegationExist: "Une délégation empêche-t-elle une migration ?",
  filterExist: "Un filtre empêche-t-il une migration ?",
  noMigrationFinding: "Qu’est-ce qui dit « rien à signaler » dans la réponse de `checkMigrate` ?",
  migratePassword:
    "Le mot de passe d’une migration devient-il celui du nouveau compte, ou doit-il aussi être celui de l’ancien ?",
  wrongMigratePassword:
    "Avec `mustMatchSource` : un mauvais mot de passe est-il refusé aussitôt, ou la tâche échoue-t-elle ?",
  domainMissingOnTarget: "Que devient une migration vers un service Exchange qui n’a pas le domaine ?",
  migratedSource: "Que voit-on d’un compte migré dans les 15 jours qui suivent ?",
  orderDetailDomain: "Que donne la ligne d’une commande comme domaine : le service, ou une étoile ?",
};
