// The questions behind the switches in English, by the name of the switch: as the schema asks them.

/** @type {Readonly<Record<string, string>>} */
export const switchQuestionsEn = {
  renameVisible: "Is a mailbox addressable under its new address as soon as the PUT answers, or when its task ends?",
  createdIsReadable: "Are new objects (mailboxes, aliases, grants) shown at once, or only when their task is done?",
  duplicateAddressStatus: "HTTP status of `Email address is already used.`",
  ruleRefusalStatus: "HTTP status of a refusal by any other rule (quota, exclusive rights, password policy, offer).",
  idsSurviveReset: "Does a hosted account keep its numeric id when it is reset?",
  secondGrant:
    "What does granting a right that exists already answer, or adding somebody to a contact group a second time?",
  busyRefusesWrites: "Is a write to a mailbox refused (409) while a task of that mailbox runs?",
  failedCreate:
    "What remains of an account or shared account whose creation task failed? `kept` leaves it in state `creating`.",
  failedUpdate: "What remains of the values of a PUT whose task failed?",
  bareFilter: "Does a text filter without `%` match the whole value only, or any value that contains it?",
  putNull: "Does `null` in a PUT clear a nullable field, or is it passed over?",
  readOnlyInPut: "Is a read-only field in a PUT tolerated only with its current value, or whatever its value?",
  unknownBodyField: "Is a body field that the route does not describe refused, or passed over?",
  expandedLists:
    "Does a list of mailboxes, groups or contacts answer with objects when `X-Pagination-Mode` asks for them?",
  endedTasks: "Does a task answer to its id after it has ended? `gone`: 404.",
  noPendingTask: 'What stands for "no task" where OVH\'s model allows null?',
  sharedAccountAsDelegate: "May a shared account hold a right?",
  addressInPath: "Do addresses in a path match whatever their case?",
  tooManyRequestsBody: "What is the body of a 429: JSON with a message, or a proxy's page?",
  tooManyRequestsRetryAfter:
    "Does the 429 of a rate limit say when to come back (`Retry-After`), in seconds or as a date?",
  missingGrant: "What does revoking a right that nobody has answer, or removing somebody who is not in the group?",
  rightsOfGone:
    "What becomes of the rights of an account that is reset or removed? `kept` leaves its id on every mailbox.",
  contactInside: "May an external contact have the address of somebody inside the service?",
  memberIdOfOtherKind: "What becomes of the id of a contact that is sent to add an account to a group, or the reverse?",
  zeroListSize: "Is a size of 0, which the panel reads as unlimited, kept as 0 in a contact group, or shown as null?",
  licenceWithOutlook: "May an account change its licence while it has one for Outlook?",
  filterCase: "Do the filters of lists tell capital letters from small ones?",
  placeholderLogin: "Is a free account named with letters and digits, or with digits alone?",
  busyDomainAccountRefusesWrites: "Is a write to a legacy mailbox refused (409) while a task of that mailbox runs?",
  domainPutOpensTask: "Does the PUT of a legacy account or responder open a task, or is it done at once?",
  endedDomainTask:
    'Does a task of a legacy domain answer to its id after it has ended? `shown` needs `endedTasks: "readable"` too.',
  allDomainTasks: "Does `task/all` of a legacy domain list the tasks of its accounts?",
  redirectionKeepsId: "Does a redirection keep its id when its target changes?",
  aclHolderManagesAccounts:
    "May somebody to whom a whole domain is delegated make, change and remove accounts, and delegate them further?",
  delegateResponder:
    "May a delegate of one account manage its responder? OVH's guide says no, its API and panel say yes.",
  ownNichandle: "Can one delegate to oneself?",
  unknownNichandle:
    "Can one delegate to a nichandle that no customer has? Here, customers are the `apiAccounts` of the seed.",
  migrationContactStatus:
    "HTTP status of a migration by somebody who is not administrative and technical contact of both services.",
  responderExist: "Does a responder prevent a migration? OVH's guide says so, its panel says that it is left behind.",
  delegationExist: "Does a delegation prevent a migration?",
  filterExist: "Does a filter prevent a migration?",
  noMigrationFinding: 'What stands for "no finding" in the answer of `checkMigrate`?',
  migratePassword:
    "Does the password of a migration become that of the new account, or must it also be that of the old one?",
  wrongMigratePassword: "With `mustMatchSource`: is a wrong password refused at once, or does the task fail?",
  domainMissingOnTarget: "What becomes of a migration to an Exchange service that does not have the domain?",
  migratedSource: "What is there of a migrated account in the 15 days after?",
  zimbraRights: "Does a service that runs on Zimbra grant rights on its accounts?",
  zimbraAliases: "Does a service that runs on Zimbra give its accounts aliases?",
  zimbraDiagnostic: "Does a service that runs on Zimbra diagnose its accounts?",
  orderDetailDomain: "What does the line of an order name as its domain: the service, or a star?",
};
