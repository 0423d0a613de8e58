// What each fault does, by its name. The simulator says it in English itself.

/** @type {Readonly<Record<string, string>>} */
export const faultDescriptionsEn = {};

/** @type {Readonly<Record<string, string>>} */
export const faultDescriptionsFr = {
  tooManyRequests: "429 sans dire quand revenir",
  tooManyRequestsRetryAfter: "429 avec Retry-After",
  requestTimeoutPage: "408, page HTML d’un proxy",
  badGatewayPage: "502, page HTML d’un proxy ; rien n’est fait",
  serviceUnavailablePage: "503, page HTML d’un proxy",
  gatewayTimeoutAfterCommit: "504, page HTML d’un proxy, alors que le travail est fait",
  errorAfterCommit: "500, alors que le travail est fait",
  resetBeforeCommit: "la connexion est coupée, rien n’est fait",
  resetAfterCommit: "la connexion est coupée, alors que le travail est fait",
  cutBody: "le travail est fait, et la moitié de la réponse arrive",
  stall: "jamais de réponse, rien n’est fait",
  stallAfterCommit: "jamais de réponse, alors que le travail est fait",
  delay: "le travail est fait plus tard, et la réponse aussi",
  busy: "409 : un traitement est déjà en cours",
  duplicate: "la requête arrive deux fois, la seconde réponse est rendue",
  staleList: "une liste répond comme le monde était il y a un moment",
  clockSkew: "l’horloge d’OVHcloud est décalée à partir de maintenant",
  expiredToken: "tous les jetons d’accès sont oubliés",
  revokedCredential: "403 : l’identifiant n’est pas valable",
  colleague: "quelqu’un d’autre modifie le monde juste avant",
  taskError: "la tâche finit en erreur, sans effet",
  taskCancelled: "la tâche est annulée, sans effet",
  taskSlow: "la tâche dure plus longtemps",
  taskHidden: "la tâche répond 404 pendant un moment",
  taskLost: "la tâche disparaît pour toujours, sans effet",
  taskLostDone: "la tâche disparaît pour toujours, et son effet arrive",
};
